package io.github.kubespraymaven.python.wheel;

import io.github.kubespraymaven.tree.TreePath;

/**
 * Where the parts of a distribution go (Python's sysconfig calls it an installation scheme).
 *
 * @param library pure and platform-dependent modules, which no Linux distribution's Python 3 keeps apart
 * @param scripts programs
 * @param headers what C compilers include, a directory for each distribution below it
 * @param data everything else
 */
public record Scheme(TreePath library, TreePath scripts, TreePath headers, TreePath data) {

    /**
     * Returns Debian's scheme for what its administrators install with pip ({@code posix_local}).
     *
     * @param python the interpreter's version, as {@code 3.11}
     */
    public static Scheme debian(String python) {
        TreePath local = TreePath.of("usr/local");
        return new Scheme(
                local.resolve("lib/python" + python + "/dist-packages"),
                local.resolve("bin"),
                local.resolve("include/python" + python),
                local);
    }
}
