package io.github.kubespraymaven.mojo;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;

/** The terminal at which somebody watches this build, if there is one. */
final class Terminal {
    private Terminal() {}

    /** Returns a way to write to it; empty with -B, in a pipe, and on terminals that only print. */
    static Optional<PrintWriter> of(Optional<MavenSession> session, Surroundings around) {
        boolean interactive =
                session.map(s -> s.getRequest().isInteractiveMode()).orElse(false);
        boolean onlyPrints = around.variable("TERM").filter("dumb"::equals).isPresent();
        return interactive && !onlyPrints
                ? Optional.ofNullable(System.console())
                        .filter(Terminal::isTerminal)
                        .map(Console::writer)
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
}
