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

    private final byte[] block = new byte[BLOCK];

    private TarHeader() {}

    /** Returns the block; a name or link target too long for its field is cut, which a pax record must make good. */
    static byte[] of(char type, byte[] name, Entry.Attributes attributes, long size, long seconds, byte[] linkTarget) {
        TarHeader header = new TarHeader();
        header.bytes(0, MAX_NAME, name);
        header.octal(100, 8, attributes.mode());
        header.octal(108, 8, Math.min(attributes.uid(), MAX_ID));
        header.octal(116, 8, Math.min(attributes.gid(), MAX_ID));
        header.octal(124, 12, Math.min(size, MAX_SIZE));
        header.octal(136, 12, seconds);
        header.block[156] = (byte) type;
        header.bytes(157, MAX_NAME, linkTarget);
        header.bytes(257, 8, "ustar\u000000".getBytes(StandardCharsets.US_ASCII));
        header.octal(329, 8, 0);
        header.octal(337, 8, 0);
        header.checksum();
        return header.block;
    }

    private void bytes(int offset, int length, byte[] value) {
        System.arraycopy(value, 0, block, offset, Math.min(length, value.length));
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
