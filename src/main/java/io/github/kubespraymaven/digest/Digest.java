package io.github.kubespraymaven.digest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The hash of some bytes, written {@code ALGORITHM:HEX} with lower-case digits (OCI image specification, Descriptors).
 *
 * @param algorithm the hash function
 * @param hex the value, as many lower-case hexadecimal digits as the function gives
 */
public record Digest(Algorithm algorithm, String hex) implements Comparable<Digest> {

    /** Checks that the digits are as many as the algorithm gives, and lower-case hexadecimal. */
    public Digest {
        if (hex.length() != algorithm.hexLength() || !isLowerHex(hex)) {
            throw new IllegalArgumentException("not a " + algorithm.prefix() + " value (" + algorithm.hexLength()
                    + " lower-case hexadecimal digits): '" + hex + "'");
        }
    }

    /**
     * Reads {@code ALGORITHM:HEX}.
     *
     * @throws IllegalArgumentException if the text is anything else, or names an algorithm that is not known
     */
    public static Digest parse(String text) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (text.startsWith(algorithm.prefix() + ":")) {
                return new Digest(algorithm, text.substring(algorithm.prefix().length() + 1));
            }
        }
        throw new IllegalArgumentException("not a digest (sha256:…, sha384:… or sha512:…): '" + text + "'");
    }

    /** Returns the sha256 digest that these 64 hexadecimal digits write. */
    public static Digest sha256(String hex) {
        return new Digest(Algorithm.SHA256, hex);
    }

    /** Returns the sha256 digest of these bytes. */
    public static Digest of(byte[] bytes) {
        return of(Algorithm.SHA256, Algorithm.SHA256.start().digest(bytes));
    }

    /** Returns the sha256 digest of this text's UTF-8 bytes. */
    public static Digest of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the sha256 digest of all bytes of a stream, which stays open. */
    public static Digest of(InputStream in) throws IOException {
        MessageDigest sum = Algorithm.SHA256.start();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            sum.update(buffer, 0, n);
        }
        return finish(sum);
    }

    /** Ends a sha256 computation and returns its value. */
    public static Digest finish(MessageDigest sha256) {
        return of(Algorithm.SHA256, sha256.digest());
    }

    /** Returns the digest with this raw value. */
    public static Digest of(Algorithm algorithm, byte[] value) {
        return new Digest(algorithm, HexFormat.of().formatHex(value));
    }

    /** Returns the first 12 hexadecimal digits: enough to name a thing to a person. */
    public String brief() {
        return hex.substring(0, 12);
    }

    private static boolean isLowerHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Digest other) {
        int byAlgorithm = algorithm.compareTo(other.algorithm);
        return byAlgorithm != 0 ? byAlgorithm : hex.compareTo(other.hex);
    }

    // Written out: a record's own are put together out of method handles when they are first called, which costs a cold
    // JVM
    // more than all that a build does with them.
    @Override
    public boolean equals(Object other) {
        return other instanceof Digest digest && algorithm == digest.algorithm && hex.equals(digest.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public String toString() {
        return algorithm.prefix() + ":" + hex;
    }
}
