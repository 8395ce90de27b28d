package io.github.kubespraymaven.debian.control;

import io.github.kubespraymaven.debian.DebianException.MalformedControlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads paragraphs from a stream, one at a time: a Packages file of 50 MB never stands in memory. Comment lines
 * ({@code #}) are left out, as deb822(5) has it. What is not a field, a continuation or a separator is an error, and so
 * are a field given twice and a paragraph of more than 4 MiB.
 */
public final class ControlReader {
    private static final int LARGEST_PARAGRAPH = 4 << 20;
    private static final int NONE = -1;

    private final String source;
    private final Lines lines;
    private final FieldNames kept;

    private byte[] paragraph = new byte[1 << 13];
    private int length;
    private long start;
    private int[] fields = new int[96];
    private int fieldInts;
    /** Of the kept field n: where it is in {@link #fields}, or {@link #NONE}. */
    private final int[] places;

    private boolean anyField;
    private boolean leavingOut;

    /** @param source the name that errors give, for example the file's */
    public ControlReader(InputStream in, String source) {
        this(in, source, List.of());
    }

    /**
     * Reads only some fields of each paragraph.
     *
     * @param kept their names, spelled as the source spells them: another case is another field here; none means all
     */
    public ControlReader(InputStream in, String source, List<String> kept) {
        this.source = source;
        this.lines = new Lines(in, source, LARGEST_PARAGRAPH);
        this.kept = new FieldNames(kept);
        this.places = new int[kept.size()];
    }

    /** All paragraphs of a text. */
    public static List<Paragraph> readAll(String text, String source) throws MalformedControlException {
        ControlReader reader =
                new ControlReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), source);
        List<Paragraph> all = new ArrayList<>();
        try {
            while (reader.advance()) {
                all.add(reader.paragraph());
            }
        } catch (MalformedControlException malformed) {
            throw malformed;
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
        return all;
    }

    /** Goes on to the next paragraph; false at the end. */
    public boolean advance() throws IOException {
        length = 0;
        fieldInts = 0;
        anyField = false;
        Arrays.fill(places, NONE);
        start = lines.number() + 1;
        while (lines.advance()) {
            if (!lines.isBlank()) {
                takeLine(lines.buffer(), lines.from(), lines.to());
            } else if (anyField) {
                break;
            } else {
                start = lines.number() + 1;
            }
        }
        return anyField;
    }

    /** The paragraph that was gone on to. */
    public Paragraph paragraph() {
        return new Paragraph(source, start, Arrays.copyOf(paragraph, length), Arrays.copyOf(fields, fieldInts));
    }

    /** Whether the paragraph has the kept field of that number, counted from 0. */
    public boolean has(int number) {
        return places[number] != NONE;
    }

    /** The bytes that fields' values stand in, to be looked at until the reader goes on. */
    public byte[] bytes() {
        return paragraph;
    }

    /** Where the value of a kept field begins that the paragraph has; with the space before it. */
    public int from(int number) {
        return fields[places[number] + 1] + 1;
    }

    /** Where the value of a kept field ends that the paragraph has: its last line's end. */
    public int to(int number) {
        return fields[places[number] + 2];
    }

    private void takeLine(byte[] text, int from, int to) throws MalformedControlException {
        byte first = text[from];
        if (first == '#') {
            return;
        }
        if (first != ' ' && first != '\t') {
            startField(text, from, to);
        } else if (!anyField) {
            throw malformed("a continuation line before any field");
        }
        if (!leavingOut) {
            append(text, from, to);
            fields[fieldInts - 1] = length - 1;
        }
    }

    private void startField(byte[] text, int from, int to) throws MalformedControlException {
        int colon = endOfName(text, from, to);
        if (colon == from || colon == to || text[colon] != ':' || text[from] == '-') {
            throw malformed("not a field: '" + excerpt(text, from, to) + "'");
        }
        anyField = true;
        int number = kept.find(text, from, colon);
        leavingOut = number < 0 && kept.size() > 0;
        if (leavingOut) {
            return;
        }
        if (number < 0 ? isGiven(text, from, colon) : has(number)) {
            String name = new String(text, from, colon - from, StandardCharsets.UTF_8);
            throw malformed("the field " + name + " is given twice in a paragraph");
        }
        if (number >= 0) {
            places[number] = fieldInts;
        }
        if (fieldInts + 3 > fields.length) {
            fields = Arrays.copyOf(fields, fields.length * 2);
        }
        fields[fieldInts] = length;
        fields[fieldInts + 1] = length + colon - from;
        fieldInts += 3;
    }

    private static int endOfName(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] != ':' && text[at] > ' ' && text[at] < 127) {
            at++;
        }
        return at;
    }

    private boolean isGiven(byte[] text, int from, int colon) {
        for (int i = 0; i < fieldInts; i += 3) {
            int size = fields[i + 1] - fields[i];
            if (size == colon - from && sameLetters(text, from, fields[i], size)) {
                return true;
            }
        }
        return false;
    }

    private boolean sameLetters(byte[] text, int from, int known, int size) {
        for (int i = 0; i < size; i++) {
            if (Paragraph.lower(text[from + i]) != Paragraph.lower(paragraph[known + i])) {
                return false;
            }
        }
        return true;
    }

    /** Appends a line, and the end that the last one may lack. */
    private void append(byte[] text, int from, int to) throws MalformedControlException {
        int size = to - from;
        if (length + size + 1 > LARGEST_PARAGRAPH) {
            throw malformed("a paragraph of more than " + LARGEST_PARAGRAPH + " bytes");
        }
        if (length + size + 1 > paragraph.length) {
            paragraph = Arrays.copyOf(paragraph, Math.max(paragraph.length * 2, length + size + 1));
        }
        System.arraycopy(text, from, paragraph, length, size);
        length += size;
        paragraph[length++] = '\n';
    }

    private static String excerpt(byte[] text, int from, int to) {
        return new String(text, from, Math.min(to - from, 60), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
    }

    private MalformedControlException malformed(String what) {
        return new MalformedControlException(source, lines.number(), what);
    }
}
