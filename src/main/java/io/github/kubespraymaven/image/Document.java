package io.github.kubespraymaven.image;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** A config, a manifest or an index, as the very bytes that its digest is of. */
public final class Document {
    private final Descriptor descriptor;
    private final byte[] bytes;

    private Document(Descriptor descriptor, byte[] bytes) {
        this.descriptor = descriptor;
        this.bytes = bytes;
    }

    /** Takes bytes that came from somewhere else, as they are. */
    public static Document of(String mediaType, byte[] bytes) {
        return of(mediaType, bytes, Algorithm.SHA256);
    }

    /** The same, for who knows them by a digest of another kind: what names a document names it by that one. */
    public static Document of(String mediaType, byte[] bytes, Algorithm algorithm) {
        byte[] own = bytes.clone();
        Digest digest = Digest.of(algorithm, algorithm.start().digest(own));
        return new Document(Descriptor.of(mediaType, digest, own.length), own);
    }

    /** Writes a value, without white space. */
    public static Document of(String mediaType, Json json) {
        return of(mediaType, JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what it is, under which digest. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Returns a copy of its bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * Returns what it says.
     *
     * @throws JsonException if it is no JSON
     */
    public JsonView read() throws JsonException {
        return JsonReader.read(bytes, descriptor.mediaType() + " " + descriptor.digest());
    }
}
