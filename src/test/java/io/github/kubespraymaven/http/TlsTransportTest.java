package io.github.kubespraymaven.http;

import java.io.IOException;
import java.util.Set;

/** With TLS, which the newer client speaks. */
class TlsTransportTest extends TransportTests {
    @Override
    ScriptedServer started() throws IOException {
        return ScriptedServer.startTls();
    }

    @Override
    HttpSettings settings() {
        return HttpSettings.usual().withUnverifiedHosts(Set.of("127.0.0.1"));
    }
}
