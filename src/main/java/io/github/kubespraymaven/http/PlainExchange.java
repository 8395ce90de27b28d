package io.github.kubespraymaven.http;

import io.github.kubespraymaven.concurrent.Interruption;
import io.github.kubespraymaven.http.HttpException.SilenceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One request and its answer without TLS and without a proxy, on the JDK's older client: it moves a body with a third of the
 * newer one's work, in the thread that asked, and in a JVM that has just started it has forty answers before the newer one
 * has its first.
 */
final class PlainExchange implements Http {
    /** What the older client can ask. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

    /** Knows no password: what a server is told stands in the request. */
    private static final Authenticator NOBODY = new Authenticator() {};

    private final HttpSettings settings;
    private final WriteLimit writing;

    PlainExchange(HttpSettings settings) {
        this.settings = settings;
        this.writing = new WriteLimit(settings.limits().idleTimeout());
    }

    /** Tells whether a request is one of those. */
    boolean suits(Request request) {
        return METHODS.contains(request.method())
                && "http".equals(request.uri().getScheme())
                && settings.proxies().forAddress(request.uri()).isEmpty()
                // Whoever keeps cookies in this JVM keeps those of the older client too, and has it send them.
                && CookieHandler.getDefault() == null;
    }

    @Override
    public Response send(Request request) throws IOException {
        URI uri = request.uri();
        try {
            HttpURLConnection connection = connection(request);
            if (request.body().isPresent()) {
                send(request.body().get(), connection);
            } else if (request.method().startsWith("P")) {
                beginBody(connection, 0).close();
            } else {
                connect(connection);
            }
            return answer(request, connection);
        } catch (SilenceException e) {
            throw Failure.ofSilence(Address.shown(uri), settings.limits().idleTimeout(), e);
        } catch (IOException e) {
            throw Thread.currentThread().isInterrupted() ? e : Failure.of(uri, e, settings.proxies());
        }
    }

    private HttpURLConnection connection(Request request) throws IOException {
        Limits limits = settings.limits();
        HttpURLConnection connection =
                (HttpURLConnection) Address.bare(request.uri()).toURL().openConnection(Proxy.NO_PROXY);
        connection.setRequestMethod(request.method());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setAuthenticator(NOBODY);
        connection.setConnectTimeout(Math.toIntExact(limits.connectTimeout().toMillis()));
        connection.setReadTimeout(Math.toIntExact(limits.idleTimeout().toMillis()));
        connection.setRequestProperty("User-Agent", settings.userAgent());
        connection.setRequestProperty("Accept", "*/*");
        if (request.method().equals("POST")) {
            // Left to itself it says that what is posted are the fields of a form.
            connection.setRequestProperty("Content-Type", "application/octet-stream");
        }
        request.headers().forEach(connection::setRequestProperty);
        return connection;
    }

    private static void connect(HttpURLConnection connection) throws IOException {
        try {
            connection.connect();
        } catch (SocketTimeoutException e) {
            throw (IOException) new HttpConnectTimeoutException(e.getMessage()).initCause(e);
        }
    }

    /** With its length said beforehand a body is neither kept in memory nor sent a second time unasked. */
    private static OutputStream beginBody(HttpURLConnection connection, long size) throws IOException {
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(size);
        connect(connection);
        return connection.getOutputStream();
    }

    /** The body is opened first: who waits for it holds no connection to where it goes. */
    private void send(Request.Body body, HttpURLConnection connection) throws IOException {
        try (Outgoing pieces = new Outgoing(body.open(), body.size())) {
            OutputStream out = beginBody(connection, body.size());
            try {
                copy(pieces, out, connection);
                out.close();
            } catch (IOException | RuntimeException | Error e) {
                connection.disconnect();
                throw e;
            }
        }
    }

    private void copy(Outgoing pieces, OutputStream out, HttpURLConnection connection) throws IOException {
        byte[] piece = new byte[pieces.length()];
        try (WriteLimit.Watched watched = writing.over(out, connection::disconnect)) {
            while (pieces.length() > 0) {
                if (Thread.currentThread().isInterrupted()) {
                    throw Interruption.of("interrupted during the sending of a body", new InterruptedException());
                }
                int wanted = pieces.length();
                int length = pieces.next(piece);
                watched.write(piece, length);
                if (length < wanted) {
                    throw new IOException("a body has fewer bytes than it was said to have");
                }
            }
        }
    }

    private Response answer(Request request, HttpURLConnection connection) throws IOException {
        int status;
        try {
            status = connection.getResponseCode();
        } catch (SocketTimeoutException e) {
            throw new SilenceException(e);
        }
        if (status < 0) {
            throw new IOException("the answer is not HTTP");
        }
        Response.Headers fields = fields(connection);
        Optional<InputStream> content =
                Optional.ofNullable(status < 400 ? connection.getInputStream() : connection.getErrorStream());
        boolean bodiless = request.method().equals("HEAD") || content.isEmpty();
        URI uri = Address.bare(request.uri());
        return new Response(
                status,
                uri,
                fields,
                bodiless ? InputStream.nullInputStream() : new PlainBody(uri, content.get(), connection, settings));
    }

    private static Response.Headers fields(HttpURLConnection connection) throws IOException {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        long characters = 0;
        // The status line is the first, and has no name.
        for (int at = 1; connection.getHeaderFieldKey(at) != null; at++) {
            String name = connection.getHeaderFieldKey(at);
            String value = connection.getHeaderField(at);
            characters += name.length() + value.length();
            fields.computeIfAbsent(name, added -> new ArrayList<>()).add(value);
        }
        if (characters > Arrival.MAX_HEADER_CHARACTERS) {
            connection.disconnect();
            throw Arrival.headTooLong();
        }
        return new Response.Headers() {
            @Override
            public Optional<String> first(String name) {
                return all(name).stream().findFirst();
            }

            @Override
            public List<String> all(String name) {
                return fields.getOrDefault(name, List.of());
            }
        };
    }
}
