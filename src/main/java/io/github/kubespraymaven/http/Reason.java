package io.github.kubespraymaven.http;

import java.util.Optional;

/** The one line that says why something failed: the message of an error, or its kind where it has none. */
final class Reason {

    private Reason() {}

    static String of(Throwable failure) {
        Optional<String> message = Optional.ofNullable(failure.getMessage()).filter(text -> !text.isBlank());
        if (message.isPresent()) {
            return message.get().lines().findFirst().orElse("");
        }
        Optional<Throwable> cause = Optional.ofNullable(failure.getCause());
        return cause.isPresent() ? of(cause.get()) : failure.getClass().getSimpleName();
    }
}
