package io.github.kubespraymaven.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** A server in this process that answers as it is told, also badly, and remembers what it was asked. */
public final class ScriptedServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
    private static final List<String> REMEMBERED = List.of(
            "Authorization",
            "Proxy-Authorization",
            "Cookie",
            "Range",
            "If-Range",
            "If-None-Match",
            "If-Modified-Since",
            "Content-Type");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Answers one request. */
    @FunctionalInterface
    public interface Answer {
        void give(HttpExchange exchange, CountDownLatch closing) throws IOException;
    }

    private ScriptedServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts a server for plain HTTP on a free port. */
    public static ScriptedServer start() throws IOException {
        return new ScriptedServer(HttpServer.create(address(), 0));
    }

    /** Starts a server for HTTPS on a free port, with the certificate in server.pem. */
    public static ScriptedServer startTls() throws IOException {
        HttpsServer server = HttpsServer.create(address(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(Optional.empty())));
        return new ScriptedServer(server);
    }

    /** Starts one that speaks only to the client with a certificate. */
    static ScriptedServer startTlsFor(X509Certificate client) throws IOException {
        HttpsServer server = HttpsServer.create(address(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(Optional.of(client))) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        return new ScriptedServer(server);
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static SSLContext tls(Optional<X509Certificate> client) throws IOException {
        char[] password = "changeit".toCharArray();
        try (InputStream in = ScriptedServer.class.getResourceAsStream("server.p12")) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, password);
            SSLContext context = SSLContext.getInstance("TLS");
            KeyStore clients = KeyStore.getInstance("PKCS12");
            clients.load(null, null);
            if (client.isPresent()) {
                clients.setCertificateEntry("client", client.get());
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(clients);
            context.init(factory.getKeyManagers(), client.isPresent() ? trust.getTrustManagers() : null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Sets what is answered at a path: one answer after the other, the last one ever after. */
    public ScriptedServer on(String path, Answer... inTurn) {
        answers.put(path, new ArrayDeque<>(Arrays.asList(inTurn)));
        return this;
    }

    /** Returns the address of a path; its host is 127.0.0.1. */
    public URI uri(String path) {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + port() + path);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Returns what was asked so far, in order: method, path and the header fields that matter here. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            StringBuilder line = new StringBuilder(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            for (String name : REMEMBERED) {
                Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                        .ifPresent(value ->
                                line.append(" ").append(name).append("=").append(value));
            }
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (body.length > 0) {
                line.append(" [")
                        .append(new String(body, StandardCharsets.UTF_8))
                        .append("]");
            }
            requests.add(line.toString());
            next(exchange.getRequestURI().getPath()).give(exchange, closing);
        }
    }

    private Answer next(String path) {
        Deque<Answer> left = answers.getOrDefault(path, new ArrayDeque<>(List.of(status(404))));
        synchronized (left) {
            return left.size() > 1 ? left.remove() : left.element();
        }
    }

    /** A status and header fields (name, value, name, …) without a body. */
    public static Answer status(int status, String... fields) {
        return (exchange, closing) -> {
            addFields(exchange, fields);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** All of it, whatever range is asked for. */
    public static Answer whole(byte[] bytes, String... fields) {
        return part(bytes, bytes.length, fields);
    }

    /** All of it, as text. */
    public static Answer whole(String text, String... fields) {
        return whole(text.getBytes(StandardCharsets.UTF_8), fields);
    }

    /** Announces all and closes the connection after some bytes, of which the client may see none. */
    public static Answer breakingOff(byte[] bytes, int after, String... fields) {
        return part(bytes, after, fields);
    }

    /** Announces all and closes the connection after some bytes, when they have arrived. */
    public static Answer breakingOff(byte[] bytes, int after, CountDownLatch arrived, String... fields) {
        return (exchange, closing) -> {
            part(bytes, after, fields).give(exchange, closing);
            awaitQuietly(arrived);
        };
    }

    /** Announces all and says nothing more after some bytes. */
    public static Answer stalling(byte[] bytes, int after, String... fields) {
        return (exchange, closing) -> {
            part(bytes, after, fields).give(exchange, closing);
            awaitQuietly(closing);
        };
    }

    private static Answer part(byte[] bytes, int sent, String... fields) {
        return (exchange, closing) -> {
            addFields(exchange, fields);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            OutputStream out = exchange.getResponseBody();
            out.write(bytes, 0, sent);
            out.flush();
        };
    }

    /** The range asked for (RFC 9110, section 14), unless If-Range names another entity tag than the one given. */
    public static Answer ranges(byte[] bytes, String... fields) {
        return (exchange, closing) -> {
            String mark = Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Range"))
                    .orElse("");
            boolean changed = !mark.isEmpty() && !List.of(fields).contains(mark);
            Matcher range = RANGE.matcher(
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                            .orElse(""));
            if (!range.matches() || changed) {
                whole(bytes, fields).give(exchange, closing);
                return;
            }
            boolean suffix = range.group(1).isEmpty();
            int first = suffix
                    ? Math.max(0, bytes.length - Integer.parseInt(range.group(2)))
                    : Integer.parseInt(range.group(1));
            int last = suffix || range.group(2).isEmpty() ? bytes.length - 1 : Integer.parseInt(range.group(2));
            addFields(exchange, fields);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + bytes.length);
            exchange.sendResponseHeaders(206, last - first + 1);
            exchange.getResponseBody().write(bytes, first, last - first + 1);
        };
    }

    /** Says nothing at all. */
    public static Answer silence() {
        return (exchange, closing) -> awaitQuietly(closing);
    }

    /** Points elsewhere. */
    public static Answer redirect(int status, URI target) {
        return status(status, "Location", target.toString());
    }

    private static void addFields(HttpExchange exchange, String... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            exchange.getResponseHeaders().set(fields[i], fields[i + 1]);
        }
    }

    private static void awaitQuietly(CountDownLatch closing) {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
