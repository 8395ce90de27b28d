package io.github.kubespraymaven.http;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that hold with each of the JDK's clients, and the server they speak to. */
abstract class WireTest {
    final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    final Wire wire;
    final Http http;
    ScriptedServer server;

    WireTest(Wire wire) {
        this.wire = wire;
        this.http = new HttpTransport(wire.settings(), pauses::add);
    }

    @BeforeEach
    void start() throws IOException {
        server = wire.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
