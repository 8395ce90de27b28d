package io.github.kubespraymaven.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry in this process, of which everything can be set that real ones differ in, and that remembers what it was
 * asked, as {@code METHOD PATH -> STATUS} with what came as Authorization.
 */
public final class RegistryServer implements AutoCloseable {
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/(sha256:[0-9a-f]{64})");
    private static final Pattern UPLOADS = Pattern.compile("/v2/(.+)/blobs/uploads/(.*)");
    private static final Pattern REFERRERS = Pattern.compile("/v2/(.+)/referrers/(sha256:[0-9a-f]{64})");
    private static final Pattern MANIFEST = Pattern.compile("/v2/(.+)/manifests/(.+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final PartialUploads sessions = new PartialUploads();
    private final Map<String, Stored> manifests = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private int underWay;
    private final AtomicInteger uploads = new AtomicInteger();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();

    /** A manifest, and the type it is served as. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Stored(String type, byte[] bytes) {}

    /** Answers in place of the registry. */
    @FunctionalInterface
    public interface Fault {
        /** Returns whether it has answered. */
        boolean answers(HttpExchange exchange) throws IOException;
    }

    /** What is asked for before anybody is let in: the WWW-Authenticate fields, and the Authorization that opens. */
    public record Door(List<String> challenges, String key) {}

    /** Who may come in; everybody at first. */
    public volatile Optional<Door> door = Optional.empty();

    /** Where uploads go on: the upload's path is put in. */
    volatile String location = "%s";

    public volatile boolean mounts = true;

    /** Whether answers name the digest of what they are about, as those of most registries do. */
    public volatile boolean namesDigests = true;

    /** Whether it keeps lists of what refers to manifests. */
    public volatile boolean referrers;

    public RegistryServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Lets faults answer first, each for as long as it wants to. */
    public RegistryServer failing(Fault... inPlace) {
        faults.addAll(Arrays.asList(inPlace));
        return this;
    }

    /** Answers one request that has this method and, in its path, this text. */
    public static Fault once(String method, String part, int status, String type, String body) {
        return times(1, method, part, status, type, body);
    }

    public static Fault times(int times, String method, String part, int status, String type, String body) {
        AtomicInteger left = new AtomicInteger(times);
        return exchange -> {
            boolean fits = exchange.getRequestMethod().equals(method)
                    && exchange.getRequestURI().toString().contains(part);
            if (!fits || left.getAndDecrement() <= 0) {
                return false;
            }
            exchange.getResponseHeaders().set("Content-Type", type);
            reply(exchange, status, body.getBytes(StandardCharsets.UTF_8));
            return true;
        };
    }

    /** Waits until all are written down: a client may go on as soon as it has its answer. */
    public synchronized List<String> requests() {
        try {
            while (underWay > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(requests);
    }

    public void forget() {
        requests();
        requests.clear();
    }

    /** In the order in which they came: an answer may be read, and asked after, before it is written down. */
    private synchronized int begin() {
        underWay++;
        requests.add("under way");
        return requests.size() - 1;
    }

    private synchronized void end(int place, String request) {
        requests.set(place, request);
        underWay--;
        notifyAll();
    }

    public void store(String repository, String target, String type, byte[] bytes) {
        manifests.put(repository + " " + target, new Stored(type, bytes));
    }

    /** Gives a repository all blobs of another. */
    public void copyBlobs(String from, String to) {
        Map.copyOf(blobs).forEach((key, bytes) -> {
            if (key.startsWith(from + " ")) {
                blobs.put(to + key.substring(from.length()), bytes);
            }
        });
    }

    public void storeBlob(String repository, Digest digest, byte[] bytes) {
        blobs.put(repository + " " + digest, bytes);
    }

    public void loseBlob(String repository, Digest digest) {
        blobs.remove(repository + " " + digest);
    }

    public void loseManifest(String repository, String target) {
        manifests.remove(repository + " " + target);
    }

    public Optional<byte[]> blob(String repository, Digest digest) {
        return Optional.ofNullable(blobs.get(repository + " " + digest));
    }

    public Optional<Stored> manifest(String repository, String target) {
        return Optional.ofNullable(manifests.get(repository + " " + target));
    }

    private void handle(HttpExchange exchange) throws IOException {
        int place = begin();
        try (exchange) {
            serve(exchange);
        } finally {
            String path = exchange.getRequestURI()
                    .getPath()
                    .replaceFirst("uploads/.+", "uploads/…")
                    .replaceAll("(sha256:[0-9a-f]{6})[0-9a-f]{58}", "$1");
            String login = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                    .map(value -> " " + value)
                    .orElse("");
            end(place, exchange.getRequestMethod() + " " + path + " -> " + exchange.getResponseCode() + login);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        for (Fault fault : faults) {
            if (fault.answers(exchange)) {
                return;
            }
        }
        Optional<Door> closed = door.filter(
                wanted -> !wanted.key().equals(exchange.getRequestHeaders().getFirst("Authorization")));
        if (closed.isPresent()) {
            closed.get().challenges().forEach(value -> exchange.getResponseHeaders()
                    .add("WWW-Authenticate", value.replace("HOST", host())));
            error(exchange, 401, "UNAUTHORIZED", "authentication required");
            return;
        }
        String path = exchange.getRequestURI().getPath();
        Matcher blob = BLOB.matcher(path);
        Matcher upload = UPLOADS.matcher(path);
        Matcher manifest = MANIFEST.matcher(path);
        if (blob.matches()) {
            blob(exchange, blob.group(1) + " " + blob.group(2));
        } else if (upload.matches()) {
            upload(exchange, upload.group(1), upload.group(2));
        } else if (manifest.matches()) {
            manifest(exchange, manifest.group(1), manifest.group(2));
        } else if (referrers && REFERRERS.matcher(path).matches()) {
            referrers(exchange, REFERRERS.matcher(path).replaceFirst("$1"), path.replaceFirst(".*/", ""));
        } else {
            reply(exchange, path.equals("/v2/") ? 200 : 404, new byte[0]);
        }
    }

    private void blob(HttpExchange exchange, String key) throws IOException {
        byte[] bytes = blobs.get(key);
        if (bytes == null) {
            error(exchange, 404, "BLOB_UNKNOWN", "blob unknown to registry");
            return;
        }
        String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                .orElse("");
        int first = range.isEmpty() ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (first > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + first + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        digest(exchange, Digest.of(bytes));
        reply(exchange, first > 0 ? 206 : 200, Arrays.copyOfRange(bytes, first, bytes.length));
    }

    private void upload(HttpExchange exchange, String repository, String id) throws IOException {
        Map<String, String> query = query(exchange);
        byte[] body = exchange.getRequestBody().readAllBytes();
        String path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "POST" -> begin(exchange, repository, query);
            case "GET" -> progress(exchange, path, 204);
            case "PATCH" -> {
                String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Range"))
                        .orElse("0-");
                if (!range.startsWith(sessions.reached(path) + "-")) {
                    error(exchange, 416, "BLOB_UPLOAD_INVALID", "not where this upload goes on: " + range);
                    return;
                }
                sessions.append(path, body);
                progress(exchange, path, 202);
            }
            default -> {
                byte[] whole = sessions.with(path, body);
                if (id.isEmpty() || !Digest.of(whole).toString().equals(query.get("digest"))) {
                    error(exchange, 400, "DIGEST_INVALID", "provided digest did not match uploaded content");
                } else {
                    blobs.put(repository + " " + query.get("digest"), whole);
                    digest(exchange, Digest.of(whole));
                    reply(exchange, 201, new byte[0]);
                }
            }
        }
    }

    private void begin(HttpExchange exchange, String repository, Map<String, String> query) throws IOException {
        byte[] elsewhere = blobs.get(query.getOrDefault("from", "") + " " + query.getOrDefault("mount", ""));
        if (mounts && elsewhere != null) {
            blobs.put(repository + " " + query.get("mount"), elsewhere);
            digest(exchange, Digest.of(elsewhere));
            reply(exchange, 201, new byte[0]);
            return;
        }
        String next = "/v2/" + repository + "/blobs/uploads/" + uploads.incrementAndGet();
        exchange.getResponseHeaders().set("Location", location.formatted(next));
        reply(exchange, 202, new byte[0]);
    }

    private void progress(HttpExchange exchange, String path, int status) throws IOException {
        exchange.getResponseHeaders().set("Location", location.formatted(path));
        exchange.getResponseHeaders().set("Range", "0-" + Math.max(0, sessions.reached(path) - 1));
        reply(exchange, status, new byte[0]);
    }

    /** Stores some bytes of an upload, as if they had come. */
    void append(String path, byte[] bytes) {
        sessions.append(path, bytes);
    }

    /** Loses an upload. */
    void loseUploads() {
        sessions.lose();
    }

    private void manifest(HttpExchange exchange, String repository, String target) throws IOException {
        if (exchange.getRequestMethod().equals("PUT")) {
            byte[] bytes = exchange.getRequestBody().readAllBytes();
            Stored stored = new Stored(exchange.getRequestHeaders().getFirst("Content-Type"), bytes);
            if (referrers) {
                subject(bytes)
                        .ifPresent(subject -> exchange.getResponseHeaders().set("OCI-Subject", subject));
            }
            manifests.put(repository + " " + target, stored);
            manifests.put(repository + " " + Digest.of(bytes), stored);
            digest(exchange, Digest.of(bytes));
            reply(exchange, 201, new byte[0]);
            return;
        }
        Optional<Stored> stored = manifest(repository, target);
        if (stored.isEmpty()) {
            error(exchange, 404, "MANIFEST_UNKNOWN", "manifest unknown");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", stored.get().type());
        digest(exchange, Digest.of(stored.get().bytes()));
        reply(exchange, 200, stored.get().bytes());
    }

    private void digest(HttpExchange exchange, Digest digest) {
        if (namesDigests) {
            exchange.getResponseHeaders().set("Docker-Content-Digest", digest.toString());
        }
    }

    private static Optional<String> subject(byte[] manifest) throws IOException {
        Optional<JsonView> subject = JsonReader.read(manifest, "a manifest").find("subject");
        return subject.isPresent() ? Optional.of(subject.get().get("digest").text()) : Optional.empty();
    }

    private void referrers(HttpExchange exchange, String repository, String subject) throws IOException {
        List<Json> entries = new ArrayList<>();
        for (Map.Entry<String, Stored> stored : new TreeMap<>(manifests).entrySet()) {
            byte[] bytes = stored.getValue().bytes();
            String digest = Digest.of(bytes).toString();
            if (stored.getKey().equals(repository + " " + digest)
                    && subject(bytes).equals(Optional.of(subject))) {
                JsonView manifest = JsonReader.read(bytes, "a manifest");
                entries.add(Json.object()
                        .put("mediaType", stored.getValue().type())
                        .put("digest", digest)
                        .put("size", bytes.length)
                        .put("artifactType", manifest.get("artifactType").text())
                        .build());
            }
        }
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.oci.image.index.v1+json");
        Json index = Json.object()
                .put("schemaVersion", 2)
                .put("manifests", new Json.Array(entries))
                .build();
        reply(exchange, 200, JsonWriter.compact(index).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : Optional.ofNullable(exchange.getRequestURI().getRawQuery())
                .orElse("")
                .split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                query.put(
                        part.substring(0, equals),
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    private static void error(HttpExchange exchange, int status, String code, String message) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        String body = "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\"}]}".formatted(code, message);
        reply(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads what was sent first, as closing a connection with unread bytes resets it. */
    public static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
