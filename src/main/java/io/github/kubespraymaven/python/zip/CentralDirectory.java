package io.github.kubespraymaven.python.zip;

import io.github.kubespraymaven.python.PythonException.ZipException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where an archive's central directory is: APPNOTE.TXT 4.3.14 to 4.3.16, read from the end.
 *
 * @param offset of its first byte
 * @param size in bytes
 * @param count of its headers
 * @param tail the archive's last bytes, which often hold all of the directory
 * @param tailOffset where in the archive they start
 */
record CentralDirectory(long offset, long size, long count, ByteBuffer tail, long tailOffset) {
    /** The end record is at most this far from the end: 22 bytes and a comment of 65,535. */
    private static final int TAIL = 1 << 16;

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int END64 = 0x06064b50;
    private static final int END64_SIZE = 56;

    /** A wheel's directory has some 130 bytes a member; the largest known one has 24,050 members and 3 MB. */
    private static final long MAX_SIZE = 1 << 27;

    static CentralDirectory locate(ByteSource source, String what) throws IOException {
        long length = source.size();
        int tailLength = (int) Math.min(length, TAIL);
        long tailOffset = length - tailLength;
        ByteBuffer in = ByteBuffer.wrap(source.read(tailOffset, tailLength)).order(ByteOrder.LITTLE_ENDIAN);
        int end = endRecord(in, what);
        if (in.getShort(end + 4) != 0 || in.getShort(end + 6) != 0) {
            throw new ZipException(what, "is one part of a zip archive in several parts");
        }
        long here = Short.toUnsignedLong(in.getShort(end + 8));
        long count = Short.toUnsignedLong(in.getShort(end + 10));
        long size = Integer.toUnsignedLong(in.getInt(end + 12));
        long offset = Integer.toUnsignedLong(in.getInt(end + 16));
        long directoryEnd = tailOffset + end;
        int locator = end - LOCATOR_SIZE;
        if (locator >= 0 && in.getInt(locator) == LOCATOR) {
            long end64 = in.getLong(locator + 8);
            if (end64 != tailOffset + locator - END64_SIZE || end64 < tailOffset) {
                throw new ZipException(what, "its zip64 end record is not where its locator says");
            }
            int at = (int) (end64 - tailOffset);
            if (in.getInt(at) != END64 || in.getLong(at + 4) != END64_SIZE - 12) {
                throw new ZipException(what, "its zip64 end record is damaged");
            }
            here = agreed(here, 0xffff, in.getLong(at + 24), what);
            count = agreed(count, 0xffff, in.getLong(at + 32), what);
            size = agreed(size, 0xffff_ffffL, in.getLong(at + 40), what);
            offset = agreed(offset, 0xffff_ffffL, in.getLong(at + 48), what);
            directoryEnd = end64;
        }
        if (here != count || size < 0 || offset < 0 || size > MAX_SIZE || offset + size != directoryEnd) {
            throw new ZipException(
                    what,
                    "its end record says " + count + " members in " + size + " bytes at " + offset
                            + ", but the directory ends at " + directoryEnd);
        }
        return new CentralDirectory(offset, size, count, in, tailOffset);
    }

    /** The last one whose comment ends with the file; a comment that holds another one is ambiguous. */
    private static int endRecord(ByteBuffer tail, String what) throws ZipException {
        for (int at = tail.limit() - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END) {
                if (at + END_SIZE + Short.toUnsignedInt(tail.getShort(at + 20)) != tail.limit()) {
                    throw new ZipException(what, "something follows the end of the zip archive");
                }
                return at;
            }
        }
        throw new ZipException(what, "no zip archive, or only a part of one: it has no end record");
    }

    /** A 32-bit field is either full, and the 64-bit one counts, or both say the same. */
    private static long agreed(long classic, long full, long wide, String what) throws ZipException {
        if (classic != full && classic != wide) {
            throw new ZipException(what, "its two end records differ: " + classic + " and " + wide);
        }
        return wide;
    }

    /** Returns the directory's bytes, of which the tail has the last ones already. */
    ByteBuffer bytes(ByteSource source) throws IOException {
        byte[] all = new byte[(int) size];
        int missing = (int) Math.max(0, Math.min(size, tailOffset - offset));
        if (missing > 0) {
            System.arraycopy(source.read(offset, missing), 0, all, 0, missing);
        }
        int from = (int) Math.max(0, offset - tailOffset);
        tail.get(from, all, missing, (int) size - missing);
        return ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    }
}
