package io.github.kubespraymaven.registry.engine;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.image.Assembly;
import io.github.kubespraymaven.image.layout.DockerArchive;
import io.github.kubespraymaven.mistake.MistakeException;
import io.github.kubespraymaven.program.SearchPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A container engine, which takes images through its own program: that knows where its daemon or its storage is, and who may
 * use it. The archive goes through a pipe, no file is written.
 *
 * @param program its name
 * @param programs where it may be
 */
public record Engine(String program, SearchPath programs) {
    private static final int MAX_OUTPUT = 64 * 1024;
    private static final int MAX_TEXT = 300;

    /** Returns Docker. */
    public static Engine docker(SearchPath programs) {
        return new Engine("docker", programs);
    }

    /** Returns podman. */
    public static Engine podman(SearchPath programs) {
        return new Engine("podman", programs);
    }

    /**
     * Checks that the program is there, before anything is built.
     *
     * @param target what needs it
     * @throws MistakeException if it is not
     */
    public void require(String target) throws MistakeException {
        if (programs.find(program).isEmpty()) {
            throw new MistakeException("to: " + target + " is written by '" + program + " load', and there is no "
                    + program + " on the PATH. Install it, or write docker-archive:FILE.");
        }
    }

    /**
     * Loads an image for one platform.
     *
     * @param name as {@code NAME:TAG}
     * @param cache has its layers
     * @throws IOException if the program does not take it: says what it complained of
     */
    public void load(Assembly image, String name, Blobs cache) throws IOException {
        Path found =
                programs.find(program).orElseThrow(() -> new IOException("there is no " + program + " on the PATH"));
        Process process = new ProcessBuilder(found.toString(), "load")
                .redirectErrorStream(true)
                .start();
        FutureTask<byte[]> output =
                new FutureTask<>(() -> process.getInputStream().readNBytes(MAX_OUTPUT));
        Thread reader = new Thread(output, "kubespray-" + program);
        reader.setDaemon(true);
        reader.start();
        try {
            Optional<IOException> broken = Optional.empty();
            try (OutputStream in = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
                DockerArchive.write(in, image, name, cache);
            } catch (IOException e) {
                broken = Optional.of(e);
            }
            String said = text(output.get());
            int exit = process.waitFor();
            if (exit != 0 || broken.isPresent()) {
                IOException refused = new IOException(
                        "'" + program + " load' did not take " + name + " (exit status " + exit + "): " + said);
                broken.ifPresent(refused::initCause);
                throw refused;
            }
        } catch (ExecutionException e) {
            throw new IOException("'" + program + " load' cannot be listened to", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while " + name + " was loaded").initCause(e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(byte[] output) {
        String line = new String(output, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return line.length() > MAX_TEXT ? "…" + line.substring(line.length() - MAX_TEXT) : line;
    }
}
