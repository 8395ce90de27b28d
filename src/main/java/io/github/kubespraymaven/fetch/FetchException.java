package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.HostLogin;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Origin;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.http.RetryAfter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Something could not be fetched. */
public abstract sealed class FetchException extends IOException {
    private static final long serialVersionUID = 1L;

    private FetchException(String message) {
        super(message);
    }

    private FetchException(Throwable cause) {
        super(cause);
    }

    private FetchException(String message, Throwable cause) {
        super(message, cause);
    }

    /** A server answered, but not with what was asked for. */
    public static final class StatusException extends FetchException {
        private static final long serialVersionUID = 1L;

        private final int status;

        private StatusException(String message, int status) {
            super(message);
            this.status = status;
        }

        /**
         * Names the address, without credentials, and what the server said; where it let nobody in, also who it is, as whom it
         * was asked, and how to give a login.
         */
        public static StatusException of(Http http, Request request, Response response) {
            int status = response.status();
            String where = Address.shown(response.uri()) + ": " + status;
            return new StatusException(
                    where
                            + (status == 401 || status == 403 ? refusal(http, request, response) : meaning(status))
                            + RetryAfter.advice(response),
                    status);
        }

        private static String refusal(Http http, Request request, Response response) {
            String host = Address.hostAndPort(response.uri());
            boolean elsewhere = !Origin.same(request.uri(), response.uri());
            String who = host + (elsewhere ? ", where " + Address.hostAndPort(request.uri()) + " leads to," : "");
            Optional<HostLogin> login = http.loginFor(elsewhere ? response.uri() : request.uri());
            String id = "a server with the id '" + host + "' in Maven's settings.xml, or a line in .netrc";
            if (login.isPresent()) {
                return " (" + who + " refuses " + login.get() + "); check that login and its rights, or give another: "
                        + id;
            }
            boolean kept = elsewhere && http.loginFor(request.uri()).isPresent();
            String how = kept ? "without the login, which is for its own host alone" : "without a login";
            return response.status() == 401
                    ? " (" + who + " wants a login, and was asked " + how + "); give one: " + id
                    : " (" + who + " forbids it, asked " + how + "); if it wants one, give it: " + id;
        }

        /** Returns the status code: 404 where there is no such thing. */
        public int status() {
            return status;
        }

        private static String meaning(int status) {
            return switch (status) {
                case 404 -> " (not found)";
                case 407 -> " (a proxy's answer, where no proxy is known)";
                case 410 -> " (gone)";
                case 429 -> " (too many requests)";
                case 503 -> " (not available now)";
                default -> status >= 500 ? " (the server failed)" : "";
            };
        }
    }

    /** A body that ended before its end: to be gone on with, or asked for again. */
    static final class TruncatedBodyException extends FetchException {
        private static final long serialVersionUID = 1L;

        private final IOException reason;

        TruncatedBodyException(IOException reason) {
            super(reason);
            this.reason = reason;
        }

        IOException reason() {
            return reason;
        }
    }

    /** One file that could not be had from any of its sources. */
    static final class MissingException extends FetchException {
        private static final long serialVersionUID = 1L;

        private final String what;
        private final boolean offline;

        private MissingException(Download download, String message, boolean offline, List<IOException> reasons) {
            super(download.what() + message, reasons.get(0));
            this.what = download.what();
            this.offline = offline;
            reasons.stream().skip(1).forEach(this::addSuppressed);
        }

        static MissingException refused(Download download, List<IOException> reasons) {
            String message =
                    reasons.stream().map(Throwable::getMessage).distinct().collect(Collectors.joining("; "));
            return new MissingException(download, ": " + message, false, reasons);
        }

        static MissingException offline(Download download, IOException reason) {
            return new MissingException(
                    download, " (" + Address.shown(download.sources().get(0)) + ")", true, List.of(reason));
        }

        /** The file's name, for people. */
        String what() {
            return what;
        }

        /** Whether a server said that there is no such file, and none that it could have been had but for a moment's trouble. */
        boolean isGone() {
            return Stream.concat(Stream.of(getCause()), Arrays.stream(getSuppressed()))
                    .allMatch(reason -> reason instanceof StatusException status
                            && (status.status() == 404 || status.status() == 410));
        }

        boolean isOffline() {
            return offline;
        }
    }

    /** Files that could not be had: all of them, each with its reason. The single reasons are suppressed exceptions. */
    public static final class UnavailableFilesException extends FetchException {
        private static final long serialVersionUID = 1L;

        /** Names what is missing, and why, in one line a file. */
        UnavailableFilesException(String summary, List<? extends IOException> reasons) {
            super(summary
                    + reasons.stream().map(Throwable::getMessage).collect(Collectors.joining("\n  ", "\n  ", "")));
            reasons.forEach(this::addSuppressed);
        }

        /** What no source has: each answered that there is no such thing, as far as it answered. */
        public List<String> missing() {
            return Arrays.stream(getSuppressed())
                    .filter(reason -> reason instanceof MissingException one && one.isGone())
                    .map(reason -> ((MissingException) reason).what())
                    .toList();
        }
    }
}
