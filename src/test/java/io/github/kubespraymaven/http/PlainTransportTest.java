package io.github.kubespraymaven.http;

import java.io.IOException;

/** Without TLS, where the older client speaks but for what only the newer one can. */
class PlainTransportTest extends TransportTests {
    @Override
    ScriptedServer started() throws IOException {
        return ScriptedServer.start();
    }

    @Override
    HttpSettings settings() {
        return HttpSettings.usual();
    }
}
