package io.github.kubespraymaven.build.image;

import io.github.kubespraymaven.json.Json;
import java.util.List;

/**
 * What came of comparing an image with the one that was expected.
 *
 * @param same whether nothing is different
 * @param lines for people: what was compared with what, and what is different
 * @param json the same for programs
 */
public record Verdict(boolean same, List<String> lines, Json.Members json) {
    /** Keeps its own copy. */
    public Verdict {
        lines = List.copyOf(lines);
    }
}
