package io.github.kubespraymaven.cache;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Small things that were found out once, under the digest of what they follow from: which blob a layer recipe gave, what a
 * resolution came to. A record is whole or absent: it carries its own checksum, over its kind and key too, and one that was
 * damaged or misplaced counts as none. Safe for use by many threads and processes; the last writer wins.
 */
public final class Records {
    /** Larger things are blobs. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]*");

    private final Path directory;
    private final Drafts drafts;

    Records(Path directory, Drafts drafts) {
        this.directory = directory;
        this.drafts = drafts;
    }

    /**
     * Returns what was kept under a key.
     *
     * @param kind what sort of thing it is: lower-case letters, digits and hyphens
     */
    public Optional<byte[]> find(String kind, Digest key) throws IOException {
        byte[] file;
        try (InputStream in = Files.newInputStream(place(kind, key))) {
            file = in.readNBytes(MAX_BYTES + Algorithm.SHA256.hexLength());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw drafts.failure(e);
        }
        int start = Algorithm.SHA256.hexLength();
        if (file.length < start) {
            return Optional.empty();
        }
        byte[] bytes = Arrays.copyOfRange(file, start, file.length);
        return Arrays.equals(file, 0, start, checksum(kind, key, bytes), 0, start)
                ? Optional.of(bytes)
                : Optional.empty();
    }

    /** Keeps something under a key, instead of what was there. */
    public void put(String kind, Digest key, byte[] bytes) throws IOException {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("a record of " + bytes.length + " bytes is too large: " + kind);
        }
        byte[] checksum = checksum(kind, key, bytes);
        try (Draft draft = drafts.create()) {
            draft.write(checksum, 0, checksum.length);
            draft.write(bytes, 0, bytes.length);
            draft.moveTo(place(kind, key), BlobStamp.of(bytes.length));
        }
    }

    private Path place(String kind, Digest key) {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("not a kind of record: '" + kind + "'");
        }
        return directory.resolve(kind).resolve(key.hex().substring(0, 2)).resolve(key.hex());
    }

    private static byte[] checksum(String kind, Digest key, byte[] bytes) {
        MessageDigest sum = Algorithm.SHA256.start();
        sum.update((kind + " " + key + "\n").getBytes(StandardCharsets.UTF_8));
        sum.update(bytes);
        return Digest.finish(sum).hex().getBytes(StandardCharsets.US_ASCII);
    }
}
