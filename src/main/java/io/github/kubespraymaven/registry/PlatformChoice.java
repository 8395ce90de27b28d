package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * For which platforms an image is wanted.
 *
 * @param platforms none for all that it has
 */
public record PlatformChoice(List<Platform> platforms) {
    /** Keeps its own copy. */
    public PlatformChoice {
        platforms = List.copyOf(platforms);
    }

    /** Tells whether all are wanted, so that digests stay as they are. */
    public boolean isAll() {
        return platforms.isEmpty();
    }

    /**
     * Returns an index with the wanted platforms alone: itself, if it has no others. All that else is in it stays, so it says
     * the same of what is left; its digest is another, but that of each platform's manifest is not. A manifest that is in no
     * index is for one platform, and stays what it is.
     *
     * @param name what it is called, for the error
     * @throws IOException if it has none of the platforms
     */
    public Document of(Document top, String name) throws IOException {
        if (isAll() || !MediaTypes.isIndex(top.descriptor().mediaType())) {
            return top;
        }
        JsonView index = top.read();
        List<Json> kept = new ArrayList<>();
        Set<String> there = new LinkedHashSet<>();
        for (JsonView manifest : index.get("manifests").items()) {
            Optional<Platform> platform = platform(manifest);
            if (platform.isPresent()) {
                there.add(platform.get().toString());
                if (platforms.stream().anyMatch(wanted -> covers(wanted, platform.get()))) {
                    kept.add(manifest.value());
                }
            }
        }
        if (kept.isEmpty()) {
            throw new IOException(name + " is there, but not for "
                    + platforms.stream().map(Platform::toString).toList() + "; it has " + there);
        }
        Map<String, Json> members = new LinkedHashMap<>(index.members());
        if (kept.size() == index.get("manifests").items().size()) {
            return top;
        }
        members.put("manifests", new Json.Array(kept));
        byte[] bytes = JsonWriter.compact(new Json.Members(members)).getBytes(StandardCharsets.UTF_8);
        return Document.of(top.descriptor().mediaType(), bytes);
    }

    private static Optional<Platform> platform(JsonView manifest) throws JsonException {
        Optional<JsonView> given = manifest.find("platform");
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonView> variant = given.get().find("variant");
        return Optional.of(new Platform(
                given.get().get("os").text(),
                given.get().get("architecture").text(),
                variant.isPresent() ? variant.get().text() : ""));
    }

    /** Whoever names no variant takes any. */
    private static boolean covers(Platform wanted, Platform there) {
        return wanted.os().equals(there.os())
                && wanted.architecture().equals(there.architecture())
                && (wanted.variant().isEmpty() || wanted.variant().equals(there.variant()));
    }
}
