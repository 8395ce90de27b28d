package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.mistake.MistakeException;

/** What a base stands on, as asked for. */
public sealed interface From {

    /** The newest suite whose Python the release's ansible-core supports. */
    record Auto() implements From {}

    /** An OS layer made of this suite's packages. */
    record Debian(Suite suite) implements From {}

    /**
     * Reads {@code auto} or {@code debian:SUITE}.
     *
     * @throws MistakeException if it is neither
     */
    static From parse(String text) throws MistakeException {
        if (text.equals("auto")) {
            return new Auto();
        }
        if (text.startsWith("debian:")) {
            return new Debian(Suite.named(text.substring("debian:".length())));
        }
        throw new MistakeException("from: wanted auto or debian:SUITE, got '" + text + "'.");
    }
}
