package io.github.kubespraymaven.cache;

import io.github.kubespraymaven.digest.Digest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another Java process that uses the same cache, until it is told to go on or is killed. */
final class OtherProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader says;

    private OtherProcess(Process process) {
        this.process = process;
        this.says = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one that does a thing ({@code write} or {@code lock}), and waits until it is in the midst of it. */
    static OtherProcess start(String thing, Path cache) throws IOException {
        OtherProcess other = new OtherProcess(new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        thing,
                        cache.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        String line = other.says.readLine();
        if (!"ready".equals(line)) {
            other.close();
            throw new IOException("the other process said: " + line);
        }
        return other;
    }

    /** What it does. */
    public static void main(String[] arguments) throws IOException {
        Cache cache = new Cache(Path.of(arguments[1]));
        if (arguments[0].equals("write")) {
            try (BlobWriter writer = cache.blobs().writer()) {
                writer.write(new byte[1000]);
                readyAndWait();
            }
        } else {
            cache.locks(name -> {}).holding(Digest.of("name"), () -> {
                readyAndWait();
                return 0;
            });
        }
    }

    private static void readyAndWait() throws IOException {
        System.out.println("ready");
        System.in.read();
    }

    /** Kills it, as kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it come to its end. */
    void goOn() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
