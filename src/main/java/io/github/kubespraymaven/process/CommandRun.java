package io.github.kubespraymaven.process;

import io.github.kubespraymaven.concurrent.Interruption;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that runs. Whoever closes it ends it, with all that it has started. */
public final class CommandRun implements Closeable {
    private static final int MOST_ERRORS = 64 << 10;

    /** Bytes that were printed before the end are read in no time: who keeps the output open longer is another process. */
    private static final long GRACE = TimeUnit.SECONDS.toNanos(2);

    private final Command command;
    private final Process process;
    private final Optional<OutputReader> output;
    private final Optional<OutputReader> errors;
    private final long deadline;
    private Optional<CompletableFuture<Void>> watch = Optional.empty();
    private volatile boolean overdue;

    private CommandRun(Command command, Process process, Optional<OutputReader> output, Optional<OutputReader> errors) {
        this.command = command;
        this.process = process;
        this.output = output;
        this.errors = errors;
        this.deadline = System.nanoTime() + command.limit().toNanos();
    }

    /** One whose outputs are read here. */
    static CommandRun reading(Command command, Process process) {
        boolean keepsEnd = command.errors() == Command.Errors.AMONG_OUTPUT;
        OutputReader output = OutputReader.start(process, process.getInputStream(), command.mostOutput(), keepsEnd);
        return new CommandRun(
                command,
                process,
                Optional.of(output),
                command.errors() == Command.Errors.APART
                        ? Optional.of(OutputReader.start(process, process.getErrorStream(), MOST_ERRORS, true))
                        : Optional.empty());
    }

    /** One whose output the caller reads. */
    static CommandRun unread(Command command, Process process) {
        return new CommandRun(command, process, Optional.empty(), Optional.empty());
    }

    /** Ends it at its limit also while nobody waits for it: whoever writes to it or reads from it is stuck with it. */
    CommandRun watched() {
        watch = Optional.of(CompletableFuture.runAsync(
                () -> {
                    // First said, then ended: whoever sees the end asks why.
                    overdue = true;
                    end(process.toHandle());
                },
                CompletableFuture.delayedExecutor(command.limit().toNanos(), TimeUnit.NANOSECONDS)));
        return this;
    }

    /** Returns what it reads. */
    public OutputStream input() {
        return process.getOutputStream();
    }

    /** Returns what it prints; only of one that was started for a dialogue. */
    public InputStream output() {
        return process.getInputStream();
    }

    void endInput() {
        tell(new byte[0]);
    }

    void tell(byte[] text) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(text);
        } catch (IOException e) {
            // It ended without reading; what it printed and its exit status say why.
        }
    }

    /**
     * Waits for its end.
     *
     * @throws CommandLimitException if it has not ended within its limit
     * @throws InterruptedIOException if this thread is interrupted; it stays so
     * @throws IOException if it prints more than it may
     */
    public CommandResult await() throws IOException {
        try {
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS) || overdue) {
                throw new CommandLimitException(command.limit());
            }
            long until = System.nanoTime() + GRACE;
            boolean complete = isRead(output, until);
            complete = isRead(errors, until) && complete;
            if (output.isPresent() && output.get().isOver()) {
                throw new IOException("printed more than " + command.mostOutput() + " bytes");
            }
            return new CommandResult(process.exitValue(), complete, text(output), text(errors));
        } catch (InterruptedException e) {
            throw Interruption.of("was interrupted", e);
        } finally {
            close();
        }
    }

    private static boolean isRead(Optional<OutputReader> reader, long until) throws InterruptedException {
        return reader.isEmpty() || reader.get().await(until - System.nanoTime());
    }

    private static String text(Optional<OutputReader> reader) {
        return reader.isPresent() ? reader.get().text() : "";
    }

    @Override
    public void close() {
        if (watch.isPresent()) {
            watch.get().cancel(false);
        }
        if (process.isAlive()) {
            end(process.toHandle());
        }
    }

    /** From the top down: those below a process that has ended would not be found any more, and one that lives starts others. */
    static void end(ProcessHandle process) {
        List<ProcessHandle> below = process.children().toList();
        process.destroyForcibly();
        below.forEach(CommandRun::end);
    }
}
