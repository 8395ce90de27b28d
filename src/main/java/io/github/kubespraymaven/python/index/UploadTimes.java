package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Upload times and sizes for pages that have none: HTML has no place for them. The software of the first index (Warehouse)
 * tells them in its own JSON API, {@code /pypi/NAME/json} beside {@code /simple/}, and mirrors that only know HTML pass
 * that on.
 */
final class UploadTimes {
    private record Known(Digest digest, Instant uploaded, long size) {}

    private final Map<String, Known> byFilename = new HashMap<>();

    private UploadTimes() {}

    /** Returns where the times of a project would be; empty if the index's address does not end in {@code /simple}. */
    static Optional<URI> address(URI index, ProjectName project) throws IndexException {
        String path = String.valueOf(index.getRawPath());
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.endsWith("/simple")
                ? Optional.of(Links.resolve(
                        index, trimmed.substring(0, trimmed.length() - 6) + "pypi/" + project.normalized() + "/json"))
                : Optional.empty();
    }

    static UploadTimes read(byte[] json, String what) throws IOException {
        UploadTimes times = new UploadTimes();
        JsonView releases = JsonReader.read(json, what).get("releases");
        for (String version : releases.members().keySet()) {
            for (JsonView file : releases.get(version).items()) {
                Optional<Digest> digest =
                        Links.digest("sha256", file.get("digests").get("sha256").text());
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

    /** How indexes write nearly all times: {@code 2026-11-01T12:34:56.123456Z}, with or without the fraction. */
    private static final Pattern USUAL =
            Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)T(\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d{6}))?Z");

    /**
     * Reads a time as RFC 3339 writes it. A project's page has thousands, for which the JDK's general parser takes longer than
     * for all else on it.
     */
    static Instant time(JsonView time) throws IOException {
        try {
            Matcher usual = USUAL.matcher(time.text());
            return usual.matches()
                    ? LocalDateTime.of(
                                    number(usual, 1),
                                    number(usual, 2),
                                    number(usual, 3),
                                    number(usual, 4),
                                    number(usual, 5),
                                    number(usual, 6),
                                    usual.group(7) == null ? 0 : number(usual, 7) * 1000)
                            .toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(time.text()).toInstant();
        } catch (DateTimeException e) {
            throw new IndexException(
                    time.what() + ", " + time.place() + ": not a time with an offset: '" + time.text() + "'", e);
        }
    }

    private static int number(Matcher usual, int group) {
        return Integer.parseInt(usual.group(group));
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
