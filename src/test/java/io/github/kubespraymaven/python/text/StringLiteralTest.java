package io.github.kubespraymaven.python.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StringLiteralTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "'abc', abc",
                "\"it's\", it's",
                "'\\\\', \\",
                "'\\x41\\101\\u0041\\U00000041\\N{LATIN SMALL LETTER A}', AAAAa",
                "'\\d', \\d",
            })
    void escapesMeanWhatPythonMeans(String literal, String value) {
        assertEquals(Optional.of(value), StringLiteral.value(literal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'a\nb'", "'\\'", "'\\x4'", "'\\u12'", "'\\U00110000'", "'\\N{NO SUCH}'", "'\\N'", "'\u0000'"})
    void whatPythonRefusesIsRefused(String literal) {
        assertEquals(Optional.empty(), StringLiteral.value(literal));
    }

    @Test
    void anyValueCanBeWrittenAndRead() {
        for (String value : new String[] {"", "a", "\"", "'", "\"'", "\\", "\\\"", "\\'", "a\n\"", "\r\0"}) {
            assertEquals(Optional.of(value), StringLiteral.value(StringLiteral.of(value)), value);
        }
    }

    @Test
    void whiteSpaceIsPythons() {
        assertEquals("a b", Whitespace.strip("\u00a0\u2003\u001c\u0085a b\u3000\n"));
        assertEquals("\u200b", Whitespace.strip("\u200b"));
    }
}
