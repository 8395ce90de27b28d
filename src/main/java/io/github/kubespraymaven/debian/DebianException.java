package io.github.kubespraymaven.debian;

import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.tree.archive.ErrorFactory;
import java.io.IOException;
import java.util.List;

/**
 * Something of Debian's that cannot be had, trusted or used: a release, a list, a package that is damaged, hostile or of a kind that is
 * not known here. The message says which, where in it, and why.
 */
public sealed class DebianException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the whole message. */
    public DebianException(String message) {
        super(message);
    }

    /** With the whole message, and what led to it. */
    public DebianException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Of a binary package.
     *
     * @param deb the package's file name
     * @param member what of it: a member, or a member's entry
     */
    public DebianException(String deb, String member, String problem) {
        this(deb + ", " + member + ": " + problem);
    }

    /** Of a binary package, and what led to it. */
    public DebianException(String deb, String member, String problem, Throwable cause) {
        this(deb + ", " + member + ": " + problem, cause);
    }

    /** Returns what makes problems of a package's member such errors. */
    public static ErrorFactory factory(String deb, String member) {
        return (problem, cause) -> cause.isPresent()
                ? new DebianException(deb, member, problem, cause.get())
                : new DebianException(deb, member, problem);
    }

    /** Control data that breaks deb822's rules. The message says where (name:line) and what was found. */
    public static final class MalformedControlException extends DebianException {
        private static final long serialVersionUID = 1L;

        /** With the place, and what was found there. */
        public MalformedControlException(String source, long line, String what) {
            super(source + ":" + line + ": " + what);
        }
    }

    /** A maintainer script that cannot be read. The message says where. */
    public static final class ScriptException extends DebianException {
        private static final long serialVersionUID = 1L;

        /** With the place, and what was found there. */
        public ScriptException(int line, String what) {
            super("line " + line + ": " + what);
        }
    }

    /** A request that cannot be met. All its problems are named at once. */
    public static final class UnmetDependenciesException extends DebianException implements UserError {
        private static final long serialVersionUID = 1L;

        /** With the problems, one line each. */
        public UnmetDependenciesException(String summary, List<String> problems) {
            super(summary + ":\n  " + String.join("\n  ", problems));
        }
    }
}
