package io.github.kubespraymaven.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
    private static final String DOCUMENT =
            """
            {"a": [1, -0.5e+3, 12345678901234567890, 0], "b": {"c": true, "d": false, "e": null, "": ""},
             "t\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9": "\u00fcber \\ud83d\\ude00", "f": [], "g": {}, "h": [[{}]]}""";

    private static String compact(byte[] text) throws JsonException {
        return JsonWriter.compact(JsonReader.read(text, "x.json").value());
    }

    private static String read(String text) throws JsonException {
        return compact(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text) {
        return String.valueOf(
                assertThrows(JsonException.class, () -> read(text)).getMessage());
    }

    @Test
    void whatIsReadIsWrittenAgain() throws JsonException {
        assertEquals(
                "{\"a\":[1,-500,12345678901234567890,0],\"b\":{\"c\":true,\"d\":false,\"e\":null,\"\":\"\"},"
                        + "\"t\\\"\\\\/\\b\\f\\n\\r\\t\u00e9\":\"\u00fcber \ud83d\ude00\",\"f\":[],\"g\":{},\"h\":[[{}]]}",
                read(DOCUMENT));
        assertEquals("\"\\u0001\\u001F\"", read("\"\\u0001\\u001f\""));
        assertEquals("7", read("\uFEFF 7 "));
    }

    @Test
    void whatIsNotJsonIsNamedWithItsPlace() {
        assertRefused("x.json: is empty, where JSON was expected", "");
        assertRefused("x.json, line 1, column 7: not JSON: ", "[\"abc\\");
        assertRefused("x.json, line 2, column 8: not JSON: ", "{\"a\": 1,\n \"b\":2 \"d\": 2}");
        assertRefused("x.json, line 1, column 6: something follows the end of the JSON value", "{}   7");
        assertRefused("x.json, line 1, column 11: not JSON: Duplicate field 'a'", "{\"a\":1,\"a\":2}");
        assertRefused("x.json, line 1, column 3: not JSON: ", "[01]");
        assertRefused("x.json, line 1, column 4: not JSON: ", "[1,]");
        assertRefused("x.json, line 1, column 3: not JSON: ", "\"\\x\"");
        assertRefused("x.json, line 1, column 2: not JSON: ", "\"\n\"");
        assertRefused("x.json, line 1, column 1: a number has an absurdly large exponent", "1e999999999");
    }

    @Test
    void whatIsTooDeepOrTooLongIsRefused() {
        assertTrue(refusal("[".repeat(100_000)).contains("exceeds the maximum allowed (200,"));
        assertTrue(refusal("1".repeat(1001)).contains("exceeds the maximum allowed (1000,"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] latin = "\"\u00fc\"".getBytes(StandardCharsets.ISO_8859_1);
        assertThrows(JsonException.class, () -> compact(latin));
    }

    private static void assertRefused(String start, String text) {
        String refusal = refusal(text);
        assertEquals(start, refusal.substring(0, Math.min(start.length(), refusal.length())), refusal);
    }
}
