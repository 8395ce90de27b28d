package io.github.kubespraymaven.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class JsonReaderTest {
    private static final String DOCUMENT =
            """
            {"a": [1, -0.5e+3, 12345678901234567890, 0], "b": {"c": true, "d": false, "e": null, "": ""},
             "t\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9": "\u00fcber \\ud83d\\ude00", "f": [], "g": {}, "h": [[{}]]}""";

    private static final ObjectMapper OTHER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

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
        assertEquals("x.json, line 1, column 1: not JSON: is empty, where a value was expected", refusal(""));
        assertEquals("x.json, line 1, column 7: not JSON: the text ends within a string", refusal("[\"abc\\"));
        assertEquals(
                "x.json, line 2, column 8: not JSON: a comma or an object's end was expected, got '\"'",
                refusal("{\"a\": 1,\n \"b\":2 \"d\": 2}"));
        assertEquals("x.json, line 1, column 4: not JSON: something follows the end of the value", refusal("{} x"));
        assertEquals("x.json, line 1, column 12: not JSON: the name 'a' is there twice", refusal("{\"a\":1,\"a\":2}"));
        assertEquals("x.json, line 1, column 2: not JSON: a number starts with 0", refusal("[01]"));
        assertEquals("x.json, line 1, column 4: not JSON: a value was expected, got ']'", refusal("[1,]"));
        assertEquals("x.json, line 1, column 3: not JSON: no escape is written \\x", refusal("\"\\x\""));
        assertEquals(
                "x.json, line 1, column 2: not JSON: a control character stands in a string; it has to be escaped",
                refusal("\"\n\""));
        assertEquals("x.json, line 1, column 202: not JSON: is nested deeper than 200", refusal("[".repeat(100_000)));
        assertEquals(
                "x.json, line 1, column 1: not JSON: a number is longer than 1000 characters",
                refusal("1".repeat(1001)));
        assertEquals(
                "x.json, line 1, column 1: not JSON: a number has an absurdly large exponent", refusal("1e999999999"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] latin = "\"\u00fc\"".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "x.json, line 1, column 2: not JSON: a string is not UTF-8",
                assertThrows(JsonException.class, () -> compact(latin)).getMessage());
    }

    /** Another reader says what JSON is: a text with one or two characters changed is read by both, as the same, or by none. */
    @Property(tries = 3000)
    void anotherReaderReadsTheSame(
            @ForAll @IntRange(max = 180) int at,
            @ForAll @IntRange(max = 3) int removed,
            @ForAll @StringLength(max = 2) @CharRange(from = '\t', to = '\u00ff') String put)
            throws IOException {
        int start = Math.min(at, DOCUMENT.length());
        String changed =
                DOCUMENT.substring(0, start) + put + DOCUMENT.substring(Math.min(DOCUMENT.length(), start + removed));
        byte[] text = changed.getBytes(StandardCharsets.UTF_8);
        assertEquals(byOther(text), byOurs(text), changed);
    }

    private static String byOurs(byte[] text) {
        try {
            return plain(JsonReader.read(text, "x.json").value()).toString();
        } catch (JsonException e) {
            return "refused";
        }
    }

    private static String byOther(byte[] text) throws IOException {
        try {
            return plain(OTHER.readTree(text)).toString();
        } catch (JsonProcessingException | NumberFormatException e) {
            return "refused";
        }
    }

    private static Object plain(Json value) {
        if (value instanceof Json.Members members) {
            Map<String, Object> plain = new LinkedHashMap<>();
            members.values().forEach((name, member) -> plain.put(name, plain(member)));
            return plain;
        }
        if (value instanceof Json.Array array) {
            return array.items().stream().map(JsonReaderTest::plain).toList();
        }
        if (value instanceof Json.Decimal number) {
            return number.value().stripTrailingZeros();
        }
        return value instanceof Json.Text text ? "'" + text.value() : JsonWriter.compact(value);
    }

    private static Object plain(JsonNode value) {
        if (value.isObject()) {
            Map<String, Object> plain = new LinkedHashMap<>();
            value.fields().forEachRemaining(member -> plain.put(member.getKey(), plain(member.getValue())));
            return plain;
        }
        if (value.isArray()) {
            List<Object> plain = new ArrayList<>();
            value.forEach(item -> plain.add(plain(item)));
            return plain;
        }
        if (value.isNumber()) {
            if (Math.abs((long) value.decimalValue().scale()) > 10_000) {
                throw new NumberFormatException("bounded here, and not there");
            }
            return value.decimalValue().stripTrailingZeros();
        }
        return value.isTextual() ? "'" + value.textValue() : value.toString();
    }
}
