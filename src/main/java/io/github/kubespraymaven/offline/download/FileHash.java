package io.github.kubespraymaven.offline.download;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** The hashes of a file's bytes as they go by: the one that files.json records, and the one that the file must have. */
final class FileHash {
    private static final int BUFFER = 1 << 16;

    private final MessageDigest sha256 = Algorithm.SHA256.start();
    private final Algorithm algorithm;
    private final Optional<MessageDigest> other;

    /** Hashes for a file that must have this digest, where one is known. */
    FileHash(Optional<Digest> wanted) {
        this.algorithm = wanted.map(Digest::algorithm).orElse(Algorithm.SHA256);
        this.other = algorithm == Algorithm.SHA256 ? Optional.empty() : Optional.of(algorithm.start());
    }

    /** The hashes of a whole file. */
    record Result(Digest sha256, Digest other) {
        /** Returns the hash of the kind that the file must have. */
        Digest wanted() {
            return other;
        }
    }

    /** Returns the hashes of a file that is there. */
    static Result of(Path file, Optional<Digest> wanted) throws IOException {
        FileHash hash = new FileHash(wanted);
        try (InputStream in = Files.newInputStream(file)) {
            hash.update(in);
        }
        return hash.result();
    }

    /** Takes all bytes of a stream. */
    void update(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            update(buffer, 0, n);
        }
    }

    void update(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        if (other.isPresent()) {
            other.get().update(bytes, offset, length);
        }
    }

    /** Begins again. */
    void reset() {
        sha256.reset();
        other.ifPresent(MessageDigest::reset);
    }

    /** Returns the hashes of what has gone by so far, which may go on. */
    Result result() {
        Digest first = Digest.of(Algorithm.SHA256, soFar(sha256));
        return new Result(first, other.isPresent() ? Digest.of(algorithm, soFar(other.get())) : first);
    }

    private static byte[] soFar(MessageDigest sum) {
        try {
            return ((MessageDigest) sum.clone()).digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's own hash functions can be cloned", e);
        }
    }
}
