package io.github.kubespraymaven.python.zip;

import io.github.kubespraymaven.python.PythonException.ZipException;
import io.github.kubespraymaven.tree.TreePath;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the headers of a central directory (APPNOTE.TXT 4.3.12) and checks them against each other. */
final class DirectoryReader {
    private static final int HEADER = 0x02014b50;
    private static final int HEADER_SIZE = 46;
    private static final int LOCAL_HEADER_SIZE = 30;
    private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;
    private static final int PATCHED = 1 << 5;
    private static final int UTF_8 = 1 << 11;
    private static final int ZIP64 = 1;
    private static final long FULL = 0xffff_ffffL;
    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int SYMLINK = 0120000;

    /** Far above any distribution; PyTorch's largest wheels unpack to about 2 GiB. */
    private static final long MAX_UNPACKED = 8L << 30;

    /** What is smaller than this when unpacked does no harm, however well it was compressed. */
    private static final long HARMLESS = 16L << 20;

    /** Real wheels reach about 20; deflate itself ends at 1,032. */
    private static final long MAX_RATIO = 100;

    private final String what;
    private final CentralDirectory directory;
    private final Set<String> names = new HashSet<>();
    private final List<ZipMember> members = new ArrayList<>();

    private DirectoryReader(CentralDirectory directory, String what) {
        this.directory = directory;
        this.what = what;
    }

    /** Returns the files of an archive in the order of its directory; directories are checked and left out. */
    static List<ZipMember> read(CentralDirectory directory, ByteBuffer in, String what) throws ZipException {
        DirectoryReader reader = new DirectoryReader(directory, what);
        for (long i = 0; i < directory.count(); i++) {
            reader.header(in);
        }
        if (in.hasRemaining()) {
            throw new ZipException(what, "its directory is longer than its " + directory.count() + " headers");
        }
        reader.checkSizes();
        return reader.withLimits();
    }

    private void header(ByteBuffer in) throws ZipException {
        int at = in.position();
        if (in.remaining() < HEADER_SIZE || in.getInt(at) != HEADER) {
            throw new ZipException(what, "its directory is damaged at header " + (names.size() + 1));
        }
        int nameLength = Short.toUnsignedInt(in.getShort(at + 28));
        int extraLength = Short.toUnsignedInt(in.getShort(at + 30));
        int length = HEADER_SIZE + nameLength + extraLength + Short.toUnsignedInt(in.getShort(at + 32));
        if (in.remaining() < length) {
            throw new ZipException(what, "its directory ends within header " + (names.size() + 1));
        }
        int flags = Short.toUnsignedInt(in.getShort(at + 8));
        String name = name(in.slice(at + HEADER_SIZE, nameLength), (flags & UTF_8) != 0);
        String member = what + ", " + name;
        if ((flags & (ENCRYPTED | PATCHED)) != 0) {
            throw new ZipException(member, "is encrypted or a patch, which no wheel is");
        }
        int method = Short.toUnsignedInt(in.getShort(at + 10));
        if (method != 0 && method != 8) {
            throw new ZipException(member, "compression method " + method + ", where only deflate is used for wheels");
        }
        long[] sizes = sizes(in, at, nameLength, extraLength, member);
        int mode = in.getInt(at + 38) >>> 16;
        if (!names.add(name)) {
            throw new ZipException(member, "is there twice");
        }
        if (!isDirectory(name, mode, sizes[0], member)) {
            long crc = Integer.toUnsignedLong(in.getInt(at + 16));
            members.add(new ZipMember(name, method == 8, sizes[1], sizes[0], crc, mode, sizes[2], directory.offset()));
        }
        in.position(at + length);
    }

    private boolean isDirectory(String name, int mode, long size, String member) throws ZipException {
        int type = mode & TYPE;
        boolean directory = name.endsWith("/");
        if (type == SYMLINK) {
            throw new ZipException(member, "is a symbolic link, which a wheel cannot hold");
        }
        if ((type != 0 && type != (directory ? DIRECTORY : REGULAR)) || (directory && size != 0)) {
            throw new ZipException(member, "is neither a regular file nor a directory");
        }
        return directory;
    }

    /** Returns size, compressed size and offset of the local header (APPNOTE.TXT 4.4.8, 4.4.9, 4.4.16 and 4.5.3). */
    private long[] sizes(ByteBuffer in, int at, int nameLength, int extraLength, String member) throws ZipException {
        long[] values = {
            Integer.toUnsignedLong(in.getInt(at + 24)),
            Integer.toUnsignedLong(in.getInt(at + 20)),
            Integer.toUnsignedLong(in.getInt(at + 42))
        };
        int end = at + HEADER_SIZE + nameLength + extraLength;
        boolean found = false;
        for (int field = end - extraLength; field < end; ) {
            int length = field + 4 <= end ? Short.toUnsignedInt(in.getShort(field + 2)) : extraLength;
            if (field + 4 + length > end) {
                throw new ZipException(member, "its extra fields are damaged");
            }
            if (Short.toUnsignedInt(in.getShort(field)) == ZIP64) {
                if (found) {
                    throw new ZipException(member, "has its zip64 sizes twice");
                }
                found = true;
                zip64(in, field + 4, length, values, member);
            }
            field += 4 + length;
        }
        if (values[0] < 0 || values[1] < 0 || values[2] < 0 || Short.toUnsignedInt(in.getShort(at + 34)) != 0) {
            throw new ZipException(member, "has a size or place that cannot be");
        }
        return values;
    }

    /** The field holds exactly those of the three whose 32-bit field is full, in this order. */
    private static void zip64(ByteBuffer in, int at, int length, long[] values, String member) throws ZipException {
        int next = at;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == FULL && next + 8 <= at + length) {
                values[i] = in.getLong(next);
                next += 8;
            }
        }
        if (next != at + length) {
            throw new ZipException(member, "its zip64 sizes contradict its others");
        }
    }

    private String name(ByteBuffer raw, boolean utf8) throws ZipException {
        String name;
        try {
            // The other encoding is code page 437, which no writer of wheels means; ASCII is the same in both.
            name = (utf8 ? StandardCharsets.UTF_8 : StandardCharsets.US_ASCII)
                    .newDecoder()
                    .decode(raw)
                    .toString();
        } catch (CharacterCodingException e) {
            ZipException problem = new ZipException(what, "the name of member " + (names.size() + 1) + " is not UTF-8");
            problem.initCause(e);
            throw problem;
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (path.indexOf('\\') >= 0 || !TreePath.isPath(path)) {
            throw new ZipException(what, "a member's name leads out of the archive or is no path: '" + name + "'");
        }
        return name;
    }

    private void checkSizes() throws ZipException {
        long unpacked = 0;
        for (ZipMember member : members) {
            unpacked += Math.min(member.size(), MAX_UNPACKED + 1);
            if (unpacked > MAX_UNPACKED) {
                throw new ZipException(what, "unpacks to more than " + (MAX_UNPACKED >> 30) + " GiB");
            }
            if (!member.deflated() && member.size() != member.compressedSize()) {
                throw new ZipException(what + ", " + member.name(), "is stored, but has two different sizes");
            }
        }
        if (unpacked > HARMLESS && unpacked > MAX_RATIO * directory.offset()) {
            throw new ZipException(
                    what, "unpacks " + directory.offset() + " bytes to " + unpacked + ": a decompression bomb");
        }
    }

    /** No two members may share a byte: that is how one small block becomes many large files. */
    private List<ZipMember> withLimits() throws ZipException {
        List<ZipMember> byOffset = new ArrayList<>(members);
        byOffset.sort(Comparator.comparingLong(ZipMember::offset));
        List<ZipMember> result = new ArrayList<>(members.size());
        for (int i = 0; i < byOffset.size(); i++) {
            ZipMember member = byOffset.get(i);
            long limit = i + 1 < byOffset.size() ? byOffset.get(i + 1).offset() : directory.offset();
            if (member.compressedSize() > limit
                    || member.offset() + LOCAL_HEADER_SIZE + member.compressedSize() > limit) {
                throw new ZipException(what + ", " + member.name(), "overlaps with what follows it");
            }
            result.add(new ZipMember(
                    member.name(),
                    member.deflated(),
                    member.compressedSize(),
                    member.size(),
                    member.crc32(),
                    member.unixMode(),
                    member.offset(),
                    limit));
        }
        return result;
    }
}
