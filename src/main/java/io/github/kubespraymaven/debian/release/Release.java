package io.github.kubespraymaven.debian.release;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.debian.DebianException.MalformedControlException;
import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.digest.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * A Release file.
 *
 * @param name what it is, for errors
 * @param codename such as {@code bookworm-updates}
 * @param suite such as {@code oldstable-updates}
 * @param date when it was made
 * @param validUntil after which it may not be used; many suites that no longer change have none
 * @param byHash whether the archive keeps files under their hashes too
 * @param architectures for which there are packages
 * @param files all files it vouches for with a sha256, by path
 */
public record Release(
        String name,
        String codename,
        String suite,
        Instant date,
        Optional<Instant> validUntil,
        boolean byHash,
        Set<String> architectures,
        Map<String, ReleaseFile> files) {
    /** apt's Acquire::Max-FutureTime: clocks differ a little. */
    private static final Duration FUTURE = Duration.ofSeconds(10);

    /**
     * In the order of preference. gzip's lists are a third larger than xz's, a quarter of a second at 100 Mbit/s; xz takes
     * a cold JVM four seconds to unpack, gzip a third of one.
     */
    private static final List<String> PACKAGES = List.of(".gz", ".xz", "");

    static Release parse(String text, String name) throws DebianException {
        try {
            List<Paragraph> paragraphs = ControlReader.readAll(text, name);
            if (paragraphs.size() != 1) {
                throw new DebianException(name + ": one paragraph is wanted, got " + paragraphs.size() + " of them");
            }
            Paragraph release = paragraphs.get(0);
            Optional<String> validUntil = release.get("Valid-Until");
            return new Release(
                    name,
                    release.get("Codename").orElse(""),
                    release.get("Suite").orElse(""),
                    instant(release.require("Date")),
                    validUntil.isEmpty() ? Optional.empty() : Optional.of(instant(validUntil.get())),
                    release.isYes("Acquire-By-Hash"),
                    Set.of(release.get("Architectures").orElse("").strip().split("\\s+")),
                    files(release));
        } catch (MalformedControlException | RuntimeException malformed) {
            throw new DebianException(name + ": not a Release file: " + malformed.getMessage(), malformed);
        }
    }

    /** The signed name must be the one asked for: else a mirror could answer with another suite. */
    public Release requireSuite(String wanted) throws DebianException {
        if (!wanted.equals(codename) && !wanted.equals(suite)) {
            throw new DebianException(
                    name + ": the suite " + wanted + " is wanted, got " + codename + " (" + suite + ")");
        }
        return this;
    }

    Release requireValid(Instant at) throws DebianException {
        if (date.isAfter(at.plus(FUTURE))) {
            throw new DebianException(name + ": made at " + date + ", after " + at + ", which it is used for"
                    + ". Check the clock, or the pinned instant");
        }
        if (validUntil.isPresent() && at.isAfter(validUntil.get())) {
            throw new DebianException(name + ": expired at " + validUntil.get() + ", before " + at
                    + ", which it is used for. Use a mirror that is up to date, or a snapshot with a pinned instant");
        }
        return this;
    }

    /**
     * The list of packages of one component and architecture, in the form that is soonest read: gzip, xz, or as it is. It
     * holds the packages of architecture {@code all} too.
     *
     * @throws DebianException when the release vouches for none
     */
    public ReleaseFile packages(String component, String architecture) throws DebianException {
        String path = component + "/binary-" + architecture + "/Packages";
        for (String suffix : PACKAGES) {
            ReleaseFile file = files.get(path + suffix);
            if (file != null) {
                return file;
            }
        }
        throw new DebianException(name + ": no " + path + " in it; it has packages for "
                + String.join(", ", architectures.stream().sorted().toList()));
    }

    private static Map<String, ReleaseFile> files(Paragraph release) {
        Map<String, ReleaseFile> files = new LinkedHashMap<>();
        for (String line : release.require("SHA256").split("\n")) {
            if (line.isBlank()) {
                continue;
            }
            StringTokenizer words = new StringTokenizer(line);
            if (words.countTokens() != 3) {
                throw new IllegalArgumentException("hash, size and name are wanted, got '" + line.strip() + "'");
            }
            Digest sum = Digest.sha256(words.nextToken());
            long size = Long.parseUnsignedLong(words.nextToken());
            String path = words.nextToken();
            requireInside(path);
            files.put(path, new ReleaseFile(path, sum, size));
        }
        return files;
    }

    private static void requireInside(String path) {
        String around = "/" + path + "/";
        if (around.contains("//") || around.contains("/./") || around.contains("/../")) {
            throw new IllegalArgumentException("a file outside of the archive: '" + path + "'");
        }
    }

    private static Instant instant(String date) {
        int zone = date.lastIndexOf(' ');
        String name = date.substring(zone + 1);
        if (!Set.of("UTC", "GMT", "Z", "+0000").contains(name)) {
            throw new IllegalArgumentException("a date in UTC is wanted, got '" + date + "'");
        }
        try {
            // RFC 1123's format is read with English names in every locale, but knows UTC as GMT only.
            return ZonedDateTime.parse(date.substring(0, zone) + " GMT", DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException malformed) {
            throw new IllegalArgumentException("not a date: '" + date + "'", malformed);
        }
    }
}
