package io.github.kubespraymaven.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be run, and within which limits. This is the only place where processes are started, so that each of them has a limit
 * of time, has its output read while it runs, and is ended together with the processes that it started.
 *
 * @param line the executable and its arguments
 * @param directory where it runs; empty for this process' own
 * @param variables what its environment has besides
 * @param without what its environment lacks of this process' own
 * @param inherits whether it has this process' environment at all
 * @param errors what becomes of its standard error
 * @param limit how long it may run
 * @param mostOutput how many bytes it may print; one that prints more is ended
 */
public record Command(
        List<String> line,
        Optional<Path> directory,
        Map<String, String> variables,
        Set<String> without,
        boolean inherits,
        Errors errors,
        Duration limit,
        int mostOutput) {
    private static final int USUAL_OUTPUT = 1 << 20;

    /** What becomes of the standard error. */
    public enum Errors {
        /** It is kept, apart from the output; its last 64 KiB. */
        APART,
        /** It is part of the output, of which the last part is kept, however long it is. */
        AMONG_OUTPUT,
        /** Nobody reads it. */
        DROPPED
    }

    /** Keeps its own copies. */
    public Command {
        line = List.copyOf(line);
        variables = Map.copyOf(variables);
        without = Set.copyOf(without);
    }

    /**
     * Makes one that inherits this process' environment, and may print 1 MiB.
     *
     * @param limit how long it may run
     * @param executable its path
     */
    public static Command of(Duration limit, Path executable, Collection<String> arguments) {
        List<String> line = new ArrayList<>(arguments.size() + 1);
        line.add(executable.toString());
        line.addAll(arguments);
        return new Command(line, Optional.empty(), Map.of(), Set.of(), true, Errors.APART, limit, USUAL_OUTPUT);
    }

    /** Makes one of arguments that are known here. */
    public static Command of(Duration limit, Path executable, String... arguments) {
        return of(limit, executable, List.of(arguments));
    }

    /** Returns one that runs elsewhere. */
    public Command in(Path place) {
        return new Command(line, Optional.of(place), variables, without, inherits, errors, limit, mostOutput);
    }

    /** Returns one that has further variables. */
    public Command with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(variables);
        all.putAll(more);
        return new Command(line, directory, all, without, inherits, errors, limit, mostOutput);
    }

    /** Returns one whose environment is this process' own without some variables. */
    public Command without(Set<String> names) {
        return new Command(line, directory, variables, names, inherits, errors, limit, mostOutput);
    }

    /** Returns one that has these variables and no other. */
    public Command withOnly(Map<String, String> all) {
        return new Command(line, directory, all, Set.of(), false, errors, limit, mostOutput);
    }

    /** Returns one with another use of its standard error. */
    public Command errors(Errors use) {
        return new Command(line, directory, variables, without, inherits, use, limit, mostOutput);
    }

    /** Returns one that may print so many bytes. */
    public Command printing(int most) {
        return new Command(line, directory, variables, without, inherits, errors, limit, most);
    }

    /**
     * Starts it with nothing to read.
     *
     * @throws IOException if it cannot be started
     */
    public CommandRun start() throws IOException {
        CommandRun run = CommandRun.reading(this, builder().start());
        run.endInput();
        return run;
    }

    /**
     * Runs it to its end.
     *
     * @throws CommandLimitException if it has not ended within its limit
     * @throws IOException if it cannot be started, or prints too much
     */
    public CommandResult run() throws IOException {
        try (CommandRun run = start()) {
            return run.await();
        }
    }

    /**
     * Runs it to its end with a text to read.
     *
     * @param input few enough bytes for a pipe to hold them
     * @throws CommandLimitException if it has not ended within its limit
     * @throws IOException if it cannot be started, or prints too much
     */
    public CommandResult run(byte[] input) throws IOException {
        try (CommandRun run = CommandRun.reading(this, builder().start())) {
            run.tell(input);
            return run.await();
        }
    }

    /**
     * Runs it to its end with a file to read.
     *
     * @throws CommandLimitException if it has not ended within its limit
     * @throws IOException if it cannot be started, or prints too much
     */
    public CommandResult run(File input) throws IOException {
        try (CommandRun run =
                CommandRun.reading(this, builder().redirectInput(input).start())) {
            return run.await();
        }
    }

    /**
     * Starts it with its input open, which the caller writes and closes.
     *
     * @throws IOException if it cannot be started
     */
    public CommandRun startWriting() throws IOException {
        return CommandRun.reading(this, builder().start()).watched();
    }

    /**
     * Starts it for a dialogue: the caller writes its input and reads its output. Its standard error is dropped.
     *
     * @throws IOException if it cannot be started
     */
    public CommandRun startDialogue() throws IOException {
        return CommandRun.unread(
                        errors(Errors.DROPPED), errors(Errors.DROPPED).builder().start())
                .watched();
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(line);
        // Without lambdas: git is asked at the start of each build, and each of them costs a cold JVM half a
        // millisecond.
        if (directory.isPresent()) {
            builder.directory(directory.get().toFile());
        }
        if (!inherits) {
            builder.environment().clear();
        } else if (!without.isEmpty()) {
            builder.environment().keySet().removeAll(without);
        }
        if (!variables.isEmpty()) {
            builder.environment().putAll(variables);
        }
        if (errors == Errors.DROPPED) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        return builder.redirectErrorStream(errors == Errors.AMONG_OUTPUT);
    }
}
