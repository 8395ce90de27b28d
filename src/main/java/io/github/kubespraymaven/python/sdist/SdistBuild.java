package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.tag.WheelFilename;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Builds a wheel of an sdist with the pip of the build machine's Python. The sdist's own code runs then, which is why a user
 * has to ask for it; and because that machine is not the target, only a wheel of pure Python is taken.
 *
 * @param python the interpreter, as it is found on the PATH
 * @param index where pip finds what the build itself needs
 */
public record SdistBuild(String python, URI index) {
    private static final int MINUTES = 30;
    private static final int SHOWN = 15;

    /** 1980-01-02T00:00:00Z, as everywhere in images. */
    private static final String EPOCH = "315619200";

    /**
     * Builds a wheel.
     *
     * @param sdist the file, its bytes verified
     * @param directory an empty one, for the build's own use; the wheel is left in it
     * @return the wheel
     * @throws SdistException if there is no Python, the build fails, or its wheel is not of pure Python
     */
    public Path build(Path sdist, SdistFilename filename, Path directory) throws IOException {
        Path source = Files.copy(sdist, directory.resolve(filename.text()), StandardCopyOption.REPLACE_EXISTING);
        Path wheels = Files.createDirectories(directory.resolve("wheels"));
        Path log = directory.resolve("build.log");
        List<String> command = List.of(
                python,
                "-m",
                "pip",
                "wheel",
                "--no-deps",
                "--no-cache-dir",
                "--disable-pip-version-check",
                "--index-url",
                index.toString(),
                "--wheel-dir",
                wheels.toString(),
                source.toString());
        ProcessBuilder process =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        process.redirectOutput(log.toFile());
        process.environment()
                .putAll(Map.of(
                        "SOURCE_DATE_EPOCH",
                        EPOCH,
                        "PYTHONHASHSEED",
                        "0",
                        "LC_ALL",
                        "C.UTF-8",
                        "TMPDIR",
                        directory.toString()));
        run(process, filename, log);
        return pure(wheels, filename);
    }

    private void run(ProcessBuilder builder, SdistFilename filename, Path log) throws IOException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            SdistException problem = new SdistException(
                    filename.text(),
                    "cannot be built, because " + python + " cannot be started; install Python 3 with pip, or leave"
                            + " sdist=build out");
            problem.initCause(e);
            throw problem;
        }
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new SdistException(filename.text(), "its build took longer than " + MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted =
                    new InterruptedIOException("interrupted while " + filename + " was built");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            String[] lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).split("\n", -1);
            List<String> last = List.of(lines).subList(Math.max(0, lines.length - SHOWN), lines.length);
            throw new SdistException(
                    filename.text(),
                    "cannot be built; pip says:\n" + String.join("\n", last).strip());
        }
    }

    private static Path pure(Path wheels, SdistFilename filename) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(wheels, "*.whl")) {
            files.forEach(found::add);
        }
        if (found.size() != 1) {
            throw new SdistException(filename.text(), "one wheel was to be built, got " + found.size());
        }
        Path wheel = found.get(0);
        DistributionFilename name = DistributionFilename.parse(String.valueOf(wheel.getFileName()));
        boolean pure = name instanceof WheelFilename built
                && built.name().equals(filename.name())
                && built.version().equals(filename.version())
                && built.tags().abis().equals(List.of("none"))
                && built.tags().platforms().equals(List.of("any"));
        if (!pure) {
            throw new SdistException(
                    filename.text(),
                    "was built as " + wheel.getFileName() + ", which is for this machine and not for the image; only"
                            + " pure Python can be built here: name a wheel of it with --find-links");
        }
        return wheel;
    }
}
