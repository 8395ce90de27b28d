package io.github.kubespraymaven.digest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash functions in use: OCI and locks know only {@link #SHA256}, kubespray and the Python index the others too. */
public enum Algorithm {
    SHA256("sha256", "SHA-256", 32),
    SHA384("sha384", "SHA-384", 48),
    SHA512("sha512", "SHA-512", 64);

    private final String prefix;
    private final String jdkName;
    private final int bytes;

    Algorithm(String prefix, String jdkName, int bytes) {
        this.prefix = prefix;
        this.jdkName = jdkName;
        this.bytes = bytes;
    }

    /** Returns the name before the colon, as in {@code sha256:…}. */
    public String prefix() {
        return prefix;
    }

    /** Returns the length of a value, in hexadecimal digits. */
    public int hexLength() {
        return bytes * 2;
    }

    /** Returns a new, empty computation. */
    public MessageDigest start() {
        try {
            return MessageDigest.getInstance(jdkName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + jdkName, e);
        }
    }
}
