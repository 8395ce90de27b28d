package io.github.kubespraymaven.image;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What some content is, how large, and under which digest it is found (OCI image specification, Content Descriptors).
 *
 * @param mediaType what it is
 * @param digest of its bytes
 * @param size in bytes
 * @param platform what it runs on, where that is told
 * @param annotations further facts, by name
 */
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        Optional<Platform> platform,
        SortedMap<String, String> annotations) {
    /** Checks the size and keeps its own copy. */
    public Descriptor {
        if (size < 0) {
            throw new IllegalArgumentException(digest + ": a size of " + size);
        }
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /** Returns a descriptor without platform and annotations. */
    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, digest, size, Optional.empty(), Collections.emptySortedMap());
    }

    /** Returns how many bytes these have together; as many as a number can hold where sizes that are lies add up to more. */
    public static long total(Collection<Descriptor> all) {
        long sum = 0;
        for (Descriptor one : all) {
            sum = one.size() > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + one.size();
        }
        return sum;
    }

    /** Returns this descriptor for a platform. */
    public Descriptor on(Platform runsOn) {
        return new Descriptor(mediaType, digest, size, Optional.of(runsOn), annotations);
    }

    /** Returns this descriptor with one more annotation, or another value for it. */
    public Descriptor annotated(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(annotations);
        more.put(name, value);
        return new Descriptor(mediaType, digest, size, platform, more);
    }

    /** Returns this descriptor with OCI's media type where it has Docker's. */
    Descriptor oci() {
        return new Descriptor(MediaTypes.oci(mediaType), digest, size, platform, annotations);
    }

    /**
     * Reads a descriptor.
     *
     * @throws JsonException if something is missing or is not what the specification asks for
     */
    public static Descriptor read(JsonView json) throws JsonException {
        Optional<JsonView> given = json.find("platform");
        Optional<Platform> platform = given.isPresent() ? platform(given.get()) : Optional.empty();
        long size = json.get("size").number();
        if (size < 0) {
            throw new JsonException(json.what(), json.get("size").place(), "a negative size, " + size);
        }
        return new Descriptor(json.get("mediaType").text(), digest(json.get("digest")), size, platform, texts(json));
    }

    /**
     * Reads what describes a platform, as descriptors and configs do; nothing where that is empty.
     *
     * @throws JsonException if a member is no string
     */
    public static Optional<Platform> platform(JsonView json) throws JsonException {
        String os = text(json, "os");
        String architecture = text(json, "architecture");
        return os.isEmpty() || architecture.isEmpty()
                ? Optional.empty()
                : Optional.of(new Platform(os, architecture, text(json, "variant")));
    }

    private static String text(JsonView json, String name) throws JsonException {
        Optional<JsonView> member = json.find(name);
        return member.isPresent() ? member.get().text() : "";
    }

    /**
     * Reads a digest.
     *
     * @throws JsonException if it is none
     */
    public static Digest digest(JsonView json) throws JsonException {
        try {
            return Digest.parse(json.text());
        } catch (IllegalArgumentException e) {
            JsonException problem = new JsonException(json.what(), json.place(), String.valueOf(e.getMessage()));
            problem.initCause(e);
            throw problem;
        }
    }

    private static SortedMap<String, String> texts(JsonView json) throws JsonException {
        Optional<JsonView> annotations = json.find("annotations");
        return annotations.isPresent() ? Annotations.read(annotations.get()) : Collections.emptySortedMap();
    }

    /** Returns the descriptor as it is written. */
    public Json.Members json() {
        Json.Builder json = Json.object()
                .put("mediaType", mediaType)
                .put("digest", digest.toString())
                .put("size", size);
        if (!annotations.isEmpty()) {
            json.put("annotations", Annotations.json(annotations));
        }
        platform.ifPresent(runsOn -> json.put("platform", platformJson(runsOn).build()));
        return json.build();
    }

    /** Starts an object with what describes a platform, as descriptors and configs do. */
    static Json.Builder platformJson(Platform platform) {
        Json.Builder json =
                Json.object().put("architecture", platform.architecture()).put("os", platform.os());
        return platform.variant().isEmpty() ? json : json.put("variant", platform.variant());
    }
}
