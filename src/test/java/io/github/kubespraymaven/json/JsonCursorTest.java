package io.github.kubespraymaven.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonCursorTest {
    private static JsonCursor cursor(String text) throws JsonException {
        return new JsonCursor(text.getBytes(StandardCharsets.UTF_8), "x.json");
    }

    @Test
    void whatIsNotWantedIsPassedOver() throws JsonException {
        JsonCursor json = cursor(
                """
                {"a": {"b": [1, {"c": "\\"}"}, []], "d": {}}, "wanted": [true, null, "t", 12, 1e2], "e": -1.5}""");
        List<Object> found = new ArrayList<>();
        json.openObject();
        while (json.nextMember()) {
            found.add(json.name());
            if (!json.name().equals("wanted")) {
                json.skip();
                continue;
            }
            json.openArray();
            while (json.nextItem()) {
                found.add(
                        switch (json.kind()) {
                            case BOOL -> json.bool();
                            case NULL -> json.passNull() ? "nothing" : "";
                            case TEXT -> json.text();
                            default -> json.whole();
                        });
            }
        }
        json.end();
        assertEquals("[a, wanted, true, nothing, t, 12, 100, e]", found.toString());
    }

    @Test
    void whatIsPassedOverHasToBeJsonToo() {
        for (String broken :
                List.of("[1 2]", "{\"a\" 1}", "{1: 2}", "[tru]", "[1.]", "[-]", "{\"a\":1", "[\"a]", "[1,]")) {
            assertThrows(
                    JsonException.class,
                    () -> {
                        JsonCursor json = cursor(broken);
                        json.skip();
                        json.end();
                    },
                    broken);
        }
    }

    @Test
    void anotherKindThanWantedIsNamedWithItsPlace() {
        assertEquals(
                "x.json, line 1, column 2: wanted a whole number, got x",
                assertThrows(JsonException.class, () -> cursor(" \"x\"").whole())
                        .getMessage());
        assertEquals(
                "x.json, line 1, column 1: wanted a whole number, got 1.5",
                assertThrows(JsonException.class, () -> cursor("1.5").whole()).getMessage());
        assertEquals(
                "x.json, line 1, column 1: wanted a list, got {",
                assertThrows(JsonException.class, () -> cursor("{}").openArray())
                        .getMessage());
    }
}
