package io.github.kubespraymaven.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a build wrote: {@code image.json} or {@code base.json}, or another file of JSON. */
record Result(JsonNode json) {

    /** The result file of that name of a build that ran in a directory. */
    static Result of(Path directory, String name) throws IOException {
        return new Result(new ObjectMapper()
                .readTree(directory.resolve("target/kubespray/" + name).toFile()));
    }

    /** A file of an OCI layout, with the digest's algorithm as a directory. */
    static Result blob(Path layout, String digest) throws IOException {
        return new Result(new ObjectMapper()
                .readTree(layout.resolve("blobs")
                        .resolve(digest.replace(':', '/'))
                        .toFile()));
    }

    /** A member that is reached through these names, and indexes in lists. */
    JsonNode at(String pointer) {
        return json.at(pointer);
    }

    String digest() {
        return json.path("digest").asText();
    }

    boolean reused() {
        return json.at("/base/reused").asBoolean();
    }

    /** The names of the members, in order. */
    String members() {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return String.join(" ", names);
    }

    /** What the layers of the first platform are: kind and what, with the digest. */
    List<String> layers() {
        List<String> layers = new ArrayList<>();
        for (JsonNode layer : json.at("/platforms/0/layers")) {
            layers.add(layer.path("kind").asText() + " " + layer.path("what").asText() + " "
                    + layer.path("digest").asText());
        }
        return layers;
    }

    /** What the layers are, without their digests. */
    List<String> whats() {
        return layers().stream().map(line -> line.replaceAll(" sha256:.*", "")).toList();
    }

    /** The layers that are in this image and not in another, without digests. */
    List<String> otherThan(Result other) {
        List<String> before = other.layers();
        return layers().stream()
                .filter(layer -> !before.contains(layer))
                .map(line -> line.replaceAll(" sha256:.*", ""))
                .toList();
    }

    /** The names of the files in a directory, sorted. */
    static String listing(Path directory) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (var files = Files.list(directory)) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
        return String.join(" ", names);
    }
}
