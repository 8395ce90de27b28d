package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a run came to; {@code mirror.json}.
 *
 * @param target where the images went
 * @param platforms for which they were wanted; none for all
 * @param entries one for each image, in the list's order
 * @param milliseconds how long it has taken
 */
public record MirrorResult(String target, List<String> platforms, List<MirrorEntry> entries, long milliseconds) {
    /** Keeps its own copies. */
    public MirrorResult {
        platforms = List.copyOf(platforms);
        entries = List.copyOf(entries);
    }

    /** Returns how many bytes were moved. */
    public long bytes() {
        return entries.stream().mapToLong(MirrorEntry::bytes).sum();
    }

    /** Returns those that the target does not have. */
    public List<MirrorEntry> missing() {
        return entries.stream().filter(entry -> !entry.isThere()).toList();
    }

    /** Returns how many images were there before. */
    public long present() {
        return entries.stream()
                .filter(entry -> entry.state() == MirrorEntry.State.PRESENT)
                .count();
    }

    /** Returns the whole in a line. */
    public String summary() {
        Map<MirrorEntry.State, Long> counts = new TreeMap<>();
        entries.forEach(entry -> counts.merge(entry.state(), 1L, Long::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((state, count) -> parts.add(count + " "
                + switch (state) {
                    case COPIED -> "copied";
                    case PRESENT -> "there already";
                    case FAILED -> "failed";
                    case FETCHED -> "fetched";
                    case MISSING -> "missing";
                    case DIFFERENT -> "different";
                    case DAMAGED -> "damaged";
                }));
        return String.format(
                Locale.ROOT, "%d images, %s; %.2f MB moved.", entries.size(), String.join(", ", parts), bytes() / 1e6);
    }

    /** Says which images are not in the target, and why. */
    String incomplete() {
        List<MirrorEntry> failed = missing().stream()
                .filter(entry -> entry.state() != MirrorEntry.State.FETCHED)
                .toList();
        boolean fetched = failed.size() < missing().size();
        String others = fetched
                ? "; the archive was left as it was, and a further run brings only what is missing"
                : failed.size() < entries.size()
                        ? "; the others are there, and a further run copies only what is missing"
                        : "";
        return failed.size() + " of " + entries.size() + " images could not be copied to " + target + others + ":\n"
                + reasons(failed);
    }

    /** Says which images in the target are others than those of the sources, or are not whole. */
    String different() {
        return missing().size() + " of " + entries.size() + " images in " + target
                + " are not those of their sources:\n"
                + reasons(missing().stream().map(MirrorEntry::compared).toList());
    }

    private static String reasons(List<MirrorEntry> entries) {
        return entries.stream()
                .map(entry -> "  " + entry.source() + ": " + entry.reason().orElse("it is not there"))
                .collect(Collectors.joining("\n"));
    }

    /** Writes the file beside its place and renames it. */
    void write(Path file) throws IOException {
        List<Json> images = new ArrayList<>();
        entries.forEach(entry -> images.add(entry.json()));
        Json.Members json = Json.object()
                .put("target", target)
                .put("platforms", platforms.isEmpty() ? Json.text("all") : Json.texts(platforms))
                .put("bytes", bytes())
                .put("milliseconds", milliseconds)
                .put("images", new Json.Array(images))
                .build();
        Replacement.write(file, JsonWriter.pretty(json).getBytes(StandardCharsets.UTF_8));
    }
}
