package io.github.kubespraymaven.http;

import java.io.IOException;
import java.net.URI;

/** A request that brings no answer, for a reason that is told apart from what the network says. */
public abstract sealed class HttpException extends IOException {
    private static final long serialVersionUID = 1L;

    private HttpException(String message) {
        super(message);
    }

    private HttpException(Throwable cause) {
        super(cause);
    }

    /** The network was needed although there is to be none. */
    public static final class OfflineException extends HttpException {
        private static final long serialVersionUID = 1L;

        /** Names what would have been asked for. */
        public OfflineException(URI uri) {
            super("Maven is offline, and " + Address.shown(uri) + " is not in the cache");
        }
    }

    /** A proxy wants a login, or another one. */
    static final class ProxyLoginException extends HttpException {
        private static final long serialVersionUID = 1L;

        ProxyLoginException(String message) {
            super(message);
        }
    }

    /** The server says nothing, or takes nothing more, for longer than it may; who knows the address says so in words. */
    static final class SilenceException extends HttpException {
        private static final long serialVersionUID = 1L;

        SilenceException(IOException cause) {
            super(cause);
        }
    }
}
