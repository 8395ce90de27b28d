package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of comparing two images.
 *
 * @param platform for which they are
 * @param parts documents, then layers, in the expected image's order
 */
public record ComparisonResult(String platform, List<Part> parts) {
    /** Keeps its own copy. */
    public ComparisonResult {
        parts = List.copyOf(parts);
    }

    /**
     * A document or a layer.
     *
     * @param name of the part, for people
     * @param differences the first of them
     * @param count how many there are
     * @param rest what is said of those that are not listed; empty where all are
     */
    public record Part(String name, List<ImageDifference> differences, int count, String rest) {
        static Part of(String name, Findings findings) {
            return new Part(name, findings.told(), findings.count(), findings.rest());
        }

        /** Tells whether there is no difference. */
        public boolean same() {
            return count == 0;
        }

        /** Returns what is different, for people; nothing if nothing is. */
        public List<String> lines() {
            if (same()) {
                return List.of();
            }
            List<String> lines = new ArrayList<>();
            lines.add(name + ": " + count + (count == 1 ? " difference" : " differences"));
            for (ImageDifference one : differences) {
                lines.add("  " + one.line());
                one.excerpt().forEach(line -> lines.add("      " + line));
            }
            if (!rest.isEmpty()) {
                lines.add("  " + rest);
            }
            return lines;
        }

        /** Returns the same, for programs. */
        public Json.Members json() {
            List<Json> items = new ArrayList<>();
            for (ImageDifference one : differences) {
                Json.Builder item = Json.object().put("where", one.where()).put("what", one.what());
                if (!one.expected().isEmpty()) {
                    item.put("expected", one.expected());
                }
                if (!one.given().isEmpty()) {
                    item.put("given", one.given());
                }
                if (!one.excerpt().isEmpty()) {
                    item.put("excerpt", Json.texts(one.excerpt()));
                }
                items.add(item.build());
            }
            return Json.object()
                    .put("name", name)
                    .put("count", count)
                    .put("differences", new Json.Array(items))
                    .build();
        }
    }

    /** Tells whether there is no difference. */
    public boolean same() {
        return parts.stream().allMatch(Part::same);
    }

    /** Returns what is different, for people: each part that differs, and what of it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        parts.forEach(part -> lines.addAll(part.lines()));
        long same = parts.stream().filter(Part::same).count();
        if (same > 0) {
            lines.add("The other " + same + " of " + parts.size() + " parts (manifest, config, layers) are the same.");
        }
        return lines;
    }

    /** Returns the same, for programs. */
    public Json.Members json() {
        return Json.object()
                .put("platform", platform)
                .put("same", Json.bool(same()))
                .put(
                        "parts",
                        new Json.Array(parts.stream().<Json>map(Part::json).toList()))
                .build();
    }
}
