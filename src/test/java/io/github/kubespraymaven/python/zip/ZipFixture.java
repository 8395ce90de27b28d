package io.github.kubespraymaven.python.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes zip archives byte by byte, so that each field of them can lie. */
public final class ZipFixture {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<byte[]> headers = new ArrayList<>();

    /** What a member says about itself; the defaults are true. */
    public static final class Member {
        final String name;
        final byte[] bytes;
        final byte[] data;
        int mode = 0100644;
        int flags = 1 << 11;
        int method = 8;
        long size;
        long crc;
        int offset = -1;
        String localName;
        byte[] extra = {};

        Member(String name, byte[] bytes, boolean deflated) {
            this.name = name;
            this.localName = name;
            this.bytes = bytes;
            this.size = bytes.length;
            this.method = deflated ? 8 : 0;
            this.data = deflated ? deflate(bytes) : bytes;
            CRC32 sum = new CRC32();
            sum.update(bytes);
            this.crc = sum.getValue();
        }

        public Member mode(int value) {
            mode = value;
            return this;
        }

        public Member flags(int value) {
            flags = value;
            return this;
        }

        public Member method(int value) {
            method = value;
            return this;
        }

        public Member size(long value) {
            size = value;
            return this;
        }

        public Member crc(long value) {
            crc = value;
            return this;
        }

        /** Claims to lie at this place, and writes no data of its own. */
        public Member at(int value) {
            offset = value;
            return this;
        }

        public Member localName(String value) {
            localName = value;
            return this;
        }

        public Member extra(byte[] value) {
            extra = value;
            return this;
        }
    }

    public static Member deflated(String name, String text) {
        return deflated(name, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Member deflated(String name, byte[] bytes) {
        return new Member(name, bytes, true);
    }

    public static Member stored(String name, String text) {
        return new Member(name, text.getBytes(StandardCharsets.UTF_8), false);
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    public ZipFixture add(Member member) {
        byte[] name = member.name.getBytes(StandardCharsets.UTF_8);
        byte[] localName = member.localName.getBytes(StandardCharsets.UTF_8);
        int offset = member.offset < 0 ? out.size() : member.offset;
        if (member.offset < 0) {
            ByteBuffer local = buffer(30).putInt(0x04034b50).putShort((short) 20);
            common(local, member);
            local.putShort((short) localName.length).putShort((short) 0);
            out.writeBytes(array(local));
            out.writeBytes(localName);
            out.writeBytes(member.data);
        }
        ByteBuffer header = buffer(46 + name.length + member.extra.length)
                .putInt(0x02014b50)
                .putShort((short) (3 << 8 | 20))
                .putShort((short) 20);
        common(header, member);
        header.putShort((short) name.length).putShort((short) member.extra.length);
        header.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        header.putInt(member.mode << 16).putInt(offset).put(name).put(member.extra);
        headers.add(array(header));
        return this;
    }

    private static void common(ByteBuffer to, Member member) {
        to.putShort((short) member.flags).putShort((short) member.method).putInt(0);
        to.putInt((int) member.crc).putInt(member.data.length).putInt((int) member.size);
    }

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }

    /** Returns the archive. */
    public byte[] bytes() {
        return bytes(headers.size());
    }

    /** Returns the archive with this count of members in its end record. */
    public byte[] bytes(int count) {
        int start = out.size();
        headers.forEach(out::writeBytes);
        ByteBuffer end = buffer(22).putInt(0x06054b50).putInt(0);
        end.putShort((short) count).putShort((short) count);
        end.putInt(out.size() - start).putInt(start).putShort((short) 0);
        out.writeBytes(array(end));
        return out.toByteArray();
    }

    /** Returns these bytes as something to read an archive from. */
    public static ByteSource source(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public byte[] read(long offset, int length) throws IOException {
                byte[] part = new byte[length];
                System.arraycopy(bytes, (int) offset, part, 0, length);
                return part;
            }
        };
    }
}
