package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.index.IndexPages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An index drawn as a text: a file a line, {@code FILENAME [yanked] [python SPECIFIER]}, and below it, indented, what it
 * needs.
 */
final class DrawnIndex {
    private DrawnIndex() {}

    static IndexPages of(String drawing) {
        IndexPages pages = new IndexPages();
        Map<String, List<String>> files = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        String current = "";
        for (String line : drawing.split("\n", -1)) {
            String text = line.strip();
            if (line.startsWith(" ")) {
                metadata.merge(current, "Requires-Dist: " + text + "\n", String::concat);
            } else if (!text.isEmpty()) {
                String[] parts = text.split(" ", -1);
                String[] stem = parts[0].split("-", 3);
                String name = stem[0].replace('_', '-');
                String version = stem[1].replace(".tar.gz", "");
                current = parts[0];
                metadata.put(current, "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n");
                files.computeIfAbsent(name, any -> new ArrayList<>()).add(json(text));
            }
        }
        metadata.forEach((file, text) -> pages.put("/f/" + file + ".metadata", "text/plain", text));
        files.forEach((name, list) -> pages.put(
                "/simple/" + name + "/",
                "application/vnd.pypi.simple.v1+json",
                "{\"files\": [" + String.join(",", list) + "]}"));
        return pages;
    }

    static String hash(String file) {
        return Digest.of(file).hex();
    }

    private static String json(String line) {
        String file = line.split(" ", 2)[0];
        int python = line.indexOf(" python ");
        return "{\"filename\": \"" + file + "\", \"url\": \"/f/" + file + "\", \"hashes\": {\"sha256\": \"" + hash(file)
                + "\"}, \"core-metadata\": true, \"yanked\": " + line.contains(" yanked")
                + (python < 0 ? "" : ", \"requires-python\": \"" + line.substring(python + 8) + "\"") + "}";
    }
}
