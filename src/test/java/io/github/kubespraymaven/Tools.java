package io.github.kubespraymaven;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that tests compare with, where the machine has them. */
public final class Tools {
    private Tools() {}

    /** Returns where a program is, if it is on the path. */
    public static Optional<Path> find(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips the calling test, and says why, where a program is not there. */
    public static void require(String name) {
        Assumptions.assumeTrue(find(name).isPresent(), () -> "skipped: there is no " + name + " on the path");
    }

    /**
     * Runs a program to its end and returns what it printed.
     *
     * @throws IOException if it fails; says what it complained of
     */
    public static byte[] run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "out", "");
        Path errors = Files.createTempFile(directory, "err", "");
        Process process = new ProcessBuilder(List.of(command))
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(String.join(" ", command) + ": no end after 120 s");
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": exit " + process.exitValue() + ": "
                    + Files.readString(errors, StandardCharsets.UTF_8));
        }
        return Files.readAllBytes(output);
    }
}
