package io.github.kubespraymaven.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class LayerWriterTest {
    private static final EntrySource HELLO =
            sink -> sink.accept(TreePath.of("etc/motd"), TreeEntry.RegularFile.of(0644, Content.of("hello\n")));

    @Test
    void digestsAndSizesAreThoseOfTheBytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerBlob blob = new LayerWriter(Compression.GZIP, Runnable::run, 2).write(HELLO, out);

        byte[] compressed = out.toByteArray();
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes();
        assertEquals(
                new LayerBlob(
                        Digest.of(compressed),
                        Digest.of(tar),
                        compressed.length,
                        tar.length,
                        MediaTypes.LAYER + "+gzip"),
                blob);
        assertEquals(512 + 512 + 512 + 1024, tar.length);
    }
}
