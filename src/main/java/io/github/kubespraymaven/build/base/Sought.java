package io.github.kubespraymaven.build.base;

import java.io.IOException;

/** Something that is looked for on this machine, and only by a build that has to make a base. */
@FunctionalInterface
public interface Sought<T> {
    /** Looks for it. */
    T find() throws IOException;
}
