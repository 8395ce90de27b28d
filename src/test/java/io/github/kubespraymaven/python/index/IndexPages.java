package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of pages that exists in memory only, and remembers what it was asked for. */
public final class IndexPages implements Http {
    /** The index that pages stand in. */
    public static final URI INDEX = URI.create("https://index.test/simple/");

    public static final PackageSources SOURCES = new PackageSources(List.of(INDEX), List.of());

    /** What a path is answered with; each hexadecimal pair of the body is a byte. */
    private record Answer(int status, String contentType, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        static Answer of(int status, String contentType, byte[] bytes) {
            return new Answer(status, contentType, HexFormat.of().formatHex(bytes));
        }
    }

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private boolean ranges = true;

    /** Answers a path with a text. */
    public IndexPages put(String path, String contentType, String text) {
        return put(path, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public IndexPages put(String path, String contentType, byte[] bytes) {
        answers.put(path, Answer.of(200, contentType, bytes));
        return this;
    }

    public IndexPages status(String path, int status) {
        answers.put(path, new Answer(status, "text/plain", ""));
        return this;
    }

    public IndexPages withoutRanges() {
        ranges = false;
        return this;
    }

    /** Returns method and path of all requests, in their order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Returns what fetches from here, with a cache in this directory. */
    public Fetch fetch(Path directory) {
        Cache cache = new Cache(directory);
        return new Fetch(this, cache.blobs(), cache.records(), Progress.silent(), 4);
    }

    @Override
    public Response send(Request request) {
        String path = request.uri().getPath();
        Optional<String> range = Optional.ofNullable(request.headers().get("Range"));
        asked.add(path + range.map(wanted -> " " + wanted).orElse(""));
        Answer answer = Optional.ofNullable(answers.get(path)).orElse(new Answer(404, "", ""));
        int size = answer.bytes().length;
        if (range.isEmpty() || !ranges || answer.status() != 200) {
            return response(request, answer.status(), answer.contentType(), "", answer.bytes(), 0, size);
        }
        String[] bounds = range.get().substring("bytes=".length()).split("-", -1);
        int from = bounds[0].isEmpty() ? Math.max(0, size - Integer.parseInt(bounds[1])) : Integer.parseInt(bounds[0]);
        int to = bounds[0].isEmpty() ? size - 1 : Integer.parseInt(bounds[1]);
        String content = "bytes " + from + "-" + to + "/" + size;
        return response(request, 206, answer.contentType(), content, answer.bytes(), from, to + 1 - from);
    }

    private static Response response(
            Request request, int status, String type, String range, byte[] bytes, int from, int length) {
        return new Response(
                status,
                request.uri(),
                name -> switch (name) {
                    case "Content-Type" -> Optional.of(type);
                    case "Content-Range" -> Optional.of(range).filter(text -> !text.isEmpty());
                    default -> Optional.empty();
                },
                new ByteArrayInputStream(bytes, from, length));
    }
}
