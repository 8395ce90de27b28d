package io.github.kubespraymaven.python;

import io.github.kubespraymaven.tree.archive.ErrorFactory;
import java.io.IOException;

/** An index or a distribution that cannot be used: damaged, hostile, or not what the standards ask for. Says which, what is wrong, what to do. */
public sealed class PythonException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the whole message. */
    public PythonException(String message) {
        super(message);
    }

    /** With the whole message, and what led to it. */
    public PythonException(String message, Throwable cause) {
        super(message, cause);
    }

    /** An archive that is damaged, hostile, or uses what is not allowed here. Says which archive, where in it, and what. */
    public static final class ZipException extends PythonException {
        private static final long serialVersionUID = 1L;

        /** With the archive (and the member of it, where one is meant) and the problem there. */
        public ZipException(String what, String problem) {
            super(what + ": " + problem);
        }
    }

    /** A distribution that is not what the standard asks for, and is not installed. Says which, and what is wrong there. */
    public static final class WheelException extends PythonException {
        private static final long serialVersionUID = 1L;

        /** With the distribution's file and the problem in it. */
        public WheelException(String what, String problem) {
            super(what + ": " + problem);
        }
    }

    /** A source distribution that is damaged, hostile or cannot be installed. Says which, and what is wrong with it. */
    public static final class SdistException extends PythonException {
        private static final long serialVersionUID = 1L;

        /** With the distribution's file and the problem in it. */
        public SdistException(String what, String problem) {
            super(what + ": " + problem);
        }

        private SdistException(String what, String problem, Throwable cause) {
            super(what + ": " + problem, cause);
        }

        /** Returns what makes problems of a distribution's archive such errors. */
        public static ErrorFactory factory(String what) {
            return (problem, cause) -> cause.isPresent()
                    ? new SdistException(what, problem, cause.get())
                    : new SdistException(what, problem);
        }
    }
}
