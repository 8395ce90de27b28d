package io.github.kubespraymaven.tree.tar;

import io.github.kubespraymaven.tree.TreeEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The 512 bytes before an entry (POSIX.1-2001, pax, "ustar Interchange Format"; v7 and GNU have the same fields but for the prefix).
 * What does not fit into its fields goes into a pax header before it; the fields then hold what fits.
 */
final class TarHeader {
    static final int BLOCK = 512;
    static final char FILE_V7 = '\0';
    static final char FILE = '0';
    static final char HARD_LINK = '1';
    static final char SYMLINK = '2';
    static final char CHARACTER_DEVICE = '3';
    static final char BLOCK_DEVICE = '4';
    static final char DIRECTORY = '5';
    static final char PIPE = '6';
    static final char PAX = 'x';
    static final char PAX_GLOBAL = 'g';
    static final char GNU_NAME = 'L';
    static final char GNU_TARGET = 'K';
    static final char GNU_SPARSE = 'S';

    /** The largest number that eleven octal digits write: sizes from 8 GiB on need a pax record. */
    static final long MAX_SIZE = 0_77777777777L;

    /** The largest number that seven octal digits write. */
    static final int MAX_ID = 0_7777777;

    /** Where something stands in the block. */
    record Field(int offset, int length) {
        private int end() {
            return offset + length;
        }
    }

    static final Field NAME = new Field(0, 100);
    static final Field MODE = new Field(100, 8);
    static final Field UID = new Field(108, 8);
    static final Field GID = new Field(116, 8);
    static final Field SIZE = new Field(124, 12);
    static final Field TIME = new Field(136, 12);
    static final Field CHECKSUM = new Field(148, 8);
    static final Field TARGET = new Field(157, 100);
    static final Field MAGIC = new Field(257, 8);
    static final Field USER = new Field(265, 32);
    static final Field GROUP = new Field(297, 32);
    static final Field MAJOR = new Field(329, 8);
    static final Field MINOR = new Field(337, 8);

    /** A longer path fits too when it can be cut at a slash: what is before it goes here, what is after it is the name. */
    private static final Field PREFIX = new Field(345, 155);

    private static final int FLAG = 156;

    /** The magic with its NUL, and the version. GNU's magic has a blank in the NUL's place. */
    private static final byte[] USTAR = "ustar\u000000".getBytes(StandardCharsets.US_ASCII);

    private static final int USTAR_MAGIC = 6;

    private final byte[] block;

    private TarHeader(byte[] block) {
        this.block = block;
    }

    /** Reads a block, whose bytes are nobody else's from now on. */
    static TarHeader of(byte[] block) {
        return new TarHeader(block);
    }

    /** Returns whether this path goes into the fields whole. */
    static boolean holds(byte[] path) {
        return path.length <= NAME.length() || cut(path) > 0;
    }

    /** Returns where the last slash is that leaves both sides short enough, or 0. A directory's own slash ends the name. */
    private static int cut(byte[] path) {
        for (int i = Math.min(PREFIX.length(), path.length - 2); i > 0 && path.length - i - 1 <= NAME.length(); i--) {
            if (path[i] == '/') {
                return i;
            }
        }
        return 0;
    }

    /** Returns the block; a path or link target too long for its field is cut off, which a pax record must make good. */
    static byte[] bytes(
            char flag, byte[] path, TreeEntry.Attributes attributes, long size, long seconds, byte[] linkTarget) {
        TarHeader header = new TarHeader(new byte[BLOCK]);
        int cut = path.length <= NAME.length() ? 0 : cut(path);
        if (cut > 0) {
            header.put(NAME, path, cut + 1, path.length);
            header.put(PREFIX, path, 0, cut);
        } else {
            header.put(NAME, path, 0, path.length);
        }
        header.putOctal(MODE, attributes.mode());
        header.putOctal(UID, Math.min(attributes.uid(), MAX_ID));
        header.putOctal(GID, Math.min(attributes.gid(), MAX_ID));
        header.putOctal(SIZE, Math.min(size, MAX_SIZE));
        header.putOctal(TIME, seconds);
        header.block[FLAG] = (byte) flag;
        header.put(TARGET, linkTarget, 0, linkTarget.length);
        header.put(MAGIC, USTAR, 0, USTAR.length);
        header.putOctal(MAJOR, 0);
        header.putOctal(MINOR, 0);
        header.putChecksum();
        return header.block;
    }

    private void put(Field field, byte[] value, int from, int to) {
        System.arraycopy(value, from, block, field.offset(), Math.min(field.length(), to - from));
    }

    private void putOctal(Field field, long value) {
        putOctal(field.offset(), field.length(), value);
    }

    private void putOctal(int offset, int length, long value) {
        long rest = value;
        for (int i = offset + length - 2; i >= offset; i--) {
            block[i] = (byte) ('0' + (rest & 7));
            rest >>>= 3;
        }
    }

    /** Written as six digits, NUL and a blank. */
    private void putChecksum() {
        Arrays.fill(block, CHECKSUM.offset(), CHECKSUM.end(), (byte) ' ');
        putOctal(CHECKSUM.offset(), CHECKSUM.length() - 1, sum());
        block[CHECKSUM.end() - 2] = 0;
    }

    /** The sum of all bytes, its own field counted as blanks. */
    private int sum() {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            boolean own = i >= CHECKSUM.offset() && i < CHECKSUM.end();
            sum += own ? ' ' : block[i] & 0xff;
        }
        return sum;
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
        OptionalLong stated = number(CHECKSUM);
        return stated.isPresent() && stated.getAsLong() == sum();
    }

    char flag() {
        return (char) (block[FLAG] & 0xff);
    }

    /** Returns the name: only ustar has the field that goes before it (GNU uses its place for other things). */
    byte[] name() {
        byte[] name = bytes(NAME);
        boolean ustar = Arrays.equals(block, MAGIC.offset(), MAGIC.offset() + USTAR_MAGIC, USTAR, 0, USTAR_MAGIC);
        if (!ustar || block[PREFIX.offset()] == 0) {
            return name;
        }
        byte[] prefix = bytes(PREFIX);
        return ByteBuffer.allocate(prefix.length + 1 + name.length)
                .put(prefix)
                .put((byte) '/')
                .put(name)
                .array();
    }

    /** Returns a text field's bytes, up to a NUL. */
    byte[] bytes(Field field) {
        int end = field.offset();
        while (end < field.end() && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, field.offset(), end);
    }

    /**
     * Returns a number: octal digits between blanks and NULs, or GNU's binary form; nothing for what is neither, below 0 or too
     * large.
     */
    OptionalLong number(Field field) {
        if ((block[field.offset()] & 0x80) != 0) {
            return binary(field);
        }
        int at = field.offset();
        while (at < field.end() && block[at] == ' ') {
            at++;
        }
        long value = 0;
        for (; at < field.end() && block[at] >= '0' && block[at] <= '7'; at++) {
            value = value << 3 | (block[at] - '0');
        }
        for (; at < field.end(); at++) {
            if (block[at] != ' ' && block[at] != 0) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(value);
    }

    private OptionalLong binary(Field field) {
        long value = block[field.offset()] & 0x7f;
        if ((value & 0x40) != 0) {
            return OptionalLong.empty();
        }
        for (int i = field.offset() + 1; i < field.end(); i++) {
            if (value > Long.MAX_VALUE >> 8) {
                return OptionalLong.empty();
            }
            value = value << 8 | (block[i] & 0xff);
        }
        return OptionalLong.of(value);
    }
}
