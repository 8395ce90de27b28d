package io.github.kubespraymaven.debian.deb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes the tar archives of tiny packages, whose names get dpkg-deb's {@code ./} unless they begin otherwise. */
public final class TinyTar {
    private final TarArchiveOutputStream out;

    private TinyTar(TarArchiveOutputStream out) {
        this.out = out;
    }

    /** The archive that a drawing makes. */
    public static byte[] of(TinyDeb.Drawing drawing) throws IOException {
        return of(TarArchiveOutputStream.LONGFILE_GNU, drawing);
    }

    /** The same with another way to write long names. */
    public static byte[] of(int longNames, TinyDeb.Drawing drawing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, "UTF-8")) {
            out.setLongFileMode(longNames);
            TinyTar tar = new TinyTar(out);
            tar.entry("./", TarConstants.LF_DIR, 0755, "", "");
            drawing.into(tar);
        }
        return bytes.toByteArray();
    }

    /** Writes a field of the second header (the first is the root's), and makes its checksum right again. */
    public static byte[] with(byte[] tar, int offset, byte[] field) {
        System.arraycopy(field, 0, tar, 512 + offset, field.length);
        int sum = 8 * ' ';
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? 0 : tar[512 + i] & 0xff;
        }
        byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, tar, 512 + 148, 8);
        return tar;
    }

    /** The same with a text of which each character is a byte. */
    public static byte[] with(byte[] tar, int offset, String field) {
        return with(tar, offset, field.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A header of this kind before nothing, whose content is this text. */
    public static byte[] extension(String flag, String content) throws IOException {
        return with(of(tar -> tar.file("a", 0644, content)), 156, flag);
    }

    /** A directory. */
    public TinyTar directory(String name, int mode) throws IOException {
        return entry(name + "/", TarConstants.LF_DIR, mode, "", "");
    }

    /** A file. */
    public TinyTar file(String name, int mode, String content) throws IOException {
        return entry(name, TarConstants.LF_NORMAL, mode, "", content);
    }

    /** A symbolic link. */
    public TinyTar symlink(String name, String target) throws IOException {
        return entry(name, TarConstants.LF_SYMLINK, 0777, target, "");
    }

    /** A hard link; the target gets the {@code ./} too. */
    public TinyTar hardLink(String name, String target) throws IOException {
        return entry(name, TarConstants.LF_LINK, 0755, dotted(target), "");
    }

    /** Anything. */
    public TinyTar entry(String name, byte type, int mode, String target, String content) throws IOException {
        return entry(name, type, mode, 0, 0, target, content);
    }

    /** Anything of anybody's. */
    public TinyTar entry(String name, byte type, int mode, int uid, int gid, String target, String content)
            throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(dotted(name), type, true);
        entry.setModTime(0L);
        entry.setMode(mode);
        entry.setUserId(uid);
        entry.setGroupId(gid);
        entry.setLinkName(target);
        entry.setSize(bytes.length);
        out.putArchiveEntry(entry);
        out.write(bytes);
        out.closeArchiveEntry();
        return this;
    }

    private static String dotted(String name) {
        return name.startsWith("/") || name.startsWith(".") ? name : "./" + name;
    }
}
