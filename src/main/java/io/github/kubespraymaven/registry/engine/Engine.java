package io.github.kubespraymaven.registry.engine;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.layout.DockerArchive;
import io.github.kubespraymaven.process.Command;
import io.github.kubespraymaven.process.CommandLimitException;
import io.github.kubespraymaven.process.CommandResult;
import io.github.kubespraymaven.process.CommandRun;
import io.github.kubespraymaven.process.SearchPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A container engine, which takes images through its own program: that knows where its daemon or its storage is, and who may
 * use it. The archive goes through a pipe, no file is written.
 *
 * @param program its name
 * @param programs where it may be
 * @param limit how long it may take to load one image
 */
public record Engine(String program, SearchPath programs, Duration limit) {
    /** It unpacks the image to a disk, which may be slow. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private static final int MAX_OUTPUT = 64 * 1024;

    /** Returns Docker. */
    public static Engine docker(SearchPath programs) {
        return new Engine("docker", programs, LIMIT);
    }

    /** Returns podman. */
    public static Engine podman(SearchPath programs) {
        return new Engine("podman", programs, LIMIT);
    }

    /**
     * Checks that the program is there, before anything is built.
     *
     * @param target what needs it
     * @throws UserErrorException if it is not
     */
    public void require(String target) throws UserErrorException {
        if (programs.find(program).isEmpty()) {
            throw new UserErrorException("to: " + target + " is written by '" + program + " load', and there is no "
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
    public void load(ImageContents image, String name, Blobs cache) throws IOException {
        Path found =
                programs.find(program).orElseThrow(() -> new IOException("there is no " + program + " on the PATH"));
        Command command = Command.of(limit, found, "load")
                .errors(Command.Errors.AMONG_OUTPUT)
                .printing(MAX_OUTPUT);
        try (CommandRun run = command.startWriting()) {
            Optional<IOException> broken = Optional.empty();
            try (OutputStream in = new BufferedOutputStream(run.input(), 1 << 16)) {
                DockerArchive.write(in, image, name, cache);
            } catch (IOException e) {
                broken = Optional.of(e);
            }
            CommandResult result = run.await();
            if (result.exit() != 0 || broken.isPresent()) {
                IOException refused = new IOException("'" + program + " load' did not take " + name + " (exit status "
                        + result.exit() + "): " + CommandResult.message(result.text()));
                broken.ifPresent(refused::initCause);
                throw refused;
            }
        } catch (CommandLimitException e) {
            throw new IOException(
                    "'" + program + " load' " + e.getMessage() + " with " + name + "; try '" + program
                            + " info' to see whether it answers",
                    e);
        }
    }
}
