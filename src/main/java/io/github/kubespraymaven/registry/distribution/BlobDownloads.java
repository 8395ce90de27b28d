package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** Blobs on their way out of a repository (OCI distribution specification, Pulling Blobs). */
final class BlobDownloads {
    private static final int MAX_DOCUMENT = 4 << 20;

    private final Exchange exchange;

    BlobDownloads(Exchange exchange) {
        this.exchange = exchange;
    }

    Document document(Descriptor blob) throws IOException {
        if (blob.size() > MAX_DOCUMENT) {
            throw exchange.failure(what(blob), "a document of " + blob.size() + " bytes is none of an image");
        }
        try (InputStream in = open(blob)) {
            return Document.of(
                    blob.mediaType(), in.readAllBytes(), blob.digest().algorithm());
        }
    }

    InputStream open(Descriptor blob) throws IOException {
        return new BlobStream(exchange, blob);
    }

    Path pull(Descriptor blob, Blobs cache, LongConsumer received) throws IOException {
        Optional<Path> there = cache.find(blob.digest());
        if (there.isPresent()) {
            return there.get();
        }
        try (InputStream in = Reported.counting(open(blob), received)) {
            String name = exchange.repository().with(blob.digest().toString());
            return cache.put(in, name, blob.digest(), OptionalLong.of(blob.size()));
        }
    }

    static String what(Descriptor blob) {
        return "read the blob " + blob.digest();
    }
}
