package io.github.kubespraymaven.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubespraymaven.Oracles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares answers with those of the established tools, over all cases of an oracle file, and fails with every difference. */
public final class Parity {
    private static final int MOST_SHOWN = 40;

    private final List<String> differences = new ArrayList<>();
    private int compared;

    /** The oracle file of that name in the folder {@code python}; skips the calling test when there is none. */
    public static JsonNode oracle(String name) {
        try {
            return new ObjectMapper().readTree(Oracles.find("python/" + name).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes a difference when the two are not equal. */
    public void compare(String what, Object expected, Object actual) {
        compared++;
        if (!Objects.equals(expected, actual)) {
            differences.add(what + "\n    wanted " + expected + "\n    got    " + actual);
        }
    }

    /** Fails when there were differences, or when fewer cases than these were compared. */
    public void assertAllEqual(int atLeast) {
        String shown = String.join("\n", differences.subList(0, Math.min(MOST_SHOWN, differences.size())));
        assertEquals("", shown, () -> differences.size() + " of " + compared + " differ");
        if (compared < atLeast) {
            throw new AssertionError("compared " + compared + " cases only, the oracle should have " + atLeast);
        }
    }

    /** The texts of a JSON array. */
    public static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
