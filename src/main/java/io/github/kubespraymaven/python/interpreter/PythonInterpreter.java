package io.github.kubespraymaven.python.interpreter;

import io.github.kubespraymaven.python.wheel.Scheme;

/**
 * A CPython that distributions are installed for.
 *
 * @param minor 11 for CPython 3.11
 * @param executable its absolute path, as scripts name it in their first line
 * @param scheme where distributions go
 */
public record PythonInterpreter(int minor, String executable, Scheme scheme) {

    /** Returns that of a Debian release. */
    public static PythonInterpreter debian(int minor) {
        return new PythonInterpreter(minor, "/usr/bin/python3", Scheme.debian("3." + minor));
    }

    /** Returns its version as directories have it: {@code 3.11}. */
    public String version() {
        return "3." + minor;
    }

    /** Tells whether it is Debian's own. */
    public boolean isDebians() {
        return equals(debian(minor));
    }
}
