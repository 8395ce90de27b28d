package io.github.kubespraymaven.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The 512 bytes before an entry (POSIX.1-2001, pax, "ustar Interchange Format"). What does not fit into its fields goes
 * into a pax header before it; the fields then hold what fits.
 */
final class TarHeader {
    static final int BLOCK = 512;
    static final char FILE = '0';
    static final char HARD_LINK = '1';
    static final char SYMLINK = '2';
    static final char DIRECTORY = '5';
    static final char PAX = 'x';

    /** The largest number that eleven octal digits write: sizes from 8 GiB on need a pax record. */
    static final long MAX_SIZE = 0_77777777777L;

    /** The largest number that seven octal digits write. */
    static final int MAX_ID = 0_7777777;

    static final int MAX_NAME = 100;

    /** A longer path fits too when it can be cut at a slash: what is before it goes here, what is after it is the name. */
    private static final int MAX_PREFIX = 155;

    private static final byte[] MAGIC = "ustar\u000000".getBytes(StandardCharsets.US_ASCII);

    private final byte[] block = new byte[BLOCK];

    private TarHeader() {}

    /** Returns whether this path goes into the fields whole. */
    static boolean holds(byte[] path) {
        return path.length <= MAX_NAME || cut(path) > 0;
    }

    /** Returns where the last slash is that leaves both sides short enough, or 0. A directory's own slash ends the name. */
    private static int cut(byte[] path) {
        for (int i = Math.min(MAX_PREFIX, path.length - 2); i > 0 && path.length - i - 1 <= MAX_NAME; i--) {
            if (path[i] == '/') {
                return i;
            }
        }
        return 0;
    }

    /** Returns the block; a path or link target too long for its field is cut off, which a pax record must make good. */
    static byte[] of(
            char type, byte[] path, TreeEntry.Attributes attributes, long size, long seconds, byte[] linkTarget) {
        TarHeader header = new TarHeader();
        int cut = path.length <= MAX_NAME ? 0 : cut(path);
        if (cut > 0) {
            header.bytes(0, MAX_NAME, path, cut + 1, path.length);
            header.bytes(345, MAX_PREFIX, path, 0, cut);
        } else {
            header.bytes(0, MAX_NAME, path, 0, path.length);
        }
        header.octal(100, 8, attributes.mode());
        header.octal(108, 8, Math.min(attributes.uid(), MAX_ID));
        header.octal(116, 8, Math.min(attributes.gid(), MAX_ID));
        header.octal(124, 12, Math.min(size, MAX_SIZE));
        header.octal(136, 12, seconds);
        header.block[156] = (byte) type;
        header.bytes(157, MAX_NAME, linkTarget, 0, linkTarget.length);
        header.bytes(257, 8, MAGIC, 0, MAGIC.length);
        header.octal(329, 8, 0);
        header.octal(337, 8, 0);
        header.checksum();
        return header.block;
    }

    private void bytes(int offset, int length, byte[] value, int from, int to) {
        System.arraycopy(value, from, block, offset, Math.min(length, to - from));
    }

    private void octal(int offset, int length, long value) {
        long rest = value;
        for (int i = offset + length - 2; i >= offset; i--) {
            block[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
    }

    /** The sum of all bytes, its own field counted as blanks; written as six digits, NUL and a blank. */
    private void checksum() {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        octal(148, 7, sum);
        block[154] = 0;
    }
}
