package io.github.kubespraymaven.verify.tar;

import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;

/**
 * An entry of a tar stream.
 *
 * @param path its name, without {@code ./} before and a slash behind
 * @param fields all that is said of it but its content, by what people call it, as text
 * @param size bytes of content
 */
public record TarItem(String path, SortedMap<String, String> fields, long size) {
    /** The field that tells what an entry is. */
    public static final String TYPE = "type";

    private static final String FILE = "file";

    /** Guards the fields, which entries may share. */
    public TarItem {
        fields = Collections.unmodifiableSortedMap(fields);
    }

    /** Returns what it is. */
    public String type() {
        return fields.getOrDefault(TYPE, FILE);
    }

    /** Returns the name of a type flag. */
    static String type(char flag, boolean directory) {
        return switch (flag) {
            case '\0', '0', '7' -> directory ? "directory" : FILE;
            case '1' -> "hard link";
            case '2' -> "symbolic link";
            case '3' -> "character device";
            case '4' -> "block device";
            case '5' -> "directory";
            case '6' -> "pipe";
            default -> String.format(Locale.ROOT, "entry of type 0x%02x", (int) flag);
        };
    }
}
