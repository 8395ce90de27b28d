package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.process.Command;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenSession;

/**
 * The terminal at which somebody watches this build.
 *
 * @param writer draws on it
 * @param asked how many columns it has, asked anew each time
 * @param goesUp whether it knows how to move the cursor to lines above
 */
record Terminal(PrintWriter writer, IntSupplier asked, boolean goesUp) {
    /** Nobody's terminal has fewer columns. */
    static final int NARROW = 40;

    private static final int USUAL = 80;
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    /** The line that it is for has to be drawn again at once. */
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,5})\\s*");

    int columns() {
        return asked.getAsInt();
    }

    void print(String text) {
        writer.print(text);
        writer.flush();
    }

    /** Returns the terminal, if there is one: not with -B, nor in a pipe, nor if it only prints. */
    static Optional<Terminal> of(Optional<MavenSession> session, HostEnvironment around) {
        boolean interactive =
                session.map(s -> s.getRequest().isInteractiveMode()).orElse(false);
        boolean onlyPrints = around.variable("TERM").filter("dumb"::equals).isPresent();
        return interactive && !onlyPrints
                ? Optional.ofNullable(System.console())
                        .filter(Terminal::isTerminal)
                        .map(console -> new Terminal(
                                console.writer(),
                                new Width(around, System::nanoTime),
                                around.variable("TERM").isPresent()))
                : Optional.empty();
    }

    /** Before Java 22 there was a console only where there was a terminal; since then it has to be asked. */
    private static boolean isTerminal(Console console) {
        try {
            return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    /** The width as stty tells it, remembered for a moment: windows are made larger and smaller while something runs. */
    private static final class Width implements IntSupplier {
        private final HostEnvironment around;
        private final LongSupplier nanoTime;
        private Optional<Integer> known = Optional.empty();
        private long since;

        Width(HostEnvironment around, LongSupplier nanoTime) {
            this.around = around;
            this.nanoTime = nanoTime;
        }

        @Override
        public synchronized int getAsInt() {
            long now = nanoTime.getAsLong();
            if (known.isEmpty() || now - since > REMEMBERED.toNanos()) {
                known = Optional.of(stty().orElse(USUAL));
                since = now;
            }
            return known.get();
        }

        private Optional<Integer> stty() {
            return around.programs().find("stty").flatMap(stty -> {
                try {
                    Matcher size = SIZE.matcher(Command.of(LIMIT, stty, "size")
                            .errors(Command.Errors.DROPPED)
                            .run(new File("/dev/tty"))
                            .text());
                    return size.matches()
                            ? Optional.of(Integer.valueOf(size.group(1))).filter(columns -> columns > 1)
                            : Optional.empty();
                } catch (IOException e) {
                    return Optional.empty();
                }
            });
        }
    }
}
