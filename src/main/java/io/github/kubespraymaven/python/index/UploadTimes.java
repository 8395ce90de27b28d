package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Upload times and sizes for pages that have none: HTML has no place for them. The software of the first index (Warehouse)
 * tells them in its own JSON API, {@code /pypi/NAME/json} beside {@code /simple/}, and mirrors that only know HTML pass
 * that on.
 */
final class UploadTimes {
    private static final String IN_SECONDS = "0000-00-00T00:00:00Z";
    private static final String IN_MICROSECONDS = "0000-00-00T00:00:00.000000Z";

    private record Known(Digest digest, Instant uploaded, long size) {}

    private final Map<String, Known> byFilename = new HashMap<>();

    private UploadTimes() {}

    /** Returns where the times of a project would be; empty if the index's address does not end in {@code /simple}. */
    static Optional<URI> address(URI index, ProjectName project) throws PythonException {
        String path = String.valueOf(index.getRawPath());
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.endsWith("/simple")
                ? Optional.of(PageLinks.resolve(
                        index, trimmed.substring(0, trimmed.length() - 6) + "pypi/" + project.normalized() + "/json"))
                : Optional.empty();
    }

    static UploadTimes read(byte[] json, String what) throws IOException {
        UploadTimes times = new UploadTimes();
        JsonView releases = JsonReader.read(json, what).get("releases");
        for (String version : releases.members().keySet()) {
            for (JsonView file : releases.get(version).items()) {
                Optional<Digest> digest = PageLinks.digest(
                        "sha256", file.get("digests").get("sha256").text());
                if (digest.isPresent()) {
                    times.byFilename.put(
                            file.get("filename").text(),
                            new Known(
                                    digest.get(),
                                    time(file.get("upload_time_iso_8601")),
                                    file.get("size").number()));
                }
            }
        }
        return times;
    }

    private static Instant time(JsonView time) throws IOException {
        try {
            return time(time.text());
        } catch (DateTimeException e) {
            throw new PythonException(
                    time.what() + ", " + time.place() + ": not a time with an offset: '" + time.text() + "'", e);
        }
    }

    /**
     * Reads a time as RFC 3339 writes it. Nearly all are {@code 2026-11-01T12:34:56.123456Z}, with or without the fraction: a
     * project's page has thousands, for which the JDK's general parser takes longer than for all else on it.
     *
     * @throws DateTimeException if it is none
     */
    static Instant time(String text) {
        boolean fraction = text.length() == IN_MICROSECONDS.length();
        if (!hasForm(text, fraction ? IN_MICROSECONDS : IN_SECONDS)) {
            return OffsetDateTime.parse(text).toInstant();
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        fraction ? number(text, 20, 26) * 1000 : 0)
                .toInstant(ZoneOffset.UTC);
    }

    /** Tells whether digits stand where the form has zeros, and the same characters elsewhere. */
    private static boolean hasForm(String text, String form) {
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(i);
            if (form.charAt(i) == '0' ? c < '0' || c > '9' : c != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int end) {
        return Integer.parseInt(text, from, end, 10);
    }

    /** Returns the file with what is known about it; the hash must be the same. */
    IndexFile complete(IndexFile file) {
        Known known = byFilename.get(file.filename().text());
        if (known == null || !file.digests().contains(known.digest())) {
            return file;
        }
        return new IndexFile(
                file.filename(),
                file.page(),
                file.href(),
                List.copyOf(file.digests()),
                file.requiresPython(),
                OptionalLong.of(known.size()),
                Optional.of(known.uploaded()),
                file.yanked(),
                file.sidecar());
    }
}
