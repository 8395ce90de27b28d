package io.github.kubespraymaven.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where two contents differ, and how that looks.
 *
 * @param offset of the first byte that differs
 * @param lines that show it
 */
record Excerpt(long offset, List<String> lines) {
    private static final int CONTEXT = 2;
    private static final int LINES = 6;
    private static final int LINE = 120;
    private static final int HEX = 16;
    private static final int HEX_LINES = 2;

    /** Keeps its own copy. */
    Excerpt {
        lines = List.copyOf(lines);
    }

    /**
     * Returns the excerpt of two contents, or of the parts of them where they differ first.
     *
     * @param start how many bytes come before these
     * @param whole whether this is all there is
     */
    static Excerpt of(byte[] expected, byte[] given, long start, boolean whole) {
        int at = Arrays.mismatch(expected, given);
        int from = at < 0 ? Math.min(expected.length, given.length) : at;
        boolean text = whole && isText(expected) && isText(given);
        List<String> lines = text ? lines(text(expected), text(given)) : hex(expected, given, from, start);
        return new Excerpt(start + from, lines);
    }

    /** Returns a difference of content with this. */
    ImageDifference on(ImageDifference content) {
        return new ImageDifference(
                content.where(), "content, from byte " + offset + " on", content.expected(), content.given(), lines);
    }

    private static boolean isText(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static String[] text(byte[] bytes) {
        return bytes.length == 0 ? new String[0] : new String(bytes, StandardCharsets.UTF_8).split("(?<=\n)");
    }

    /** As unified diffs show it, but for what lies between the first and the last line that differ: that is one piece. */
    private static List<String> lines(String[] expected, String[] given) {
        int before = 0;
        while (before < Math.min(expected.length, given.length) && expected[before].equals(given[before])) {
            before++;
        }
        int after = 0;
        while (after < Math.min(expected.length, given.length) - before
                && expected[expected.length - 1 - after].equals(given[given.length - 1 - after])) {
            after++;
        }
        int context = Math.min(before, CONTEXT);
        List<String> lines = new ArrayList<>();
        lines.add("@@ line " + (before + 1) + " @@");
        for (int i = before - context; i < before; i++) {
            lines.add(" " + line(expected[i]));
        }
        some(lines, "-", expected, before, expected.length - after);
        some(lines, "+", given, before, given.length - after);
        if (after > 0) {
            lines.add(" " + line(expected[expected.length - after]));
        }
        return lines;
    }

    private static void some(List<String> lines, String sign, String[] all, int from, int to) {
        for (int i = from; i < Math.min(to, from + LINES); i++) {
            lines.add(sign + line(all[i]));
        }
        if (to - from > LINES) {
            lines.add(sign + "… and " + (to - from - LINES) + " more lines");
        }
    }

    private static String line(String text) {
        boolean ended = text.endsWith("\n");
        String plain = ended ? text.substring(0, text.length() - 1) : text;
        String shown = ImageDifference.shown(plain.length() > LINE ? plain.substring(0, LINE) + "…" : plain);
        return ended ? shown : shown + " (no line feed at the end)";
    }

    private static List<String> hex(byte[] expected, byte[] given, int at, long start) {
        int from = at - at % HEX;
        List<String> lines = new ArrayList<>();
        hex(lines, "-", expected, from, start);
        hex(lines, "+", given, from, start);
        return lines;
    }

    private static void hex(List<String> lines, String sign, byte[] bytes, int from, long start) {
        if (from >= bytes.length) {
            lines.add(sign + String.format(Locale.ROOT, "%08x  (ends here)", start + bytes.length));
        }
        for (int i = from; i < Math.min(bytes.length, from + HEX * HEX_LINES); i += HEX) {
            StringBuilder digits = new StringBuilder();
            StringBuilder characters = new StringBuilder();
            for (int j = i; j < Math.min(bytes.length, i + HEX); j++) {
                digits.append(String.format(Locale.ROOT, "%02x ", bytes[j] & 0xff));
                characters.append(bytes[j] >= ' ' && bytes[j] < 0x7f ? (char) bytes[j] : '.');
            }
            lines.add(sign + String.format(Locale.ROOT, "%08x  %-48s %s", start + i, digits, characters));
        }
    }
}
