package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's docker-registry on a free port of this machine. The calling test is skipped where it is not installed. */
final class DockerRegistry implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final int port;

    private DockerRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param more lines of its configuration, as {@code auth: …}
     */
    static DockerRegistry start(Path directory, String more) throws IOException {
        Tools.require("docker-registry");
        Path config = Files.writeString(
                Files.createDirectories(directory).resolve("config.yml"),
                """
                version: 0.1
                log: {level: info, accesslog: {disabled: true}}
                storage:
                  filesystem: {rootdirectory: "%s"}
                  maintenance: {uploadpurging: {enabled: false}}
                http: {addr: "127.0.0.1:0"}
                %s
                """
                        .formatted(directory.resolve("data"), more));
        Process process = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                Thread rest = new Thread(() -> log.lines().forEach(unread -> {}), "docker-registry's log");
                rest.setDaemon(true);
                rest.start();
                return new DockerRegistry(process, Integer.parseInt(listening.group(1)));
            }
        }
        throw new IOException("docker-registry did not start:\n" + said);
    }

    /** Returns its name in references. */
    String host() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
