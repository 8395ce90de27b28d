package io.github.kubespraymaven.offline.upload;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A file server that takes PUT, as WebDAV servers, Artifactory and Nexus do, each in its way. */
final class PutServer implements AutoCloseable {
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final Set<String> folders = ConcurrentHashMap.newKeySet();
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** With which status a file is refused whose folder was not made before; 0: it need not be. */
    volatile int folderless;

    /** Whether HEAD is answered with 405. */
    volatile boolean refusesHead;

    /** Whether it says yes to everything, and keeps nothing. */
    volatile boolean isFront;

    /** Whether it keeps other bytes than it gets. */
    volatile boolean breaks;

    PutServer() throws IOException {
        folders.add("/tree");
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getRawPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            requests.add(method + " " + path);
            if (isFront) {
                answer(exchange, 200, "<html>Log in".getBytes(StandardCharsets.UTF_8));
                return;
            }
            switch (method) {
                case "PUT" -> answer(exchange, put(path, body), new byte[0]);
                case "MKCOL" -> answer(exchange, folders.add(path.replaceAll("/$", "")) ? 201 : 405, new byte[0]);
                case "HEAD" -> answer(exchange, refusesHead ? 405 : files.containsKey(path) ? 200 : 404, new byte[0]);
                default -> answer(exchange, files.containsKey(path) ? 200 : 404, files.getOrDefault(path, new byte[0]));
            }
        }
    }

    private int put(String path, byte[] body) {
        if (folderless > 0 && !folders.contains(path.substring(0, path.lastIndexOf('/')))) {
            return folderless;
        }
        byte[] kept = body.clone();
        if (breaks && kept.length > 0) {
            kept[0]++;
        }
        files.put(path, kept);
        return 201;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
