package io.github.kubespraymaven.manifest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What changed from one manifest to another.
 *
 * @param lines one an entry: {@code + name what} was added, {@code - name what} removed, {@code ~ name old -> new} changed; in the order
 *     of the later manifest, what was removed last
 */
public record ListDifference(List<String> lines) {
    public ListDifference {
        lines = List.copyOf(lines);
    }

    /** Compares by name; hashes are told where only they differ. */
    public static ListDifference between(Manifest before, Manifest after) {
        List<String> lines = new ArrayList<>();
        Map<String, List<Content>> old = contents(before);
        Map<String, List<Content>> now = contents(after);
        now.forEach((name, what) -> {
            List<Content> was = old.get(name);
            if (was == null) {
                lines.add("+ " + name + " " + text(what, false));
            } else if (!was.equals(what)) {
                boolean hashes = text(was, false).equals(text(what, false));
                lines.add("~ " + name + " " + text(was, hashes) + " -> " + text(what, hashes));
            }
        });
        old.forEach((name, what) -> {
            if (!now.containsKey(name)) {
                lines.add("- " + name + " " + text(what, false));
            }
        });
        return new ListDifference(lines);
    }

    private record Content(String what, Optional<String> hash) {
        String text(boolean withHash) {
            return withHash ? what + " (" + hash.orElse("no checksum") + ")" : what;
        }
    }

    private static String text(List<Content> contents, boolean withHash) {
        return contents.stream().map(content -> content.text(withHash)).collect(Collectors.joining(", "));
    }

    /** One name may stand for several things: hosts may differ, and a name may be a file's and an image's. */
    private static Map<String, List<Content>> contents(Manifest manifest) {
        Map<String, List<Content>> contents = new LinkedHashMap<>();
        manifest.files().forEach(file -> add(contents, "file " + file.name(), file.url(), file.checksum()));
        manifest.images().forEach(image -> add(contents, "image " + image.name(), image.reference(), image.digest()));
        manifest.charts().stream()
                // The file has been told.
                .filter(chart -> !contents.containsKey("file " + chart.name() + "_chart"))
                .forEach(chart -> add(
                        contents,
                        "chart " + chart.name(),
                        chart.repository() + " " + chart.version(),
                        Optional.empty()));
        return contents;
    }

    private static void add(Map<String, List<Content>> contents, String name, String what, Optional<String> hash) {
        contents.computeIfAbsent(name, absent -> new ArrayList<>()).add(new Content(what, hash));
    }
}
