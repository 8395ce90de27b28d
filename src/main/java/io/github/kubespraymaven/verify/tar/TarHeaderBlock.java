package io.github.kubespraymaven.verify.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The 512 bytes before an entry. */
final class TarHeaderBlock {
    static final int SIZE = 512;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;

    private final byte[] bytes;

    /** Takes the bytes, which are nobody else's from now on. */
    TarHeaderBlock(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean isEmpty() {
        return Arrays.equals(bytes, new byte[SIZE]);
    }

    boolean isIntact() {
        int sum = 0;
        for (int i = 0; i < SIZE; i++) {
            boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
            sum += own ? ' ' : bytes[i] & 0xff;
        }
        try {
            return sum == number(CHECKSUM, CHECKSUM_LENGTH);
        } catch (IOException e) {
            return false;
        }
    }

    char flag() {
        return (char) (bytes[156] & 0xff);
    }

    /** What kind of tar it says to be: GNU's has no prefix. */
    String magic() {
        return text(257, 8).stripTrailing();
    }

    String name() {
        boolean prefixed = new String(bytes, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0") && bytes[345] != 0;
        return prefixed ? text(345, 155) + "/" + text(0, 100) : text(0, 100);
    }

    String text(int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }

    /** Octal digits between blanks and NULs, or GNU's binary form. */
    long number(int offset, int length) throws IOException {
        if ((bytes[offset] & 0x80) != 0) {
            long value = bytes[offset] & 0x7f;
            for (int i = offset + 1; i < offset + length; i++) {
                if (value > Long.MAX_VALUE >> 8) {
                    throw new IOException("a number that is too large");
                }
                value = value << 8 | (bytes[i] & 0xff);
            }
            return value;
        }
        String digits = text(offset, length).strip();
        if (!digits.matches("[0-7]{0,20}")) {
            throw new IOException("a number that is none");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
}
