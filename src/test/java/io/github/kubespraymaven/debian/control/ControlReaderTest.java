package io.github.kubespraymaven.debian.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.debian.DebianException.MalformedControlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlReaderTest {
    private static final String TWO =
            """
            # a comment
            Package: jq
            Depends: libc6 (>= 2.34),
             libjq1,
            # in the middle
             tzdata
            Description: a filter
             of two lines
             .
             and a gap
            essential: YES


            Package:tcpdump
            Empty:
            """;

    @Test
    void paragraphsAreSeparatedByAnyNumberOfEmptyLines() throws Exception {
        List<Paragraph> all = ControlReader.readAll(TWO, "Packages");
        assertEquals(2, all.size());
        assertEquals(
                List.of("Package", "Depends", "Description", "essential"),
                all.get(0).names());
        assertEquals(List.of("Package", "Empty"), all.get(1).names());
        assertEquals("Packages:1", all.get(0).where());
        assertEquals("Packages:14", all.get(1).where());
    }

    @Test
    void aValueKeepsItsFurtherLinesAndUnfoldedJoinsThem() throws Exception {
        Paragraph jq = ControlReader.readAll(TWO, "Packages").get(0);
        assertEquals(Optional.of("a filter\n of two lines\n .\n and a gap"), jq.get("Description"));
        assertEquals(Optional.of("libc6 (>= 2.34), libjq1, tzdata"), jq.unfolded("Depends"));
    }

    @Test
    void fieldNamesMatchInAnyCase() throws Exception {
        Paragraph jq = ControlReader.readAll(TWO, "Packages").get(0);
        assertEquals(Optional.of("jq"), jq.get("PACKAGE"));
        assertTrue(jq.isYes("Essential"));
        assertFalse(jq.isYes("Package"));
    }

    @Test
    void anEmptyValueIsNotAMissingField() throws Exception {
        Paragraph tcpdump = ControlReader.readAll(TWO, "Packages").get(1);
        assertEquals(Optional.of(""), tcpdump.get("Empty"));
        assertEquals(Optional.empty(), tcpdump.get("Version"));
        assertEquals(
                "Packages:14: a paragraph without Version",
                assertThrows(NoSuchElementException.class, () -> tcpdump.require("Version"))
                        .getMessage());
    }

    @Test
    void linesMayEndInCarriageReturns() throws Exception {
        assertEquals(
                Optional.of("2"),
                ControlReader.readAll("A: 1\r\n\r\nB: 2\r\n", "x").get(1).get("B"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ' folded'       | x:1: a continuation line before any field
            'A: 1~no colon' | x:2: not a field: 'no colon'
            '-a: 1'         | x:1: not a field: '-a: 1'
            ': 1'           | x:1: not a field: ': 1'
            'A: 1~b: 2~a: 3'| x:3: the field a is given twice in a paragraph
            """)
    void whatIsNoControlDataIsRefusedWithItsLine(String text, String message) {
        assertEquals(
                message,
                assertThrows(MalformedControlException.class, () -> ControlReader.readAll(text.replace('~', '\n'), "x"))
                        .getMessage());
    }

    @Test
    void aParagraphWithoutEndIsRefusedBeforeItFillsTheMemory() {
        byte[] line = ("A: " + "x".repeat(1000)).getBytes(StandardCharsets.US_ASCII);
        InputStream endless = new SequenceInputStream(Collections.enumeration(IntStream.range(0, 10_000)
                .mapToObj(i -> (InputStream) new ByteArrayInputStream(line))
                .toList()));
        IOException refused = assertThrows(IOException.class, () -> new ControlReader(endless, "x").advance());
        assertEquals("x:0: a paragraph of more than 4194304 bytes", refused.getMessage());
    }
}
