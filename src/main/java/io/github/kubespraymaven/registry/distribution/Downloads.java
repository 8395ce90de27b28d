package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.cache.CacheException;
import io.github.kubespraymaven.digest.VerifyingInputStream;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Blobs on their way out of a repository (OCI distribution specification, Pulling Blobs). */
final class Downloads {
    private static final int MAX_DOCUMENT = 4 << 20;
    private static final int BUFFER = 64 * 1024;

    /** How often a body may break off in a row without having brought anything. */
    private static final int FRUITLESS = 3;

    private final Exchange exchange;

    Downloads(Exchange exchange) {
        this.exchange = exchange;
    }

    Document document(Descriptor blob) throws IOException {
        String what = what(blob);
        if (blob.size() > MAX_DOCUMENT) {
            throw exchange.failure(what, "a document of " + blob.size() + " bytes is none of an image");
        }
        Authentication.Answer answer = exchange.send("GET", "blobs/" + blob.digest(), Map.of());
        Response response = answer.response();
        if (response.status() != 200) {
            throw exchange.failure(what, answer);
        }
        try (InputStream in =
                new VerifyingInputStream(response.body(), name(blob), blob.digest(), OptionalLong.of(blob.size()))) {
            return Document.of(blob.mediaType(), in.readAllBytes());
        }
    }

    Path pull(Descriptor blob, Blobs cache) throws IOException {
        Optional<Path> there = cache.find(blob.digest());
        if (there.isPresent()) {
            return there.get();
        }
        try (BlobWriter writer = cache.writer(blob.digest().algorithm())) {
            int fruitless = 0;
            while (writer.size() < blob.size()) {
                long before = writer.size();
                Response response = from(before, blob);
                if (response.status() == 200) {
                    writer.restart();
                }
                try (InputStream in = response.body()) {
                    copy(in, blob, writer);
                } catch (CacheException | InterruptedIOException e) {
                    throw e;
                } catch (IOException e) {
                    fruitless = writer.size() > before ? 0 : fruitless + 1;
                    if (fruitless == FRUITLESS) {
                        throw e;
                    }
                }
            }
            return writer.commit(name(blob), blob.digest()).file();
        }
    }

    private Response from(long position, Descriptor blob) throws IOException {
        Map<String, String> range = position == 0 ? Map.of() : Map.of("Range", "bytes=" + position + "-");
        Authentication.Answer answer = exchange.send("GET", "blobs/" + blob.digest(), range);
        Response response = answer.response();
        boolean asked = response.status() == 206
                && response.headers()
                        .first("Content-Range")
                        .filter(value -> value.startsWith("bytes " + position + "-"))
                        .isPresent();
        if (response.status() != 200 && !asked) {
            throw exchange.failure(what(blob), answer);
        }
        return response;
    }

    private void copy(InputStream in, Descriptor blob, BlobWriter writer) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (writer.size() + n > blob.size()) {
                throw exchange.failure(what(blob), "it has more than its " + blob.size() + " bytes");
            }
            writer.write(buffer, 0, n);
        }
        if (writer.size() < blob.size()) {
            throw new IOException(name(blob) + ": broke off after " + writer.size() + " of " + blob.size() + " bytes");
        }
    }

    private static String what(Descriptor blob) {
        return "read the blob " + blob.digest();
    }

    private String name(Descriptor blob) {
        return exchange.repository().with(blob.digest().toString());
    }
}
