package io.github.kubespraymaven.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks for heads alone, without TLS and without a proxy, by the JDK's older client: in a JVM that has just started it has
 * forty answers before the newer one has its first, and a mirror or an image that is there already takes nothing but heads.
 * What the older client is bad at are bodies, so it is asked for none.
 */
final class PlainHead implements Http {
    /** Knows no password: what a server is told stands in the request. */
    private static final Authenticator NOBODY = new Authenticator() {};

    private final HttpSettings settings;

    PlainHead(HttpSettings settings) {
        this.settings = settings;
    }

    /** Tells whether a request is one of those. */
    boolean suits(Request request) {
        return request.method().equals("HEAD")
                && request.body().isEmpty()
                && "http".equals(request.uri().getScheme())
                && request.uri().getRawUserInfo() == null
                && settings.proxies().forAddress(request.uri()).isEmpty();
    }

    @Override
    public Response send(Request request) throws IOException {
        URI uri = request.uri();
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setRequestMethod(request.method());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setAuthenticator(NOBODY);
            connection.setConnectTimeout(
                    Math.toIntExact(settings.limits().connectTimeout().toMillis()));
            connection.setReadTimeout(
                    Math.toIntExact(settings.limits().idleTimeout().toMillis()));
            connection.setRequestProperty("User-Agent", settings.userAgent());
            connection.setRequestProperty("Accept", "*/*");
            request.headers().forEach(connection::setRequestProperty);
            connect(connection);
            int status = connection.getResponseCode();
            if (status < 0) {
                throw new IOException("the answer is not HTTP");
            }
            return new Response(status, Address.bare(uri), fields(connection), InputStream.nullInputStream());
        } catch (SocketTimeoutException e) {
            throw Failure.ofSilence(Address.shown(uri), settings.limits().idleTimeout(), e);
        } catch (IOException e) {
            throw Failure.of(uri, e, settings.proxies());
        }
    }

    private static void connect(HttpURLConnection connection) throws IOException {
        try {
            connection.connect();
        } catch (SocketTimeoutException e) {
            throw (IOException) new HttpConnectTimeoutException(e.getMessage()).initCause(e);
        }
    }

    private static Response.Headers fields(HttpURLConnection connection) {
        Map<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        // The status line is the first, and has no name.
        for (int at = 1; connection.getHeaderFieldKey(at) != null; at++) {
            fields.computeIfAbsent(connection.getHeaderFieldKey(at), added -> new ArrayList<>())
                    .add(connection.getHeaderField(at));
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
