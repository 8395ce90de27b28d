package io.github.kubespraymaven.python.wheel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Writes an installed distribution's RECORD as pip does: sorted by path, lines ended by CR LF, quoted where need be. */
final class RecordWriter {
    private static final Pattern SPECIAL = Pattern.compile("[,\"\r\n]");

    private RecordWriter() {}

    static byte[] write(Collection<RecordRow> rows) {
        List<RecordRow> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(RecordRow::path, RecordWriter::byCodePoint));
        StringBuilder text = new StringBuilder();
        for (RecordRow row : sorted) {
            text.append(quoted(row.path())).append(',').append(row.hash()).append(',');
            row.size().ifPresent(text::append);
            text.append("\r\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String field) {
        return SPECIAL.matcher(field).find() ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }

    /** Python compares texts by code points, Java by UTF-16 units. */
    private static int byCodePoint(String a, String b) {
        int end = Math.min(a.length(), b.length());
        for (int i = 0; i < end; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                boolean pairs = Character.isSurrogate(a.charAt(i)) || Character.isSurrogate(b.charAt(i));
                int at = pairs && i > 0 && Character.isHighSurrogate(a.charAt(i - 1)) ? i - 1 : i;
                return Integer.compare(a.codePointAt(at), b.codePointAt(at));
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
