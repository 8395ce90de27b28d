package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.fetch.FetchException.TruncatedBodyException;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file behind an HTTP server that serves ranges (RFC 9110, section 14). Its end comes with the first request, so that a
 * small zip costs one and a large one few.
 */
final class RemoteFile implements RangeSource {
    private static final int MAX_READ = 64 * 1024 * 1024;
    /** A line that loses a twentieth of all bodies loses some three times over; little is lost with each. */
    private static final int TRIES = 6;

    /** What servers say to a range from the end that know only ranges from the start. */
    private static final Set<Integer> NO_SUFFIX = Set.of(400, 405, 416, 501);

    private final Http http;
    private final URI uri;
    private final Validators validators;
    private final long size;
    private final byte[] tail;

    private RemoteFile(Http http, URI uri, Validators validators, long size, byte[] tail) {
        this.http = http;
        this.uri = uri;
        this.validators = validators;
        this.size = size;
        this.tail = tail;
    }

    static Optional<RangeSource> open(Http http, URI uri, int tail) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return openOnce(http, uri, tail);
            } catch (TruncatedBodyException e) {
                if (attempt == TRIES) {
                    throw e.reason();
                }
            }
        }
    }

    private static Optional<RangeSource> openOnce(Http http, URI uri, int tail) throws IOException {
        Request request = identity(Request.get(uri)).with("Range", "bytes=-" + tail);
        try (Response response = http.send(request)) {
            if (NO_SUFFIX.contains(response.status())) {
                return openByHead(http, uri);
            }
            Optional<ContentRange> range =
                    response.headers().first("Content-Range").flatMap(ContentRange::parse);
            if (response.status() == 200) {
                return Optional.empty();
            }
            if (response.status() != 206) {
                throw StatusException.of(http, request, response);
            }
            if (range.isEmpty() || range.get().total().isEmpty() || range.get().length() > tail) {
                return Optional.empty();
            }
            long size = range.get().total().getAsLong();
            byte[] end = exactly(response, (int) range.get().length());
            boolean isTail = range.get().last() == size - 1;
            return Optional.of(new RemoteFile(http, uri, Validators.of(response), size, isTail ? end : new byte[0]));
        }
    }

    private static Optional<RangeSource> openByHead(Http http, URI uri) throws IOException {
        Request request = identity(Request.of("HEAD", uri));
        try (Response response = http.send(request)) {
            if (!response.ok()) {
                throw StatusException.of(http, request, response);
            }
            boolean refuses = response.headers()
                    .first("Accept-Ranges")
                    .filter("none"::equals)
                    .isPresent();
            return response.headers()
                    .first("Content-Length")
                    .filter(length -> !refuses && length.matches("\\d{1,18}"))
                    .map(length ->
                            new RemoteFile(http, uri, Validators.of(response), Long.parseLong(length), new byte[0]));
        }
    }

    private static Request identity(Request request) {
        return request.with("Accept", "*/*").with("Accept-Encoding", "identity");
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, size);
        if (length > MAX_READ) {
            throw new IOException(Address.shown(uri) + ": " + length + " bytes are more than may be read at once");
        }
        long tailStart = size - tail.length;
        if (offset >= tailStart) {
            int from = (int) (offset - tailStart);
            return Arrays.copyOfRange(tail, from, from + length);
        }
        if (length == 0) {
            return new byte[0];
        }
        // What lies in the tail is not fetched again.
        int missing = (int) Math.min(length, tailStart - offset);
        byte[] bytes = Arrays.copyOf(fetch(offset, missing), length);
        System.arraycopy(tail, 0, bytes, missing, length - missing);
        return bytes;
    }

    private byte[] fetch(long offset, int length) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return fetchOnce(offset, length);
            } catch (TruncatedBodyException e) {
                if (attempt == TRIES) {
                    throw e.reason();
                }
            }
        }
    }

    private byte[] fetchOnce(long offset, int length) throws IOException {
        Request plain = identity(Request.get(uri)).with("Range", "bytes=" + offset + "-" + (offset + length - 1));
        Request request =
                validators.forRange().map(mark -> plain.with("If-Range", mark)).orElse(plain);
        try (Response response = http.send(request)) {
            if (response.status() == 200) {
                throw new IOException(Address.shown(uri) + ": sent all instead of a part; it has changed, or the server"
                        + " serves parts no longer; try again");
            }
            if (response.status() != 206) {
                throw StatusException.of(http, request, response);
            }
            String wanted = "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
            String got = response.headers().first("Content-Range").orElse("no Content-Range");
            Optional<ContentRange> range = ContentRange.parse(got);
            if (range.isEmpty() || !range.equals(ContentRange.parse(wanted))) {
                throw new IOException(Address.shown(uri) + ": wanted " + wanted + ", got " + got);
            }
            return exactly(response, length);
        }
    }

    private static byte[] exactly(Response response, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        byte[] buffer = new byte[Math.min(length, 64 * 1024)];
        for (int n = Body.read(response.body(), buffer); n >= 0; n = Body.read(response.body(), buffer)) {
            if (bytes.size() + n > length) {
                throw new IOException(Address.shown(response.uri()) + ": sent more than the range it announced");
            }
            bytes.write(buffer, 0, n);
        }
        if (bytes.size() != length) {
            throw new TruncatedBodyException(new IOException(
                    Address.shown(response.uri()) + ": wanted " + length + " bytes, got " + bytes.size()));
        }
        return bytes.toByteArray();
    }
}
