package io.github.kubespraymaven.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
@Timeout(60)
class CommandTest {
    private static final Path SHELL = Path.of("/bin/sh");
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path directory;

    @Test
    void theResultHasTheExitStatusAndBothOutputs() throws Exception {
        CommandResult result = sh(LONG, "echo out; echo err >&2; exit 3").run();
        assertEquals(
                "3 true 'out\n' 'err\n'",
                result.exit() + " " + result.complete() + " '" + result.text() + "' '" + result.errorText() + "'");
    }

    @Test
    void bothOutputsAreReadWhileItRuns() throws Exception {
        CommandResult result = sh(
                        LONG, "for i in 1 2 3; do head -c 200000 /dev/zero >&2; head -c 200000 /dev/zero; done")
                .run();
        assertEquals(
                "0 600000 65536",
                result.exit() + " " + result.text().length() + " "
                        + result.errorText().length());
    }

    @Test
    void theLimitEndsItAndWhatItHasStarted() throws Exception {
        Command command = sh(SHORT, "echo $$ > pids; sh -c 'echo $$ >> pids; sleep 100; true'; true");
        assertEquals(
                "did not end in 300 milliseconds",
                assertThrows(CommandLimitException.class, command::run).getMessage());
        assertNoneLives(2);
    }

    @Test
    void aProcessThatKeepsTheOutputOpenDoesNotKeepTheCaller() throws Exception {
        CommandResult result =
                sh(LONG, "sleep 100 & echo $! > pids; echo out; exit 0").run();
        // Where Java closes the pipe at the end of the program, nobody can tell any more that another process has it
        // open.
        assertEquals("out\n", result.text());
        assertTrue(left().destroyForcibly());
    }

    @Test
    void theLimitHoldsAlsoWhereAnotherProcessKeepsTheOutputOpen() throws Exception {
        Command command = sh(SHORT, "(sleep 100 & echo $! > pids); sleep 100");
        assertThrows(CommandLimitException.class, command::run);
        left().destroyForcibly();
    }

    @Test
    void oneThatPrintsTooMuchIsEnded() {
        assertEquals(
                "printed more than 1000 bytes",
                assertThrows(
                                IOException.class,
                                () -> sh(LONG, "yes").printing(1000).run())
                        .getMessage());
    }

    @Test
    void ofMessagesTheLastAreKeptHoweverManyThereAre() throws Exception {
        CommandResult result = sh(LONG, "yes | head -c 500000; echo; echo the end >&2")
                .errors(Command.Errors.AMONG_OUTPUT)
                .printing(1000)
                .run();
        assertEquals(1000, result.text().length());
        assertTrue(result.text().endsWith("y\n\nthe end\n"), result.text());
    }

    @Test
    void anInterruptEndsItWithWhatItHasStarted() throws Exception {
        CommandRun run = sh(LONG, "echo $$ > pids; sh -c 'echo $$ >> pids; echo; sleep 100; true'; true")
                .startDialogue();
        assertEquals('\n', run.output().read());
        Thread.currentThread().interrupt();
        assertThrows(InterruptedIOException.class, run::await);
        assertTrue(Thread.interrupted());
        assertNoneLives(2);
    }

    @Test
    void closingEndsItWithWhatItHasStarted() throws Exception {
        try (CommandRun run = sh(LONG, "echo $$ > pids; sh -c 'echo $$ >> pids; echo; sleep 100; true'; true")
                .startDialogue()) {
            assertEquals('\n', run.output().read());
        }
        assertNoneLives(2);
    }

    @Test
    void whoWritesToOneThatHangsIsStoppedByTheLimit() throws Exception {
        try (CommandRun run = sh(SHORT, "sleep 100; true").startWriting()) {
            assertThrows(IOException.class, () -> {
                try (OutputStream in = run.input()) {
                    in.write(new byte[1 << 20]);
                }
            });
            assertThrows(CommandLimitException.class, run::await);
        }
    }

    @Test
    void whoReadsFromOneThatHangsIsStoppedByTheLimit() throws Exception {
        try (CommandRun run = sh(SHORT, "sleep 100; true").startDialogue();
                InputStream out = run.output()) {
            assertEquals(-1, out.read());
        }
    }

    @Test
    void aTextIsReadAndOneThatDoesNotReadItIsNoError() throws Exception {
        byte[] text = "server\n".getBytes(StandardCharsets.UTF_8);
        assertEquals("server\n", sh(LONG, "cat").run(text).text());
        assertEquals(7, sh(LONG, "exec 0<&-; exit 7").run(text).exit());
        assertEquals("", sh(LONG, "cat").run().text());
        assertEquals(
                "of a file",
                sh(LONG, "cat")
                        .run(Files.writeString(directory.resolve("in"), "of a file")
                                .toFile())
                        .text());
    }

    @Test
    void theEnvironmentIsInheritedChangedOrReplaced() throws Exception {
        Command printing = sh(LONG, "echo $A-$HOME");
        String home = System.getenv().getOrDefault("HOME", "");
        assertEquals("-" + home + "\n", printing.run().text());
        assertEquals(
                "a-\n",
                printing.without(Set.of("HOME")).with(Map.of("A", "a")).run().text());
        assertEquals("-\n", printing.withOnly(Map.of()).run().text());
    }

    @Test
    void aProgramThatCannotBeStartedIsAnError() {
        assertInstanceOf(
                IOException.class, assertThrows(Exception.class, () -> Command.of(LONG, directory.resolve("none"))
                        .run()));
    }

    @Test
    void messagesAreOneLineWithoutOrdersToATerminal() {
        assertEquals(
                "fatal: no space left on 'disk'",
                CommandResult.message(
                        "\u001b[1;31mfatal:\u001b[0m no\tspace\r\n\n left\u0007 on\u202e 'disk'\u009b\n"));
        assertEquals("…" + "x".repeat(299) + ".", CommandResult.message("x".repeat(1000) + "."));
        assertEquals("", CommandResult.message("\u001b["));
    }

    private Command sh(Duration limit, String script) {
        return Command.of(limit, SHELL, "-c", script).in(directory);
    }

    private ProcessHandle left() throws IOException {
        return ProcessHandle.of(Long.parseLong(
                        Files.readString(directory.resolve("pids")).strip()))
                .orElseThrow();
    }

    private void assertNoneLives(int count) throws Exception {
        assertEquals(count, Files.readAllLines(directory.resolve("pids")).size());
        for (String pid : Files.readAllLines(directory.resolve("pids"))) {
            Optional<CompletableFuture<ProcessHandle>> end =
                    ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::onExit);
            if (end.isPresent()) {
                assertFalse(end.get().get(10, SECONDS).isAlive(), "process " + pid + " lives");
            }
        }
    }
}
