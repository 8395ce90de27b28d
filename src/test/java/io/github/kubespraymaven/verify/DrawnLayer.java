package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Layers, drawn: an entry a line, {@code MODE OWNER SECONDS PATH}, and after that nothing or {@code = TEXT} (in which {@code \n}
 * is a line feed), {@code -> TARGET}, {@code => HARD-LINK}; a path that ends in a slash is a directory's.
 */
final class DrawnLayer {
    private DrawnLayer() {}

    static byte[] tar(String drawing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (String line : drawing.strip().split("\n")) {
                String[] words = line.strip().split(" ", 6);
                byte flag = words.length < 6
                        ? words[3].endsWith("/") ? TarConstants.LF_DIR : TarConstants.LF_NORMAL
                        : switch (words[4]) {
                            case "->" -> TarConstants.LF_SYMLINK;
                            case "=>" -> TarConstants.LF_LINK;
                            default -> TarConstants.LF_NORMAL;
                        };
                TarArchiveEntry entry = new TarArchiveEntry(words[3], flag);
                entry.setMode(Integer.parseInt(words[0], 8));
                String[] owner = words[1].split(":");
                entry.setIds(Integer.parseInt(owner[0]), Integer.parseInt(owner[1]));
                entry.setModTime(Long.parseLong(words[2]) * 1000);
                byte[] content = new byte[0];
                if (flag == TarConstants.LF_NORMAL && words.length == 6) {
                    content = words[5].replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
                } else if (words.length == 6) {
                    entry.setLinkName(words[5]);
                }
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    /** A layer that is what it says to be. */
    static ComparedLayer layer(String what, byte[] plain) throws IOException {
        return layer(what, gzip(plain), Digest.of(plain));
    }

    static ComparedLayer layer(String what, byte[] stored, Digest diffId) {
        return new ComparedLayer(
                what,
                Descriptor.of(MediaTypes.LAYER + "+gzip", Digest.of(stored), stored.length),
                diffId,
                () -> new ByteArrayInputStream(stored),
                Optional.empty());
    }
}
