package io.github.kubespraymaven.http;

import io.github.kubespraymaven.http.HttpException.ProxyLoginException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** What went wrong below HTTP, in words that say what to do. */
final class Failure {

    private Failure() {}

    /** Returns the error for an exchange that brought no answer; its kind tells whether anything was sent. */
    static IOException of(URI uri, Throwable cause, Proxies proxies) {
        String what = Address.shown(uri);
        String through = proxies.forAddress(uri)
                .map(proxy -> " (through the proxy " + proxy.host() + ":" + proxy.port() + ")")
                .orElse("");
        if (hasCause(cause, UnresolvedAddressException.class) || hasCause(cause, UnknownHostException.class)) {
            return keeping(new UnknownHostException(what + ": the host's name cannot be resolved" + through), cause);
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return keeping(new ConnectException(what + ": no connection in time" + through), cause);
        }
        if (cause instanceof ConnectException) {
            // The JDK's newer client says of a refused connection that its own channel is closed.
            boolean refused = rootOf(cause) instanceof ClosedChannelException
                    || String.valueOf(cause.getMessage()).startsWith("Connection refused");
            String why = refused ? "it was refused" : Reason.of(cause);
            return keeping(new ConnectException(what + ": no connection, " + why + through), cause);
        }
        if (cause instanceof SSLException && isBroken(cause)) {
            return keeping(
                    new ConnectException(what + ": the connection broke while TLS was agreed on, "
                            + Reason.of(rootOf(cause)) + through
                            + "; where that stays so, something in between does not let it through"),
                    cause);
        }
        if (cause instanceof SSLException && mayWantClient(cause)) {
            return keeping(
                    new SSLHandshakeException(what + ": TLS failed, " + Reason.of(cause) + through
                            + "; if the server takes only clients that it knows, put your certificate and its key into certs.d/"
                            + uri.getHost() + ":" + Address.port(uri) + " as client.cert and client.key"),
                    cause);
        }
        if (cause instanceof SSLException) {
            return keeping(
                    new SSLHandshakeException(what + ": TLS failed, " + Reason.of(cause) + through + wayOut(cause)),
                    cause);
        }
        return new IOException(what + ": " + Reason.of(cause) + through, cause);
    }

    /** Of the Java platform's reasons only the text tells a wrong name from an authority that is not known. */
    private static String wayOut(Throwable cause) {
        boolean otherName = Reason.of(cause).startsWith("No subject alternative ")
                || Reason.of(cause).startsWith("No name matching ");
        return otherName
                ? "; its certificate is for other names: use one of those in the address"
                : "; if its authority is your own, give its PEM file with -Dkubespray.ca=FILE";
    }

    /** Returns the error for a server that says nothing. */
    static IOException ofSilence(String what, Duration idle, Exception cause) {
        return keeping(
                new SocketTimeoutException(what + ": the server did not answer for " + idle.toMillis() / 1000.0 + " s"),
                cause);
    }

    /**
     * Returns the error for a proxy that did not let a request through. For https the Java platform keeps a password back
     * unless it is told otherwise when it starts (networking properties, {@code jdk.http.auth.tunneling.disabledSchemes}).
     */
    static IOException ofProxyLogin(URI uri, Proxies proxies) {
        Optional<Proxy> proxy = proxies.forAddress(uri);
        String name = proxy.map(known -> known.host() + ":" + known.port()).orElse("in between");
        Optional<Proxy.Login> login = proxy.flatMap(Proxy::login);
        boolean keptBack = "https".equalsIgnoreCase(uri.getScheme()) && login.isPresent();
        String what = keptBack || login.isEmpty()
                ? " wants a login (407); "
                : " refuses the login of '" + login.get().user() + "' (407); ";
        return new ProxyLoginException(Address.shown(uri) + ": the proxy " + name + what
                + (keptBack
                        ? "if it is right, let Java send it: MAVEN_OPTS=-Djdk.http.auth.tunneling.disabledSchemes="
                        : "see to its user name and password in Maven's settings or the environment"));
    }

    /**
     * Whether TLS failed with the line and not with what was said on it: nobody refused anybody, and nothing was asked yet,
     * so it may go better the next time.
     */
    private static boolean isBroken(Throwable tls) {
        Throwable root = rootOf(tls);
        return root instanceof IOException && !(root instanceof SSLException);
    }

    /** TLS 1.3 has an alert of its own for it (RFC 8446, section 6.2); before that servers sent others. */
    private static boolean mayWantClient(Throwable tls) {
        String reason = Reason.of(tls);
        return reason.contains("fatal alert")
                && Stream.of("certificate_required", "bad_certificate", "handshake_failure")
                        .anyMatch(reason::contains);
    }

    private static Throwable rootOf(Throwable failure) {
        Optional<Throwable> cause = Optional.ofNullable(failure.getCause());
        return cause.isPresent() ? rootOf(cause.get()) : failure;
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> kind) {
        Optional<Throwable> next = Optional.of(failure);
        while (next.isPresent()) {
            if (kind.isInstance(next.get())) {
                return true;
            }
            next = Optional.ofNullable(next.get().getCause());
        }
        return false;
    }

    private static IOException keeping(IOException failure, Throwable cause) {
        failure.initCause(cause);
        return failure;
    }
}
