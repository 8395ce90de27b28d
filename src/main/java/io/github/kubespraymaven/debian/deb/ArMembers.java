package io.github.kubespraymaven.debian.deb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The outer archive: the common ar format as deb(5) restricts it, without long names or symbol tables. Members come one
 * after the other.
 */
final class ArMembers {
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 60;

    private final InputStream in;
    private final String deb;
    private String name = "ar header";
    private long size;
    private long rest;

    /** Starts a file, whose magic is checked. */
    ArMembers(InputStream in, String deb) throws IOException {
        this.in = in;
        this.deb = deb;
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new DebException(deb, name, "not a Debian package: it does not start with '!<arch>'");
        }
    }

    /** Goes to the next member, over what is left of this one; empty at the end of the file. */
    Optional<String> next() throws IOException {
        skip();
        byte[] header = in.readNBytes(HEADER);
        if (header.length == 0) {
            return Optional.empty();
        }
        if (header.length < HEADER || header[58] != '`' || header[59] != '\n') {
            throw new DebException(
                    deb, name, "followed by " + (header.length < HEADER ? "less than" : "what is not") + " a header");
        }
        String field = field(header, 0, 16);
        name = field.endsWith("/") ? field.substring(0, field.length() - 1) : field;
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127 && c != '/')) {
            throw new DebException(deb, "ar header", "'" + field.replaceAll("[^!-~]", "?") + "' is no member's name");
        }
        String digits = field(header, 48, 10);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new DebException(deb, name, "its size is not a number");
        }
        size = Long.parseLong(digits);
        rest = size;
        return Optional.of(name);
    }

    /** The compressed size of the member that {@link #next} returned last. */
    long size() {
        return size;
    }

    /** How many bytes of the member have not been read. */
    long rest() {
        return rest;
    }

    /** The member's bytes. Not to be closed, and of no use after the next {@link #next}. */
    InputStream content() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (rest == 0) {
                    return -1;
                }
                int n = in.read(buffer, offset, (int) Math.min(length, rest));
                if (n < 0) {
                    throw cutOff();
                }
                rest -= n;
                return n;
            }
        };
    }

    private void skip() throws IOException {
        while (rest > 0) {
            long n = in.skip(rest);
            if (n <= 0) {
                if (in.read() < 0) {
                    throw cutOff();
                }
                n = 1;
            }
            rest -= n;
        }
        // Members begin at even offsets.
        if ((size & 1) == 1 && in.read() < 0) {
            throw cutOff();
        }
        size = 0;
    }

    private DebException cutOff() {
        return new DebException(deb, name, "cut off: " + rest + " of its " + size + " bytes are missing");
    }

    private static String field(byte[] header, int offset, int length) {
        return new String(header, offset, length, StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
