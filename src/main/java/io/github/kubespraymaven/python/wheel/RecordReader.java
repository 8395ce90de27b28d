package io.github.kubespraymaven.python.wheel;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.PythonException.WheelException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a wheel's RECORD: comma-separated values in the dialect that Python's csv module reads by default. */
final class RecordReader {
    private static final int FIELDS = 3;
    private final String text;
    private final String what;
    private int at;
    private int line;

    private RecordReader(String text, String what) {
        this.text = text;
        this.what = what;
    }

    /**
     * Returns the rows by their paths.
     *
     * @throws WheelException if a row has not three fields, a path comes twice, or a hash is weak or none
     */
    static Map<String, RecordRow> read(String text, String what) throws WheelException {
        RecordReader reader = new RecordReader(text, what);
        Map<String, RecordRow> rows = new LinkedHashMap<>();
        while (reader.at < text.length()) {
            reader.line++;
            List<String> fields = reader.fields();
            if (fields.size() == 1 && fields.get(0).isEmpty()) {
                continue;
            }
            if (fields.size() != FIELDS) {
                throw reader.wrong("path, hash and size were wanted, got " + fields.size() + " fields");
            }
            RecordRow row = reader.row(fields.get(0), fields.get(1), fields.get(2));
            if (rows.putIfAbsent(row.path(), row) != null) {
                throw reader.wrong("lists " + row.path() + " twice");
            }
        }
        return rows;
    }

    private List<String> fields() throws WheelException {
        List<String> fields = new ArrayList<>(FIELDS);
        while (true) {
            fields.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (at >= text.length()) {
                return fields;
            }
            char end = text.charAt(at++);
            if (end == '\r' && at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            if (end != ',') {
                return fields;
            }
        }
    }

    private String plain() {
        int start = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private String quoted() throws WheelException {
        StringBuilder field = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                field.append('"');
                at++;
            } else if (at == text.length() || ",\r\n".indexOf(text.charAt(at)) >= 0) {
                return field.toString();
            } else {
                break;
            }
        }
        throw wrong("a quoted field does not end where it should");
    }

    private RecordRow row(String path, String hash, String size) throws WheelException {
        try {
            return new RecordRow(
                    path,
                    hash.isEmpty() ? Optional.empty() : Optional.of(digest(hash)),
                    size.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(size)));
        } catch (IllegalArgumentException e) {
            WheelException problem =
                    wrong("not a size, or not a hash of sha256, sha384 or sha512: '" + hash + "', '" + size + "'");
            problem.initCause(e);
            throw problem;
        }
    }

    private static Digest digest(String hash) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (hash.startsWith(algorithm.prefix() + "=")) {
                String value = hash.substring(algorithm.prefix().length() + 1);
                return Digest.of(algorithm, Base64.getUrlDecoder().decode(value));
            }
        }
        throw new IllegalArgumentException("unknown or weak hash function");
    }

    private WheelException wrong(String problem) {
        return new WheelException(what, "RECORD, row " + line + ": " + problem);
    }
}
