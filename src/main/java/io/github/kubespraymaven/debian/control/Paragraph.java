package io.github.kubespraymaven.debian.control;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * One paragraph. It keeps the bytes it was read from and decodes a field when it is asked for: of the twenty fields of
 * each of 60,000 packages an index needs ten, and most of those only as they are. Field names match in any case.
 */
public final class Paragraph {
    private final String source;
    private final long line;
    private final byte[] bytes;
    /** Of field n: [3n] start of its name, [3n+1] its colon, [3n+2] the end of its value. */
    private final int[] fields;

    Paragraph(String source, long line, byte[] bytes, int[] fields) {
        this.source = source;
        this.line = line;
        this.bytes = bytes;
        this.fields = fields;
    }

    /** The names of the fields, as written, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>(fields.length / 3);
        for (int i = 0; i < fields.length; i += 3) {
            names.add(text(fields[i], fields[i + 1]));
        }
        return names;
    }

    /**
     * The value of a field: the first line's text without the space around it, and every further line after a newline as
     * it stands, its first space included (its meaning is the field's own).
     */
    public Optional<String> get(String name) {
        int field = find(name);
        if (field < 0) {
            return Optional.empty();
        }
        String value = text(fields[field + 1] + 1, fields[field + 2]);
        int firstLine = value.indexOf('\n');
        return Optional.of(
                firstLine < 0 ? value.strip() : value.substring(0, firstLine).strip() + value.substring(firstLine));
    }

    /** As {@link #get}, with folded lines joined by one space: for relations and other fields that may be folded. */
    public Optional<String> unfolded(String name) {
        Optional<String> value = get(name);
        return value.isPresent() && value.get().indexOf('\n') >= 0 ? Optional.of(unfold(value.get())) : value;
    }

    private static String unfold(String value) {
        StringBuilder joined = new StringBuilder(value.length());
        for (int from = 0; from <= value.length(); ) {
            int newline = value.indexOf('\n', from);
            int end = newline < 0 ? value.length() : newline;
            joined.append(joined.length() == 0 ? "" : " ")
                    .append(value.substring(from, end).strip());
            from = end + 1;
        }
        return joined.toString().strip();
    }

    /**
     * As {@link #get}, of a field that must be there.
     *
     * @throws NoSuchElementException when it is not; the message says which paragraph lacks it
     */
    public String require(String name) {
        return get(name).orElseThrow(() -> new NoSuchElementException(where() + ": a paragraph without " + name));
    }

    /** True for {@code yes}, in any case. */
    public boolean isYes(String name) {
        return get(name).map(value -> value.equalsIgnoreCase("yes")).orElse(false);
    }

    /** Where the paragraph starts, as {@code name:line}. */
    public String where() {
        return source + ":" + line;
    }

    /** The paragraph as it was read, without the empty line that ended it. */
    @Override
    public String toString() {
        return text(0, bytes.length);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private int find(String name) {
        for (int i = 0; i < fields.length; i += 3) {
            if (fields[i + 1] - fields[i] == name.length() && matches(fields[i], name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(int at, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (lower(bytes[at + i]) != lower((byte) name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
}
