package io.github.kubespraymaven.checkout.git;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One entry of git's index.
 *
 * @param kind what the index says it is
 * @param objectId the id of its content, in hexadecimal digits: 40 of SHA-1 or 64 of SHA-256
 */
public record IndexEntry(Kind kind, String objectId) {
    private static final int SHA1_DIGITS = 40;

    /** What an entry can be (gitformat-index(5), "object type" and "unix permission"). */
    public enum Kind {
        FILE,
        EXECUTABLE,
        LINK,
        SUBMODULE
    }

    /** Tells whether these bytes are the entry's content, unchanged. */
    public boolean holds(byte[] content) {
        MessageDigest sum = start();
        sum.update(("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(sum.digest(content)).equals(objectId);
    }

    private MessageDigest start() {
        try {
            return MessageDigest.getInstance(objectId.length() == SHA1_DIGITS ? "SHA-1" : "SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1 and SHA-256", e);
        }
    }
}
