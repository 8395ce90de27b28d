package io.github.kubespraymaven.python.zip;

import io.github.kubespraymaven.python.PythonException.ZipException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** An archive whose directory was read and checked, and whose members can be read in any order. */
public final class ZipArchive {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int LOCAL_HEADER_SIZE = 30;
    private static final int CHUNK = 1 << 16;

    private final ByteSource source;
    private final String what;
    private final Map<String, ZipMember> members;
    /** A decompressor, to be used again: making one for each of 24,000 members costs more than their bytes. */
    private final AtomicReference<@Nullable Inflater> spare = new AtomicReference<>();

    private ZipArchive(ByteSource source, String what, List<ZipMember> members) {
        this.source = source;
        this.what = what;
        Map<String, ZipMember> byName = new LinkedHashMap<>();
        members.forEach(member -> byName.put(member.name(), member));
        this.members = Collections.unmodifiableMap(byName);
    }

    /**
     * Reads an archive's directory: its last 64 KiB, and once more where the directory is longer than that.
     *
     * @param what what the archive is, for errors
     * @throws ZipException if it is damaged or hostile: several parts, encryption, links, names that lead out of it or come
     *     twice, members that overlap, or more than 100 times as many bytes unpacked as there are in it
     */
    public static ZipArchive open(ByteSource source, String what) throws IOException {
        CentralDirectory directory = CentralDirectory.locate(source, what);
        return new ZipArchive(source, what, DirectoryReader.read(directory, directory.bytes(source), what));
    }

    /** Returns all files by their names, in the order in which they lie in the archive. */
    public Map<String, ZipMember> members() {
        return members;
    }

    /** Returns the file of that name. */
    public Optional<ZipMember> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Returns what the archive is, as errors name it. */
    public String what() {
        return what;
    }

    /**
     * Returns all bytes of a member.
     *
     * @param most how many they may be
     * @throws ZipException if they are more, or damaged
     */
    public byte[] read(ZipMember member, int most) throws IOException {
        if (member.size() > most) {
            throw new ZipException(
                    what + ", " + member.name(), "has " + member.size() + " bytes, where at most " + most + " can be");
        }
        try (InputStream in = open(member)) {
            return in.readAllBytes();
        }
    }

    /**
     * Opens a member. Its local header must say what the directory says; its end is an error where its size or CRC-32 are
     * not those announced.
     */
    public InputStream open(ZipMember member) throws IOException {
        int first = (int) Math.min(member.limit() - member.offset(), CHUNK);
        byte[] head = source.read(member.offset(), first);
        int dataOffset = dataOffset(member, head);
        Inflater inflater = spare.getAndSet(null);
        if (inflater == null) {
            inflater = new Inflater(true);
        }
        long start = member.offset() + dataOffset;
        int present = (int) Math.min(first - dataOffset, member.compressedSize());
        ByteBuffer compressed = ByteBuffer.wrap(head, dataOffset, present);
        return new MemberStream(
                member,
                what,
                inflater,
                new MemberStream.Compressed(source, compressed, start + present, start + member.compressedSize()),
                spare::set);
    }

    /** APPNOTE.TXT 4.3.7. With flag bit 3 sizes and CRC-32 follow the data, and the directory's are the only ones. */
    private int dataOffset(ZipMember member, byte[] head) throws ZipException {
        ByteBuffer in = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        byte[] name = member.name().getBytes(StandardCharsets.UTF_8);
        boolean same = head.length >= LOCAL_HEADER_SIZE
                && in.getInt(0) == LOCAL_HEADER
                && in.getShort(8) == (member.deflated() ? 8 : 0)
                && Short.toUnsignedInt(in.getShort(26)) == name.length
                && head.length >= LOCAL_HEADER_SIZE + name.length
                && ByteBuffer.wrap(head, LOCAL_HEADER_SIZE, name.length).equals(ByteBuffer.wrap(name));
        if (same && (in.getShort(6) & 8) == 0) {
            same = Integer.toUnsignedLong(in.getInt(14)) == member.crc32()
                    && sameSize(in.getInt(18), member.compressedSize())
                    && sameSize(in.getInt(22), member.size());
        }
        int offset = same ? LOCAL_HEADER_SIZE + name.length + Short.toUnsignedInt(in.getShort(28)) : 0;
        if (!same || offset > head.length || member.offset() + offset + member.compressedSize() > member.limit()) {
            throw new ZipException(what + ", " + member.name(), "its own header contradicts the archive's directory");
        }
        return offset;
    }

    private static boolean sameSize(int classic, long size) {
        return classic == -1 || Integer.toUnsignedLong(classic) == size;
    }
}
