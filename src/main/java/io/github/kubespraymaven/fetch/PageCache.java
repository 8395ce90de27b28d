package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.fetch.FetchException.TruncatedBodyException;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Pages by their address, each asked for once in a build and kept for the next. */
final class PageCache {
    private static final String KIND = "page";
    /** A line that loses a twentieth of all bodies loses some three times over; little is lost with each. */
    private static final int TRIES = 6;

    private final Http http;
    private final Records records;
    private final Map<Digest, Seen> seen = new ConcurrentHashMap<>();

    PageCache(Http http, Records records) {
        this.http = http;
        this.records = records;
    }

    /** What this build knows of an address. Memory may let go of the page: it is in the records too. */
    private static final class Seen {
        private Optional<SoftReference<Page>> page = Optional.empty();
    }

    Page get(PageRequest request) throws IOException {
        Digest key = key(request);
        Seen entry = seen.computeIfAbsent(key, unseen -> new Seen());
        synchronized (entry) {
            if (entry.page.isPresent()) {
                Optional<Page> inMemory = Optional.ofNullable(entry.page.get().get());
                Optional<Page> again =
                        inMemory.isPresent() ? inMemory : kept(key).map(KeptPage::page);
                if (again.filter(page -> fits(page, request)).isPresent()) {
                    return again.get();
                }
            }
            Page page = ask(request, key);
            entry.page = Optional.of(new SoftReference<>(page));
            return page;
        }
    }

    private static Digest key(PageRequest request) {
        String query = Optional.ofNullable(request.uri().getRawQuery()).orElse("");
        return Digest.of(Address.shown(request.uri()) + "\n" + query + "\n" + request.accept());
    }

    private Optional<KeptPage> kept(Digest key) throws IOException {
        return records.find(KIND, key).flatMap(KeptPage::of);
    }

    private Page ask(PageRequest request, Digest key) throws IOException {
        Optional<KeptPage> kept = kept(key).filter(old -> fits(old.page(), request));
        if (kept.isPresent() && request.digest().isPresent()) {
            return kept.get().page();
        }
        try {
            for (int attempt = 1; ; attempt++) {
                Request asked = toHttp(request, kept);
                try (Response response = http.send(asked)) {
                    if (response.status() == 304 && kept.isPresent()) {
                        return kept.get().page();
                    }
                    if (response.status() != 200) {
                        throw StatusException.of(http, asked, response);
                    }
                    return keep(key, response, verified(request, body(request, response)));
                } catch (TruncatedBodyException e) {
                    if (attempt == TRIES) {
                        throw e.reason();
                    }
                }
            }
        } catch (OfflineException e) {
            return kept.orElseThrow(() -> e).page();
        }
    }

    private static Request toHttp(PageRequest request, Optional<KeptPage> kept) {
        Request get =
                Request.get(request.uri()).with("Accept", request.accept()).with("Accept-Encoding", "gzip");
        if (kept.isEmpty()) {
            return get;
        }
        Validators marks = kept.get().validators();
        Request tagged = marks.etag().map(tag -> get.with("If-None-Match", tag)).orElse(get);
        return marks.lastModified()
                .map(date -> tagged.with("If-Modified-Since", date))
                .orElse(tagged);
    }

    private static boolean fits(Page page, PageRequest request) {
        return page.bytes().length <= request.maxBytes()
                && (request.digest().isEmpty()
                        || digest(page.bytes(), request.digest().get())
                                .equals(request.digest().get()));
    }

    private static Digest digest(byte[] bytes, Digest like) {
        return Digest.of(like.algorithm(), like.algorithm().start().digest(bytes));
    }

    /** What is not what it was to be is not kept: the next build would only ask whether it has changed. */
    private static byte[] verified(PageRequest request, byte[] bytes) throws DigestMismatchException {
        if (request.digest().isPresent()) {
            Digest wanted = request.digest().get();
            Digest got = digest(bytes, wanted);
            if (!got.equals(wanted)) {
                throw new DigestMismatchException(Address.shown(request.uri()), wanted.toString(), got.toString());
            }
        }
        return bytes;
    }

    private Page keep(Digest key, Response response, byte[] bytes) throws IOException {
        Page page = new Page(
                response.uri(), response.headers().first("Content-Type").orElse(""), bytes);
        records.put(KIND, key, new KeptPage(page, Validators.of(response)).toBytes());
        return page;
    }

    private static byte[] body(PageRequest request, Response response) throws IOException {
        byte[] sent = bounded(request, response.body());
        String coding = response.headers().first("Content-Encoding").orElse("identity");
        return switch (coding) {
            case "identity" -> sent;
            case "gzip", "x-gzip" -> unpacked(request, sent);
            default -> throw new IOException(
                    Address.shown(request.uri()) + ": encoded as '" + coding + "', although only gzip was allowed");
        };
    }

    private static byte[] unpacked(PageRequest request, byte[] sent) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return bounded(request, in);
        } catch (TruncatedBodyException | ZipException | EOFException e) {
            throw new IOException(Address.shown(request.uri()) + ": not in gzip's format, although it says so", e);
        }
    }

    private static byte[] bounded(PageRequest request, InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        while (true) {
            int n = Body.read(in, buffer);
            if (n < 0) {
                return bytes.toByteArray();
            }
            if (bytes.size() + n > request.maxBytes()) {
                throw new IOException(Address.shown(request.uri()) + ": the page has more than " + request.maxBytes()
                        + " bytes; is this the right address?");
            }
            bytes.write(buffer, 0, n);
        }
    }
}
