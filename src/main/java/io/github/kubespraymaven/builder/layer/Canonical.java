package io.github.kubespraymaven.builder.layer;

import io.github.kubespraymaven.digest.Digest;

/** The text whose hash is a key: a line a fact, so that two different lists of facts never read alike. */
public final class Canonical {
    private final StringBuilder text = new StringBuilder();

    /** Adds a fact. Line feeds in it are escaped, since they end a line. */
    public Canonical line(String name, String value) {
        text.append(name).append(' ').append(escaped(value)).append('\n');
        return this;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    /** Returns the hash of all lines. */
    public Digest digest() {
        return Digest.of(text.toString());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
