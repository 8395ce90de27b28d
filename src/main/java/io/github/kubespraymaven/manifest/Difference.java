package io.github.kubespraymaven.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What changed from one manifest to another.
 *
 * @param lines one an entry: {@code + name what} was added, {@code - name what} removed, {@code ~ name old -> new} changed; by name
 */
public record Difference(List<String> lines) {
    public Difference {
        lines = List.copyOf(lines);
    }

    public static Difference between(Manifest before, Manifest after) {
        List<String> lines = new ArrayList<>();
        Map<String, List<String>> old = contents(before);
        Map<String, List<String>> now = contents(after);
        now.forEach((name, what) -> {
            List<String> was = old.get(name);
            if (was == null) {
                lines.add("+ " + name + " " + String.join(", ", what));
            } else if (!was.equals(what)) {
                lines.add("~ " + name + " " + String.join(", ", was) + " -> " + String.join(", ", what));
            }
        });
        old.forEach((name, what) -> {
            if (!now.containsKey(name)) {
                lines.add("- " + name + " " + String.join(", ", what));
            }
        });
        return new Difference(lines);
    }

    /** One name may stand for several things: hosts may differ, and a name may be a file's and an image's. */
    private static Map<String, List<String>> contents(Manifest manifest) {
        Map<String, List<String>> contents = new LinkedHashMap<>();
        manifest.files().forEach(file -> add(contents, "file " + file.name(), file.url(), file.checksum()));
        manifest.images().forEach(image -> add(contents, "image " + image.name(), image.reference(), image.digest()));
        return contents;
    }

    private static void add(Map<String, List<String>> contents, String name, String what, Optional<String> hash) {
        List<String> all = contents.computeIfAbsent(name, absent -> new ArrayList<>());
        all.add(what
                + hash.map(value -> " (" + value.substring(0, Math.min(value.length(), 19)) + "…)")
                        .orElse(""));
    }
}
