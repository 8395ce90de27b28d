package io.github.kubespraymaven.debian.script;

/** A script that cannot be read. The message says where. */
final class ScriptException extends Exception {
    private static final long serialVersionUID = 1L;

    ScriptException(int line, String what) {
        super("line " + line + ": " + what);
    }
}
