package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a deployment downloads on one platform: the content of manifest.json.
 *
 * @param kubespray the release, with a leading v
 * @param platform as in {@code linux/amd64}
 * @param inputs what the lists were made from, for readers
 * @param charts those of repositories; one in a registry is an image
 */
public record Manifest(
        String kubespray,
        String platform,
        Map<String, String> inputs,
        List<FileEntry> files,
        List<ImageEntry> images,
        List<ChartEntry> charts) {
    public Manifest {
        inputs = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(inputs));
        files = List.copyOf(files);
        images = List.copyOf(images);
        charts = List.copyOf(charts);
    }

    /** The JSON form; without charts it has no such member, as before there were any. */
    public Json toJson() {
        Json.Builder given = Json.object();
        inputs.forEach(given::put);
        List<Json> fileItems = new ArrayList<>();
        for (FileEntry file : files) {
            fileItems.add(Json.object()
                    .put("name", file.name())
                    .put("url", file.url())
                    .put("checksum", orNull(file.checksum()))
                    .put("dest", orNull(file.destination()))
                    .put("groups", Json.texts(file.groups()))
                    .put("hosts", Json.texts(file.hosts()))
                    .put("enabled", Json.bool(file.enabled()))
                    .put("from", file.from())
                    .build());
        }
        List<Json> imageItems = new ArrayList<>();
        for (ImageEntry image : images) {
            imageItems.add(Json.object()
                    .put("name", image.name())
                    .put("ref", image.reference())
                    .put("digest", orNull(image.digest()))
                    .put("groups", Json.texts(image.groups()))
                    .put("hosts", Json.texts(image.hosts()))
                    .put("enabled", Json.bool(image.enabled()))
                    .put("from", image.from())
                    .build());
        }
        Json.Builder json = Json.object()
                .put("kubespray", kubespray)
                .put("platform", platform)
                .put("inputs", given.build())
                .put("files", new Json.Array(fileItems))
                .put("images", new Json.Array(imageItems));
        if (!charts.isEmpty()) {
            json.put("charts", new Json.Array(chartItems()));
        }
        return json.build();
    }

    private List<Json> chartItems() {
        List<Json> items = new ArrayList<>();
        for (ChartEntry chart : charts) {
            items.add(Json.object()
                    .put("name", chart.name())
                    .put("repository", chart.repository())
                    .put("version", chart.version())
                    .put("groups", Json.texts(chart.groups()))
                    .put("hosts", Json.texts(chart.hosts()))
                    .put("enabled", Json.bool(chart.enabled()))
                    .put("from", chart.from())
                    .build());
        }
        return items;
    }

    private static Json orNull(Optional<String> text) {
        return text.map(Json::text).orElseGet(Json.Null::new);
    }

    /**
     * Reads the JSON form; unknown members are ignored.
     *
     * @param what the text's name for messages
     * @throws JsonException if it is no manifest
     */
    public static Manifest read(byte[] text, String what) throws JsonException {
        JsonView json = JsonReader.read(text, what);
        List<FileEntry> files = new ArrayList<>();
        for (JsonView file : json.get("files").items()) {
            files.add(new FileEntry(
                    file.get("name").text(),
                    file.get("url").text(),
                    optional(file, "checksum"),
                    optional(file, "dest"),
                    texts(file.get("groups")),
                    texts(file.get("hosts")),
                    file.get("enabled").bool(),
                    optional(file, "from").orElse("downloads")));
        }
        List<ImageEntry> images = new ArrayList<>();
        for (JsonView image : json.get("images").items()) {
            images.add(new ImageEntry(
                    image.get("name").text(),
                    image.get("ref").text(),
                    optional(image, "digest"),
                    texts(image.get("groups")),
                    texts(image.get("hosts")),
                    image.get("enabled").bool(),
                    optional(image, "from").orElse("downloads")));
        }
        List<ChartEntry> charts = new ArrayList<>();
        for (JsonView chart : items(json, "charts")) {
            charts.add(new ChartEntry(
                    chart.get("name").text(),
                    chart.get("repository").text(),
                    chart.get("version").text(),
                    texts(chart.get("groups")),
                    texts(chart.get("hosts")),
                    chart.get("enabled").bool(),
                    chart.get("from").text()));
        }
        return new Manifest(json.get("kubespray").text(), json.get("platform").text(), Map.of(), files, images, charts);
    }

    private static Iterable<JsonView> items(JsonView object, String name) throws JsonException {
        Optional<JsonView> found = object.find(name);
        return found.isPresent() ? found.get().items() : List.of();
    }

    private static Optional<String> optional(JsonView object, String name) throws JsonException {
        Optional<JsonView> found = object.find(name);
        return found.isEmpty() || found.get().value() instanceof Json.Null
                ? Optional.empty()
                : Optional.of(found.get().text());
    }

    private static List<String> texts(JsonView array) throws JsonException {
        List<String> texts = new ArrayList<>();
        for (JsonView item : array.items()) {
            texts.add(item.text());
        }
        return texts;
    }
}
