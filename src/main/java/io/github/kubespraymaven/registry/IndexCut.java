package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.ImageManifest;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One image, cut to some platforms. */
final class IndexCut {
    /** BuildKit, Image attestation storage: a manifest in the index says of another one how it was made. */
    private static final String ATTESTED = "vnd.docker.reference.digest";

    private static final String UNKNOWN = "unknown";
    private static final int MAX_DEPTH = 4;

    private final List<Platform> wanted;
    private final ImageContents.Source source;
    private final Map<Digest, Document> documents = new LinkedHashMap<>();
    private final TreeSet<Platform> there = new TreeSet<>();
    private final TreeSet<Platform> kept = new TreeSet<>();

    IndexCut(List<Platform> wanted, ImageContents.Source source) {
        this.wanted = wanted;
        this.source = source;
    }

    /** Returns the platforms that the image has. */
    Set<Platform> there() {
        return there;
    }

    /** Returns those that are cut off. */
    Set<Platform> left() {
        Set<Platform> left = new TreeSet<>(there);
        left.removeAll(kept);
        return left;
    }

    /** Returns the documents below the top that were made or read. */
    Map<Digest, Document> documents() {
        return documents;
    }

    /** Returns what is left of a manifest or an index: itself, if that is all; nothing, if it has none of the platforms. */
    Optional<Document> of(Document top) throws IOException {
        return of(top, 0);
    }

    private Optional<Document> of(Document document, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException(
                    document.descriptor().digest() + ": indexes more than " + MAX_DEPTH + " deep are no image");
        }
        if (MediaTypes.isIndex(document.descriptor().mediaType())) {
            return ofIndex(document, depth);
        }
        Optional<Platform> platform = ofConfig(document);
        return platform.isEmpty() || keeps(platform.get()) ? Optional.of(document) : Optional.empty();
    }

    private Optional<Document> ofIndex(Document document, int depth) throws IOException {
        JsonView index = document.read();
        List<JsonView> entries = index.get("manifests").items();
        List<Optional<Json>> left = new ArrayList<>();
        Set<String> images = new HashSet<>();
        for (JsonView entry : entries) {
            Optional<Json> one = attested(entry).isPresent() ? Optional.empty() : ofEntry(entry, depth);
            if (one.isPresent()) {
                images.add(entry.get("digest").text());
            }
            left.add(one);
        }
        for (int i = 0; i < entries.size(); i++) {
            Optional<String> subject = attested(entries.get(i));
            if (subject.isPresent() && images.contains(subject.get())) {
                left.set(i, Optional.of(entries.get(i).value()));
            }
        }
        List<Json> manifests = left.stream().flatMap(Optional::stream).toList();
        if (manifests.equals(entries.stream().map(JsonView::value).toList())) {
            return Optional.of(document);
        }
        if (manifests.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Json> members = new LinkedHashMap<>(index.members());
        members.put("manifests", new Json.Array(manifests));
        return Optional.of(Document.of(
                document.descriptor().mediaType(),
                JsonWriter.compact(new Json.Members(members)).getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<Json> ofEntry(JsonView entry, int depth) throws IOException {
        String type = entry.get("mediaType").text();
        boolean index = MediaTypes.isIndex(type);
        Optional<Platform> platform = platform(entry);
        if (platform.isPresent() && !(index && platform.get().os().equals(UNKNOWN))) {
            if (!keeps(platform.get())) {
                return Optional.empty();
            }
            if (!index) {
                return Optional.of(entry.value());
            }
        }
        if (!index && !MediaTypes.isManifest(type)) {
            return Optional.of(entry.value());
        }
        Document below = source.read(Descriptor.read(entry));
        documents.put(below.descriptor().digest(), below);
        Optional<Document> cut = of(below, depth + 1);
        return cut.map(one -> one.equals(below) ? entry.value() : replaced(entry, one));
    }

    private Json replaced(JsonView entry, Document document) {
        documents.put(document.descriptor().digest(), document);
        Map<String, Json> members = new LinkedHashMap<>(((Json.Members) entry.value()).values());
        members.put("digest", Json.text(document.descriptor().digest().toString()));
        members.put("size", Json.number(document.descriptor().size()));
        return new Json.Members(members);
    }

    private boolean keeps(Platform platform) {
        if (platform.os().equals(UNKNOWN)) {
            return false;
        }
        there.add(platform);
        boolean covered = wanted.stream().anyMatch(one -> one.covers(platform));
        if (covered) {
            kept.add(platform);
        }
        return covered;
    }

    /** Returns which manifest one says something about. */
    private static Optional<String> attested(JsonView entry) throws JsonException {
        Optional<JsonView> annotations = entry.find("annotations");
        Optional<JsonView> subject = annotations.isPresent() ? annotations.get().find(ATTESTED) : Optional.empty();
        return subject.isPresent() ? Optional.of(subject.get().text()) : Optional.empty();
    }

    private static Optional<Platform> platform(JsonView entry) throws JsonException {
        Optional<JsonView> given = entry.find("platform");
        return given.isPresent() ? Descriptor.platform(given.get()) : Optional.empty();
    }

    /** What no index tells is in the config, where that is an image's. */
    private Optional<Platform> ofConfig(Document document) throws IOException {
        Descriptor config = ImageManifest.read(document).config();
        if (!MediaTypes.oci(config.mediaType()).equals(MediaTypes.CONFIG)) {
            return Optional.empty();
        }
        Document read = source.read(config);
        documents.put(config.digest(), read);
        return Descriptor.platform(read.read())
                .filter(platform -> !platform.os().equals(UNKNOWN));
    }
}
