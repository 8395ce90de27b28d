package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.process.Command;
import io.github.kubespraymaven.process.CommandResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a program of this machine prints. */
final class Output {
    /** To start a Python takes tenths of a second, seconds where its files are on a slow disk. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Output() {}

    /** Returns a program's standard output; empty if it cannot be started, fails or does not end. */
    static Optional<String> of(Path executable, String... arguments) {
        try {
            return Optional.of(Command.of(LIMIT, executable, arguments)
                            .errors(Command.Errors.DROPPED)
                            .run())
                    .filter(CommandResult::succeeded)
                    .map(CommandResult::text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
