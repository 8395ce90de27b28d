package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Response;
import java.net.URI;

/**
 * An upload that a registry has begun.
 *
 * @param location where it goes on; each answer names another
 * @param smallestChunk how many bytes a piece must have at least, but for the last
 */
record UploadSession(URI location, long smallestChunk) {

    /** Reads the answer that begins one. */
    static UploadSession begun(Response response, URI location) {
        long smallest = response.headers()
                .first("OCI-Chunk-Min-Length")
                .filter(value -> value.matches("\\d{1,12}"))
                .map(Long::parseLong)
                .orElse(0L);
        return new UploadSession(location, smallest);
    }

    UploadSession at(URI next) {
        return new UploadSession(next, smallestChunk);
    }

    /** Returns the address that ends it. */
    URI end(String digest) {
        return URI.create(location + (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
    }
}
