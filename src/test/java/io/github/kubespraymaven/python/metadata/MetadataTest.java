package io.github.kubespraymaven.python.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void fieldsAreReadInTheirShapes() {
        RawMetadata raw = RawMetadata.parse(
                bytes(
                        """
                        Metadata-Version: 2.4
                        name:  Foo.Bar
                        KEYWORDS: a , b,c
                        Requires-Dist: x>=1
                        requires-dist: y; extra == "t"
                        Project-URL: Home, https://example.org/a,b
                        Project-URL: Docs
                        License: one
                              two
                        Author: Jürgen
                        X-Other: 1

                        The text:
                        Name: no field
                        """));
        assertEquals(Optional.of("Foo.Bar"), raw.text(MetadataField.NAME));
        assertEquals(List.of("a", "b", "c"), raw.list(MetadataField.KEYWORDS));
        assertEquals(List.of("x>=1", "y; extra == \"t\""), raw.list(MetadataField.REQUIRES_DIST));
        assertEquals("{Home=https://example.org/a,b, Docs=}", raw.projectUrls().toString());
        assertEquals(Optional.of("one\n      two"), raw.text(MetadataField.LICENSE));
        assertEquals(Optional.of("Jürgen"), raw.text(MetadataField.AUTHOR));
        assertEquals(Optional.of("The text:\nName: no field\n"), raw.text(MetadataField.DESCRIPTION));
        assertEquals(Map.of("x-other", List.of("1")), raw.unparsed());
    }

    @Test
    void whatCannotBePlacedIsKeptApart() {
        RawMetadata raw = RawMetadata.parse(
                bytes("Version: 1\nVersion: 2\nDescription: here\nProject-URL: a,b\nProject-URL: a,c\n\nand here"));
        assertEquals(
                "{version=[1, 2], project-url=[a,b, a,c], description=[here, and here]}",
                raw.unparsed().toString());
        assertEquals(Map.of(), raw.texts());
    }

    @Test
    void whatIsNotUtf8IsKeptApart() {
        RawMetadata raw = RawMetadata.parse("Author: J\u00fcrgen\nName: x\n".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("{author=[Jürgen]}", raw.unparsed().toString());
        assertEquals(Optional.of("x"), raw.text(MetadataField.NAME));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "A: 1~B: 2~~body|{a=[1], b=[2]}|body",
                "A: 1~no colon~B: 2~|{a=[1]}|no colon~B: 2~",
                "A : 1~|{}|A : 1~",
                " stray~A: 1~|{a=[1]}|",
                ":nameless~ more~A: 1~|{a=[1]}|",
                "From me~A: 1~|{a=[1]}|",
                "A: 1~ ~B: 2~|{a=[1~ ], b=[2]}|",
                "A:~ 1~|{a=[~ 1]}|",
                "~A: 1~|{}|A: 1~",
                "|{}|",
            })
    void headersEndWhereALineIsNone(String text, String values, String body) {
        Headers headers = Headers.parse(String.valueOf(text == null ? "" : text).replace('~', '\n'));
        assertEquals(values, headers.values().toString().replace('\n', '~'));
        assertEquals(body == null ? "" : body, headers.body().replace('\n', '~'));
    }
}
