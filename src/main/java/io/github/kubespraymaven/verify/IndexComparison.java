package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonView;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** What names and indexes say of manifests, compared: clients go by it before they read any of these. */
public final class IndexComparison {
    private static final String MANIFESTS = "manifests";

    private IndexComparison() {}

    /**
     * Compares the documents that two names stand for.
     *
     * @throws JsonException if one is no JSON
     */
    public static ComparisonResult.Part of(Document expected, Document given) throws JsonException {
        Findings findings = new Findings();
        boolean index = MediaTypes.isIndex(expected.descriptor().mediaType());
        if (index != MediaTypes.isIndex(given.descriptor().mediaType())) {
            findings.add(ImageDifference.of("", "what its name stands for", kind(index), kind(!index)));
        } else if (index
                && !expected.descriptor().digest().equals(given.descriptor().digest())) {
            findings.add(DocumentComparison.of(expected, given, Set.of(MANIFESTS)));
            entries(entries(expected), entries(given), findings);
        }
        return ComparisonResult.Part.of("index", findings);
    }

    private static String kind(boolean index) {
        return index ? "an index" : "a manifest";
    }

    private static List<JsonView> entries(Document index) throws JsonException {
        return index.read().get(MANIFESTS).items();
    }

    private static void entries(List<JsonView> own, List<JsonView> others, Findings findings) throws JsonException {
        Map<Integer, Integer> pairs = new HashMap<>();
        pair(pairs, own, others, (one, other) -> member(one, "digest").equals(member(other, "digest")));
        pair(pairs, own, others, (one, other) -> member(one, "platform").equals(member(other, "platform")));
        for (int i = 0; i < own.size(); i++) {
            JsonView one = own.get(i);
            Integer at = pairs.get(i);
            if (at == null) {
                findings.add(ImageDifference.of(one.place(), ImageDifference.MISSING, text(one), ""));
                continue;
            }
            JsonView other = others.get(at);
            if (at != i) {
                findings.add(ImageDifference.of(one.place(), "its place", one.place(), other.place()));
            }
            boolean same = member(one, "digest").equals(member(other, "digest"));
            // Another manifest is compared itself.
            Set<String> elsewhere = same ? Set.of() : Set.of(one.place() + ".digest", one.place() + ".size");
            findings.add(DocumentComparison.of(one.place(), one.value(), other.value(), elsewhere));
        }
        for (int j = 0; j < others.size(); j++) {
            if (!pairs.containsValue(j)) {
                findings.add(ImageDifference.of(others.get(j).place(), ImageDifference.EXTRA, "", text(others.get(j))));
            }
        }
    }

    private static void pair(
            Map<Integer, Integer> pairs,
            List<JsonView> own,
            List<JsonView> others,
            BiPredicate<JsonView, JsonView> alike) {
        for (int i = 0; i < own.size(); i++) {
            for (int j = 0; j < others.size() && !pairs.containsKey(i); j++) {
                if (!pairs.containsValue(j) && alike.test(own.get(i), others.get(j))) {
                    pairs.put(i, j);
                }
            }
        }
    }

    private static Optional<Json> member(JsonView entry, String name) {
        return entry.value() instanceof Json.Members members
                ? Optional.ofNullable(members.values().get(name))
                : Optional.empty();
    }

    private static String text(JsonView entry) {
        return member(entry, "platform").map(DocumentComparison::text).orElse("no platform") + " "
                + member(entry, "digest").map(DocumentComparison::text).orElse("");
    }

    /**
     * Compares what a layout's {@code index.json} says of an image with what is true of it. Annotations there are names, and
     * say nothing of the image.
     *
     * @param expected what it should stand for
     * @param platform for which that is, if for one alone
     * @param entry what stands there
     * @throws JsonException if it is no descriptor
     */
    public static ComparisonResult.Part ofEntry(Document expected, Optional<Platform> platform, JsonView entry)
            throws JsonException {
        List<String> truths = new ArrayList<>(List.of("entry.annotations"));
        Optional<JsonView> data = entry.find("data");
        if (data.isPresent() && data.get().text().equals(Base64.getEncoder().encodeToString(expected.bytes()))) {
            truths.add("entry.data");
        }
        Optional<Json> said = member(entry, "platform");
        if (said.isPresent()
                && platform.map(runsOn -> truths(runsOn).contains(said.get())).orElse(false)) {
            truths.add("entry.platform");
        }
        Json own = expected.descriptor().json();
        return ComparisonResult.Part.of(
                "index.json", DocumentComparison.of("entry", own, entry.value(), Set.copyOf(truths)));
    }

    /** arm64's only variant, v8, says nothing. */
    private static List<Json> truths(Platform platform) {
        Json.Builder plain =
                Json.object().put("architecture", platform.architecture()).put("os", platform.os());
        Json.Builder full =
                Json.object().put("architecture", platform.architecture()).put("os", platform.os());
        String variant = platform.architecture().equals("arm64") ? "v8" : platform.variant();
        return List.of(plain.build(), full.put("variant", variant).build());
    }
}
