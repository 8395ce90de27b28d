package io.github.kubespraymaven.python.tag;

import io.github.kubespraymaven.python.text.SourceExcerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A compressed tag set, {@code py2.py3-none-any} (PEP 425, "Compressed Tag Sets"): every interpreter with every ABI with
 * every platform. All in lower case, none empty.
 */
public record TagSet(List<String> interpreters, List<String> abis, List<String> platforms) {
    /** More are refused: the product of three lists in a file name could otherwise be millions. */
    private static final int MOST_TAGS = 1000;

    private static final String WANTED = "wanted interpreter-abi-platform, each one or several with dots between them";

    public TagSet {
        interpreters = List.copyOf(interpreters);
        abis = List.copyOf(abis);
        platforms = List.copyOf(platforms);
        for (String interpreter : interpreters) {
            if (!isIdentifier(interpreter)) {
                throw new IllegalArgumentException(
                        "\"" + SourceExcerpt.of(interpreter)
                                + "\" is not an interpreter tag; wanted letters, digits and _ with no digit first, as in cp311");
            }
        }
        if (interpreters.isEmpty() || hasEmpty(abis) || hasEmpty(platforms)) {
            throw new IllegalArgumentException("the tag set \"" + String.join(".", interpreters) + "-"
                    + String.join(".", abis) + "-" + String.join(".", platforms) + "\" has an empty part; " + WANTED);
        }
        if ((long) interpreters.size() * abis.size() * platforms.size() > MOST_TAGS) {
            throw new IllegalArgumentException(
                    "the tag set stands for " + (long) interpreters.size() * abis.size() * platforms.size()
                            + " tags; wanted at most " + MOST_TAGS);
        }
    }

    /**
     * Reads a tag set in any case.
     *
     * @throws IllegalArgumentException when it is none, or one of more tags than anybody uses
     */
    public static TagSet parse(String text) {
        List<String> parts = split(text.toLowerCase(Locale.ROOT), '-');
        if (parts.size() != 3) {
            throw new IllegalArgumentException("\"" + SourceExcerpt.of(text) + "\" is not a tag set; " + WANTED);
        }
        return new TagSet(split(parts.get(0), '.'), split(parts.get(1), '.'), split(parts.get(2), '.'));
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>(3);
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static boolean hasEmpty(List<String> parts) {
        return parts.isEmpty() || parts.contains("");
    }

    private static boolean isIdentifier(String text) {
        if (text.isEmpty() || !(text.charAt(0) == '_' || Character.isUnicodeIdentifierStart(text.codePointAt(0)))) {
            return false;
        }
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            if (!Character.isUnicodeIdentifierPart(c) || Character.isIdentifierIgnorable(c)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return String.join(".", interpreters) + "-" + String.join(".", abis) + "-" + String.join(".", platforms);
    }
}
