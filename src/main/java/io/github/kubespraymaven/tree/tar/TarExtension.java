package io.github.kubespraymaven.tree.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What GNU's long-name entries or pax headers say about the entry after them, in place of its own fields. */
final class TarExtension {
    static final String SPARSE = TarMember.refusal("a sparse file");

    private static final String PATH = "path";
    private static final String TARGET = "linkpath";

    private final SortedMap<String, byte[]> records = new TreeMap<>();

    /** Takes an entry of GNU's: the name, up to a NUL. */
    void gnu(char flag, byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        records.put(flag == TarHeader.GNU_NAME ? PATH : TARGET, Arrays.copyOf(content, end));
    }

    /**
     * Takes a pax header: {@code "LENGTH KEY=VALUE\n"} again and again (POSIX.1-2001, pax Extended Header).
     *
     * @throws IOException if it is anything else, says a number that is none, or describes a sparse file
     */
    void pax(byte[] content) throws IOException {
        int at = 0;
        while (at < content.length) {
            int blank = at;
            while (blank < content.length && blank < at + 8 && content[blank] >= '0' && content[blank] <= '9') {
                blank++;
            }
            if (blank == at || blank == content.length || content[blank] != ' ') {
                throw new IOException("its pax header is malformed");
            }
            int end = at + Integer.parseInt(text(content, at, blank));
            int equals = blank + 1;
            while (equals < content.length && content[equals] != '=') {
                equals++;
            }
            if (end > content.length || equals >= end || content[end - 1] != '\n') {
                throw new IOException("its pax header is malformed");
            }
            record(text(content, blank + 1, equals), Arrays.copyOfRange(content, equals + 1, end - 1));
            at = end;
        }
    }

    private void record(String key, byte[] value) throws IOException {
        if (key.startsWith("GNU.sparse.")) {
            throw new IOException(SPARSE);
        }
        records.put(key, value);
        switch (key) {
            case "size", "uid", "gid" -> number(key);
            default -> {}
        }
    }

    /**
     * Requires that what is said of all entries is nothing that each has of its own: some readers heed it, some do not.
     *
     * @throws IOException if it is not so
     */
    void requireNothingOfEntries() throws IOException {
        for (String key : new String[] {PATH, TARGET, "size", "uid", "gid"}) {
            if (records.containsKey(key)) {
                throw new IOException("a pax header for all entries that says their " + key);
            }
        }
    }

    byte[] name(TarHeader header) {
        byte[] name = records.get(PATH);
        return name == null ? header.name() : name;
    }

    byte[] linkTarget(TarHeader header) {
        byte[] target = records.get(TARGET);
        return target == null ? header.bytes(TarHeader.TARGET) : target;
    }

    /**
     * Returns a number of an entry.
     *
     * @param key what the pax record would be named
     * @param field where it stands otherwise
     */
    OptionalLong number(String key, TarHeader header, TarHeader.Field field) throws IOException {
        return records.containsKey(key) ? OptionalLong.of(number(key)) : header.number(field);
    }

    private long number(String key) throws IOException {
        String digits = text(key).orElse("");
        if (!digits.matches("[0-9]{1,18}")) {
            throw new IOException("its pax header's " + key + " is not a number");
        }
        return Long.parseLong(digits);
    }

    /** Returns what a record says, as text. */
    Optional<String> text(String key) {
        return Optional.ofNullable(records.get(key)).map(value -> text(value, 0, value.length));
    }

    /** Returns all that is said, as text. */
    SortedMap<String, String> texts() {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Map.Entry<String, byte[]> entry : records.entrySet()) {
            texts.put(entry.getKey(), text(entry.getValue(), 0, entry.getValue().length));
        }
        return Collections.unmodifiableSortedMap(texts);
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
