package io.github.kubespraymaven.http;

import java.io.IOException;
import java.util.Set;

/** The JDK's two clients, each with a server that is spoken to by it. */
enum Wire {
    /** The older one. */
    PLAIN {
        @Override
        ScriptedServer start() throws IOException {
            return ScriptedServer.start();
        }

        @Override
        HttpSettings settings() {
            return HttpSettings.usual();
        }
    },
    /** The newer one. */
    TLS {
        @Override
        ScriptedServer start() throws IOException {
            return ScriptedServer.startTls();
        }

        @Override
        HttpSettings settings() {
            return HttpSettings.usual().withUnverifiedHosts(Set.of("127.0.0.1"));
        }
    };

    abstract ScriptedServer start() throws IOException;

    abstract HttpSettings settings();
}
