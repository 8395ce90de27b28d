package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What was found in files when they were last read. A file that has kept its size, its time of change to the nanosecond and
 * its identity in the file system is not read again, as git and make have it too: so an idle build reads none at all.
 */
public final class Sums {
    /** Nothing is known. */
    public static final Sums NONE = new Sums(Map.of());

    /** Changes with what is written below, and with what {@link Secret} looks for. */
    private static final String FORMAT = "checkout-sums 1";

    /** A file changed this shortly before it was read may change again without another time, where times are coarse. */
    private static final Duration COARSEST = Duration.ofSeconds(2);

    private static final String NO_SECRET = "-";

    private final Map<String, Known> known;

    private Sums(Map<String, Known> known) {
        this.known = known;
    }

    private record Known(String stamp, Digest digest, Optional<Secret> secret) {}

    /** Reads what {@link #write} gave; anything else tells nothing. */
    public static Sums read(byte[] written) {
        Map<String, Known> known = new HashMap<>();
        List<String> lines = new String(written, StandardCharsets.UTF_8).lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(FORMAT)) {
            return NONE;
        }
        try {
            for (String line : lines.subList(1, lines.size())) {
                int stamp = line.indexOf(' ');
                int digest = line.indexOf(' ', stamp + 1);
                int secret = line.indexOf(' ', digest + 1);
                known.put(
                        line.substring(secret + 1),
                        new Known(
                                line.substring(0, stamp),
                                Digest.sha256(line.substring(stamp + 1, digest)),
                                secret(line.substring(digest + 1, secret))));
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return NONE;
        }
        return new Sums(known);
    }

    private static Optional<Secret> secret(String word) {
        return word.equals(NO_SECRET) ? Optional.empty() : Optional.of(Secret.valueOf(word));
    }

    /** Returns what reading a file would tell, if that is known. */
    Optional<Found.ReadFile> of(Found.File file) {
        return Optional.ofNullable(known.get(file.path()))
                .filter(before -> before.stamp().equals(stamp(file)))
                .map(before -> new Found.ReadFile(file, before.digest(), before.secret()));
    }

    /** Writes down what is known of files that were read at some time. */
    static byte[] write(List<Found> found, Instant readAt) {
        Instant settled = readAt.minus(COARSEST);
        StringBuilder lines = new StringBuilder(FORMAT).append('\n');
        for (Found item : found) {
            if (item instanceof Found.ReadFile read
                    && read.file().changed().toInstant().isBefore(settled)
                    && read.path().indexOf('\n') < 0
                    && read.path().indexOf('\r') < 0) {
                lines.append(stamp(read.file()))
                        .append(' ')
                        .append(read.digest().hex());
                lines.append(' ').append(read.secret().map(Secret::name).orElse(NO_SECRET));
                lines.append(' ').append(read.path()).append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String stamp(Found.File file) {
        FileTime changed = file.changed();
        return (file.size() + ";" + changed.to(TimeUnit.NANOSECONDS) + ";" + file.identity()).replace(' ', '_');
    }
}
