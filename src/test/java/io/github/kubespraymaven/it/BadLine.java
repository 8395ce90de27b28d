package io.github.kubespraymaven.it;

import io.github.kubespraymaven.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A line to a server that breaks, refuses or alters what goes over it: it/lib/faults.py. The calling test is skipped where there
 * is no Python.
 */
final class BadLine implements AutoCloseable {
    private final Process process;
    private final String host;

    private BadLine(Process process, String host) {
        this.process = process;
        this.host = host;
    }

    /** Opens one to a server on this machine. */
    static BadLine to(String host, String... options) throws IOException {
        Tools.require("python3");
        Path script = Path.of(Maven.property("pom")).resolveSibling("it/lib/faults.py");
        List<String> command = new ArrayList<>(List.of("python3", script.toString(), "http://" + host));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        return new BadLine(process, "127.0.0.1:" + Integer.parseInt(String.valueOf(out.readLine())));
    }

    /** Its own name, which stands for the server's. */
    String host() {
        return host;
    }

    URI uri(String path) {
        return URI.create("http://" + host + path);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
