package io.github.kubespraymaven.debian.deb;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The 512 bytes before an entry: v7, ustar and GNU share the fields that are read here. */
final class TarBlock {
    static final int SIZE = 512;
    private static final int CHECKSUM = 148;

    private final byte[] block;

    TarBlock(byte[] block) {
        this.block = block;
    }

    /** True for one of the two blocks that end an archive. */
    boolean isEmpty() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** True if the sum of its bytes is the one it states. */
    boolean isIntact() {
        int sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xff;
        }
        return sum == number(CHECKSUM, 8);
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    /** The name as bytes: only ustar has the field that goes before it (GNU uses its place for other things). */
    byte[] name() {
        byte[] name = bytes(0, 100);
        if (!new String(block, 257, 6, StandardCharsets.ISO_8859_1).equals("ustar\0") || block[345] == 0) {
            return name;
        }
        byte[] prefix = bytes(345, 155);
        return ByteBuffer.allocate(prefix.length + 1 + name.length)
                .put(prefix)
                .put((byte) '/')
                .put(name)
                .array();
    }

    byte[] linkTarget() {
        return bytes(157, 100);
    }

    long mode() {
        return number(100, 8);
    }

    long uid() {
        return number(108, 8);
    }

    long gid() {
        return number(116, 8);
    }

    long size() {
        return number(124, 12);
    }

    private byte[] bytes(int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return java.util.Arrays.copyOfRange(block, offset, end);
    }

    /** Octal digits between blanks and NULs, or GNU's binary form; -1 for what is neither or does not fit. */
    private long number(int offset, int length) {
        if ((block[offset] & 0x80) != 0) {
            return binary(offset, length);
        }
        int at = offset;
        int end = offset + length;
        while (at < end && block[at] == ' ') {
            at++;
        }
        long value = 0;
        for (; at < end && block[at] >= '0' && block[at] <= '7'; at++) {
            value = value << 3 | (block[at] - '0');
        }
        for (; at < end; at++) {
            if (block[at] != ' ' && block[at] != 0) {
                return -1;
            }
        }
        return value;
    }

    private long binary(int offset, int length) {
        long value = block[offset] & 0x7f;
        for (int i = offset + 1; i < offset + length; i++) {
            if (value > Long.MAX_VALUE >> 8) {
                return -1;
            }
            value = value << 8 | (block[i] & 0xff);
        }
        return value;
    }

    /** Decodes a name, which must be UTF-8 (Policy 10.10). */
    static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
