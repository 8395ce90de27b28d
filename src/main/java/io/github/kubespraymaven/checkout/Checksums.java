package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was found in files when they were last read. A file that has kept its size, its time of change to the nanosecond and
 * its identity in the file system is not read again, as git and make have it too: so an idle build reads none at all.
 */
public final class Checksums {
    /** Nothing is known. */
    public static final Checksums NONE = new Checksums(Map.of());

    /** Changes with what is written below, and with what {@link Secret} looks for. */
    private static final String FORMAT = "checkout-sums 2";

    private static final String NO_SECRET = "-";

    private final Map<String, Known> known;

    private Checksums(Map<String, Known> known) {
        this.known = known;
    }

    private record Known(String stamp, Digest digest, Optional<Secret> secret) {}

    /** Reads what {@link #write} gave; anything else tells nothing. */
    public static Checksums read(byte[] written) {
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
        return new Checksums(known);
    }

    private static Optional<Secret> secret(String word) {
        return word.equals(NO_SECRET) ? Optional.empty() : Optional.of(Secret.valueOf(word));
    }

    /** Returns what reading a file would tell, if that is known. */
    Optional<FoundFile.ReadFile> of(FoundFile.File file) {
        return Optional.ofNullable(known.get(file.path()))
                .filter(before -> before.stamp().equals(file.stamp().toString()))
                .map(before -> new FoundFile.ReadFile(file, before.digest(), before.secret()));
    }

    /** Writes down what is known of files that were read at some time. */
    static byte[] write(List<FoundFile> found, Instant readAt) {
        StringBuilder lines = new StringBuilder(FORMAT).append('\n');
        for (FoundFile item : found) {
            if (item instanceof FoundFile.ReadFile read
                    && read.file().stamp().settledAt(readAt)
                    && read.path().indexOf('\n') < 0
                    && read.path().indexOf('\r') < 0) {
                lines.append(read.file().stamp())
                        .append(' ')
                        .append(read.digest().hex());
                lines.append(' ').append(read.secret().map(Secret::name).orElse(NO_SECRET));
                lines.append(' ').append(read.path()).append('\n');
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }
}
