package io.github.kubespraymaven.builder;

import java.io.IOException;

/** Something that is looked for on this machine, and only by a build that has to make a base. */
@FunctionalInterface
public interface Lazy<T> {
    /** Looks for it. */
    T find() throws IOException;
}
