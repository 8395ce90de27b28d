package io.github.kubespraymaven.checkout.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of git: started at once, so that several can run beside each other, and waited for when its answer is needed. */
final class Command {
    private static final int SECONDS = 60;
    private static final int MAX_OUTPUT = 256 << 20;

    /** Would make git look at another repository than the one it runs in; a git hook that calls Maven sets most of them. */
    private static final Set<String> REDIRECTING = Set.of(
            "GIT_DIR",
            "GIT_WORK_TREE",
            "GIT_INDEX_FILE",
            "GIT_OBJECT_DIRECTORY",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_COMMON_DIR",
            "GIT_NAMESPACE",
            "GIT_PREFIX",
            "GIT_CEILING_DIRECTORIES",
            "GIT_LITERAL_PATHSPECS",
            "GIT_GLOB_PATHSPECS",
            "GIT_NOGLOB_PATHSPECS",
            "GIT_ICASE_PATHSPECS");

    private final String name;
    private final Path directory;
    private final Process process;

    private Command(String name, Path directory, Process process) {
        this.name = name;
        this.directory = directory;
        this.process = process;
    }

    /**
     * What came of it.
     *
     * @param exit the exit status, 0 for success
     * @param out what it printed, as UTF-8
     * @param error its messages, in English
     */
    record Answer(int exit, String out, String error) {

        /** Returns what was printed, without the line feed at its end. */
        String line() {
            return out.strip();
        }
    }

    /**
     * Starts git with fixed arguments. Nothing that a repository configures is run, nothing is written to it, and nobody is
     * asked anything.
     *
     * @param above a directory in which, and above which, no repository is looked for
     * @throws IOException if it cannot be started
     */
    static Command start(Path executable, Path directory, List<Path> above, String... arguments) throws IOException {
        Process process = launch(executable, directory, above, arguments);
        process.getOutputStream().close();
        return new Command(arguments[0], directory, process);
    }

    /** Starts git as {@link #start} does, and leaves its input open. */
    static Process launch(Path executable, Path directory, List<Path> above, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                executable.toString(), "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeAll(REDIRECTING);
        environment.put("GIT_OPTIONAL_LOCKS", "0");
        environment.put("GIT_NO_LAZY_FETCH", "1");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("LC_ALL", "C");
        above.forEach(path -> environment.put("GIT_CEILING_DIRECTORIES", path.toString()));
        return builder.start();
    }

    /**
     * Waits for the answer.
     *
     * @throws GitException if there is none in a minute, or one beyond all measure
     */
    Answer await() throws GitException {
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS));
        try {
            byte[] out = process.getInputStream().readNBytes(MAX_OUTPUT);
            byte[] error = process.getErrorStream().readNBytes(1 << 16);
            int exit = process.waitFor();
            if (limit.isDone() || out.length == MAX_OUTPUT) {
                throw new GitException("'git " + name + "' in " + directory + " was ended after " + SECONDS
                        + " seconds or " + (MAX_OUTPUT >> 20) + " MiB; run it by hand to see what keeps it");
            }
            return new Answer(
                    exit, new String(out, StandardCharsets.UTF_8), new String(error, StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new GitException("'git " + name + "' in " + directory + " gave no answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GitException("interrupted while waiting for 'git " + name + "' in " + directory, e);
        } finally {
            limit.cancel(false);
            process.destroyForcibly();
        }
    }
}
