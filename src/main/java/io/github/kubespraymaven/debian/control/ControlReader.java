package io.github.kubespraymaven.debian.control;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads paragraphs from a stream, one at a time: a Packages file of 50 MB never stands in memory. Comment lines
 * ({@code #}) are left out, as deb822(5) has it. What is not a field, a continuation or a separator is an error, and so
 * are a field given twice and a paragraph of more than 4 MiB.
 */
public final class ControlReader {
    private static final int LARGEST_PARAGRAPH = 4 << 20;

    private final InputStream in;
    private final String source;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long line;

    /** The names of the fields to keep, by their lengths; empty to keep all. */
    private final byte[][][] kept;

    private byte[] paragraph = new byte[1 << 13];
    private int length;
    private int[] fields = new int[96];
    private int fieldInts;
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
        this.in = in;
        this.source = source;
        int longest = kept.stream().mapToInt(String::length).max().orElse(-1);
        this.kept = new byte[longest + 1][][];
        for (int size = 0; size <= longest; size++) {
            int wanted = size;
            this.kept[size] = kept.stream()
                    .filter(name -> name.length() == wanted)
                    .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                    .toArray(byte[][]::new);
        }
    }

    /** All paragraphs of a text. */
    public static List<Paragraph> readAll(String text, String source) throws MalformedControlException {
        ControlReader reader =
                new ControlReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), source);
        List<Paragraph> all = new ArrayList<>();
        try {
            for (Optional<Paragraph> next = reader.next(); next.isPresent(); next = reader.next()) {
                all.add(next.get());
            }
        } catch (MalformedControlException malformed) {
            throw malformed;
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory failed", impossible);
        }
        return all;
    }

    /** The next paragraph; empty at the end. */
    public Optional<Paragraph> next() throws IOException {
        length = 0;
        fieldInts = 0;
        anyField = false;
        long start = line + 1;
        while (true) {
            int from = length;
            if (!readLine()) {
                break;
            }
            if (isBlank(from)) {
                length = from;
                if (anyField) {
                    break;
                }
                start = line + 1;
            } else if (paragraph[from] == '#') {
                length = from;
            } else {
                takeLine(from);
            }
        }
        if (!anyField) {
            return Optional.empty();
        }
        return Optional.of(
                new Paragraph(source, start, Arrays.copyOf(paragraph, length), Arrays.copyOf(fields, fieldInts)));
    }

    private void takeLine(int from) throws MalformedControlException {
        byte first = paragraph[from];
        if (first == ' ' || first == '\t') {
            if (!anyField) {
                throw new MalformedControlException(source, line, "a continuation line before any field");
            }
            if (leavingOut) {
                length = from;
                return;
            }
        } else {
            int colon = from;
            while (colon < length && paragraph[colon] != ':' && paragraph[colon] > ' ' && paragraph[colon] < 127) {
                colon++;
            }
            if (colon == from || colon == length || paragraph[colon] != ':' || first == '-') {
                throw new MalformedControlException(source, line, "not a field: '" + excerpt(from) + "'");
            }
            anyField = true;
            leavingOut = !isKept(from, colon);
            if (leavingOut) {
                length = from;
                return;
            }
            requireNew(from, colon);
            if (fieldInts + 3 > fields.length) {
                fields = Arrays.copyOf(fields, fields.length * 2);
            }
            fields[fieldInts] = from;
            fields[fieldInts + 1] = colon;
            fieldInts += 3;
        }
        fields[fieldInts - 1] = length;
        append((byte) '\n');
    }

    private boolean isKept(int from, int colon) {
        int size = colon - from;
        if (size >= kept.length) {
            return kept.length == 0;
        }
        for (byte[] name : kept[size]) {
            if (Arrays.equals(paragraph, from, colon, name, 0, size)) {
                return true;
            }
        }
        return false;
    }

    private void requireNew(int from, int colon) throws MalformedControlException {
        for (int i = 0; i < fieldInts; i += 3) {
            int size = fields[i + 1] - fields[i];
            if (size == colon - from && sameLetters(fields[i], from, size)) {
                throw new MalformedControlException(
                        source, line, "the field " + excerpt(from).split(":")[0] + " is given twice in a paragraph");
            }
        }
    }

    private boolean sameLetters(int one, int other, int size) {
        for (int i = 0; i < size; i++) {
            if (Paragraph.lower(paragraph[one + i]) != Paragraph.lower(paragraph[other + i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isBlank(int from) {
        for (int i = from; i < length; i++) {
            if (paragraph[i] != ' ' && paragraph[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private String excerpt(int from) {
        String text = new String(paragraph, from, Math.min(length - from, 60), StandardCharsets.UTF_8);
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** Appends a line without its end (LF or CR LF) to the paragraph; false at the end of the stream. */
    private boolean readLine() throws IOException {
        boolean any = false;
        while (true) {
            if (position == limit) {
                position = 0;
                limit = Math.max(0, in.read(buffer));
                if (limit == 0) {
                    line += any ? 1 : 0;
                    return any;
                }
            }
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            append(position, end);
            if (end < limit) {
                position = end + 1;
                line++;
                if (length > 0 && paragraph[length - 1] == '\r') {
                    length--;
                }
                return true;
            }
            position = end;
        }
    }

    private void append(int from, int to) throws MalformedControlException {
        ensure(to - from);
        System.arraycopy(buffer, from, paragraph, length, to - from);
        length += to - from;
    }

    private void append(byte b) throws MalformedControlException {
        ensure(1);
        paragraph[length++] = b;
    }

    private void ensure(int more) throws MalformedControlException {
        if (length + more > LARGEST_PARAGRAPH) {
            throw new MalformedControlException(
                    source, line, "a paragraph of more than " + LARGEST_PARAGRAPH + " bytes");
        }
        if (length + more > paragraph.length) {
            paragraph = Arrays.copyOf(paragraph, Math.max(paragraph.length * 2, length + more));
        }
    }
}
