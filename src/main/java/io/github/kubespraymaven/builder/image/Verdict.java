package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.json.Json;
import java.util.List;

/**
 * What came of comparing an image with the one that was expected.
 *
 * @param same whether nothing is different, and nothing was left out
 * @param finding what the image is, as the end of a sentence that begins with its address
 * @param lines for people: what was compared with what, what is different, and what was not read
 * @param json the same for programs
 */
public record Verdict(boolean same, String finding, List<String> lines, Json.Members json) {
    /** Keeps its own copy. */
    public Verdict {
        lines = List.copyOf(lines);
    }
}
