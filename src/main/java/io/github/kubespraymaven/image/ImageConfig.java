package io.github.kubespraymaven.image;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image is made of and how it is run (OCI image specification, Image Configuration).
 *
 * @param platform what it runs on
 * @param created when it was made, as RFC 3339; empty where that is not told
 * @param run how it is started
 * @param diffIds the digests of the uncompressed layers, the lowest first
 * @param history one step a layer, and steps without one
 * @param others what else an image that is built on says, kept as it is
 */
public record ImageConfig(
        Platform platform,
        String created,
        RunConfig run,
        List<Digest> diffIds,
        List<Step> history,
        Map<String, Json> others) {
    private static final List<String> KNOWN =
            List.of("created", "architecture", "os", "variant", "config", "rootfs", "history");

    /** Keeps its own copies. */
    public ImageConfig {
        diffIds = List.copyOf(diffIds);
        history = List.copyOf(history);
        others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /** Returns a config that says nothing else. */
    public static ImageConfig of(
            Platform platform, String created, RunConfig run, List<Digest> diffIds, List<Step> history) {
        return new ImageConfig(platform, created, run, diffIds, history, Map.of());
    }

    /**
     * A step of an image's making.
     *
     * @param created when, as RFC 3339; empty where that is not told
     * @param createdBy what was done
     * @param emptyLayer whether it made no layer
     * @param others who did it, and comments, kept as they are
     */
    public record Step(String created, String createdBy, boolean emptyLayer, Map<String, Json> others) {
        private static final List<String> KNOWN = List.of("created", "created_by", "empty_layer");

        /** Keeps its own copy. */
        public Step {
            others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
        }

        private static Step read(JsonView json) throws JsonException {
            Optional<JsonView> empty = json.find("empty_layer");
            return new Step(
                    text(json, "created"),
                    text(json, "created_by"),
                    empty.isPresent() && empty.get().bool(),
                    without(json.members(), KNOWN));
        }

        private Json json() {
            Json.Builder json = Json.object();
            if (!created.isEmpty()) {
                json.put("created", created);
            }
            if (!createdBy.isEmpty()) {
                json.put("created_by", createdBy);
            }
            if (emptyLayer) {
                json.put("empty_layer", Json.bool(true));
            }
            others.forEach(json::put);
            return json.build();
        }
    }

    /**
     * Reads a config.
     *
     * @throws JsonException if it is none of an image
     */
    public static ImageConfig read(Document document) throws JsonException {
        JsonView json = document.read();
        List<Digest> diffIds = new ArrayList<>();
        for (JsonView diffId : json.get("rootfs").get("diff_ids").items()) {
            diffIds.add(Descriptor.digest(diffId));
        }
        List<Step> history = new ArrayList<>();
        Optional<JsonView> steps = json.find("history");
        if (steps.isPresent()) {
            for (JsonView step : steps.get().items()) {
                history.add(Step.read(step));
            }
        }
        Optional<JsonView> run = json.find("config");
        return new ImageConfig(
                new Platform(json.get("os").text(), json.get("architecture").text(), text(json, "variant")),
                text(json, "created"),
                run.isPresent() ? RunConfig.read(run.get()) : RunConfig.EMPTY,
                diffIds,
                history,
                without(json.members(), KNOWN));
    }

    private static Map<String, Json> without(Map<String, Json> members, List<String> known) {
        Map<String, Json> others = new LinkedHashMap<>(members);
        known.forEach(others::remove);
        return others;
    }

    private static String text(JsonView json, String name) throws JsonException {
        Optional<JsonView> found = json.find(name);
        return found.isPresent() ? found.get().text() : "";
    }

    /** Returns the config as an OCI document. */
    public Document document() {
        Json.Builder json = Json.object();
        if (!created.isEmpty()) {
            json.put("created", created);
        }
        Descriptor.platformJson(platform).build().values().forEach(json::put);
        json.put("config", run.json());
        json.put(
                "rootfs",
                Json.object()
                        .put("type", "layers")
                        .put(
                                "diff_ids",
                                Json.texts(
                                        diffIds.stream().map(Digest::toString).toList()))
                        .build());
        json.put("history", new Json.Array(history.stream().map(Step::json).toList()));
        others.forEach(json::put);
        return Document.of(MediaTypes.CONFIG, json.build());
    }
}
