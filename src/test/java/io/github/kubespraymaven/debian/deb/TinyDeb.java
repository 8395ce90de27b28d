package io.github.kubespraymaven.debian.deb;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.kubespraymaven.tree.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Builds packages of a few hundred bytes, honest and other ones. */
public final class TinyDeb {
    private final Map<String, byte[]> members = new LinkedHashMap<>();

    /** Something that writes into a tar. */
    @FunctionalInterface
    public interface Drawing {
        /** Writes the entries. */
        void into(TinyTar tar) throws IOException;
    }

    /** A package as dpkg-deb would write it: a control file with these fields, and data as drawn. */
    public static TinyDeb of(String control, Drawing data) throws IOException {
        return new TinyDeb()
                .member("debian-binary", "2.0\n")
                .member("control.tar.xz", xz(TinyTar.of(tar -> tar.file("control", 0644, control + "\n"))))
                .member("data.tar.xz", xz(TinyTar.of(data)));
    }

    /** Adds a member, or replaces it in its place. */
    public TinyDeb member(String name, byte[] bytes) {
        members.put(name, bytes);
        return this;
    }

    /** As above. */
    public TinyDeb member(String name, String text) {
        return member(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes a member away. */
    public TinyDeb without(String name) {
        members.remove(name);
        return this;
    }

    /** The package's bytes. */
    public byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                ar.putArchiveEntry(new ArArchiveEntry(member.getKey(), member.getValue().length));
                ar.write(member.getValue());
                ar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** The package as unpacking takes it. */
    public Content content() throws IOException {
        return Content.of(bytes());
    }

    /** Compresses as {@code xz} does. */
    public static byte[] xz(byte[] plain) throws IOException {
        return through(plain, out -> new XZOutputStream(out, new LZMA2Options(1)));
    }

    /** Compresses as {@code gzip} does. */
    public static byte[] gzip(byte[] plain) throws IOException {
        return through(plain, GZIPOutputStream::new);
    }

    /** Compresses as {@code zstd} does. */
    public static byte[] zstd(byte[] plain) throws IOException {
        return through(plain, ZstdOutputStream::new);
    }

    private interface Compressor {
        OutputStream open(OutputStream out) throws IOException;
    }

    private static byte[] through(byte[] plain, Compressor compressor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressor.open(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
