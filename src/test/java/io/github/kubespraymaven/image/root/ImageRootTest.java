package io.github.kubespraymaven.image.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.debian.deb.TinyDeb;
import io.github.kubespraymaven.debian.deb.TinyTar;
import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.archive.UnpackedBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

/** Layers on layers, as any container engine would unpack them. */
class ImageRootTest {

    @Test
    void laterLayersAddAndReplace() throws IOException {
        assertEquals(
                """
                bin -> usr/bin
                etc/
                etc/motd "new"
                usr/
                usr/bin/
                usr/bin/sh 755 "sh"
                """,
                drawn(
                        tar -> tar.directory("usr", 0755)
                                .directory("usr/bin", 0755)
                                .symlink("bin", "usr/bin")
                                .file("etc/motd", 0644, "old"),
                        tar -> tar.file("etc/motd", 0644, "new").file("usr/bin/sh", 0755, "sh")));
    }

    @Test
    void whiteoutsHideWhatLowerLayersHaveAndNothingOfTheirOwn() throws IOException {
        assertEquals(
                """
                etc/
                etc/b "b"
                opt/
                opt/mine "mine"
                """,
                drawn(
                        tar -> tar.file("etc/a", 0644, "a")
                                .file("etc/b", 0644, "b")
                                .directory("opt", 0755)
                                .file("opt/x/y", 0644, "y"),
                        tar -> tar.file("etc/.wh.a", 0644, "")
                                .file("opt/mine", 0644, "mine")
                                .file("opt/.wh..wh..opq", 0644, "")));
    }

    @Test
    void aHiddenDirectoryTakesAllBelowItAlong() throws IOException {
        assertEquals(
                """
                usr/
                usr/lib-a "stays"
                """,
                drawn(
                        tar -> tar.file("usr/lib/x/y", 0644, "y")
                                .file("usr/lib/\uD83D\uDE00", 0644, "beyond the plane")
                                .file("usr/lib-a", 0644, "stays"),
                        tar -> tar.file("usr/.wh.lib", 0644, "")));
    }

    @Test
    void whatIsPutThroughALinkLandsWhereTheLinkLeads() throws IOException {
        assertEquals(
                """
                lib -> usr/lib
                usr/
                usr/lib/
                usr/lib/libc.so.6 "libc"
                """,
                drawn(
                        tar -> tar.directory("usr/lib", 0755).symlink("lib", "usr/lib"),
                        tar -> tar.file("lib/libc.so.6", 0644, "libc")));
    }

    @Test
    void noLinkLeadsOutOfTheRoot() throws IOException {
        assertEquals(
                """
                etc/
                etc/passwd "mine"
                out -> ../../../etc
                """,
                drawn(tar -> tar.symlink("out", "../../../etc"), tar -> tar.file("out/passwd", 0644, "mine")));
    }

    @Test
    void aFileStandsInThePlaceOfADirectoryAndTheOtherWayRound() throws IOException {
        assertEquals(
                """
                a "file"
                b/
                b/c "c"
                """,
                drawn(
                        tar -> tar.file("a/x", 0644, "x").file("b", 0644, "b"),
                        tar -> tar.file("a", 0644, "file").directory("b", 0755).file("b/c", 0644, "c")));
    }

    @Test
    void aHardLinkHasWhatItsFirstNameHas() throws IOException {
        assertEquals(
                """
                a "text"
                b "text"
                """,
                drawn(tar -> tar.file("a", 0644, "text").hardLink("b", "a")));
    }

    @Test
    void devicesAreNothingThatAnybodyCouldRead() throws IOException {
        assertEquals("""
                dev/
                """, drawn(tar -> tar.directory("dev", 0755)
                .entry("dev/null", TarConstants.LF_CHR, 0666, "", "")));
    }

    @Test
    void namesThatLeaveTheRootAreRefused() {
        assertEquals(
                "layer 1: /../etc/shadow would lie outside of the root",
                refusal(tar -> tar.entry("../etc/shadow", TarConstants.LF_NORMAL, 0644, "", "")));
        assertEquals("layer 1: the root is a directory", refusal(tar -> tar.symlink(".", "usr")));
        assertEquals(
                "layer 1: /x is a hard link to /./etc/shadow, which is no file",
                refusal(tar -> tar.hardLink("x", "etc/shadow")));
        assertEquals("layer 1: /a/b lies below something that is no directory", refusal(tar -> tar.file("a", 0644, "")
                .file("a/b", 0644, "")));
        assertEquals("layer 1: /a/b lies below something that is no directory", refusal(tar -> tar.symlink("a", "a")
                .file("a/b", 0644, "")));
    }

    @Test
    void whatEnginesWouldTakeOtherwiseIsRefused() throws IOException {
        byte[] file = TinyTar.of(tar -> tar.file("a", 0644, "text"));
        assertEquals(
                "layer 1: /a: an entry of type M, where files, directories and links may be",
                refusal(TinyTar.with(file.clone(), 156, "M")));
        assertEquals(
                "layer 1: ./a: a sparse file, where files, directories and links may be",
                refusal(TinyTar.with(file.clone(), 156, "S")));
        assertEquals(
                "layer 1: ./a: 4 bytes of content, and it is no file", refusal(TinyTar.with(file.clone(), 156, "2b")));
        byte[] wrong = file.clone();
        wrong[512] ^= 1;
        assertEquals("layer 1: a header whose checksum is wrong, after entry 1", refusal(wrong));
        byte[] longer = Arrays.copyOf(file, file.length + 1);
        longer[file.length] = 1;
        assertEquals("layer 1: something follows its end", refusal(longer));
    }

    @Test
    void aLayerThatIsCutOffIsRefused() throws IOException {
        byte[] whole = TinyTar.of(tar -> tar.file("a", 0644, "x".repeat(5000)));
        ImageRoot root = new ImageRoot((place, size, content) -> Optional.empty());
        UnpackedBytes cut = LayerBytes.open("layer 1", new ByteArrayInputStream(Arrays.copyOf(whole, 2000)));
        assertThrows(IOException.class, () -> root.apply("layer 1", cut));
    }

    @Test
    void compressionIsKnownByTheFirstBytes() throws IOException {
        byte[] plain = TinyTar.of(tar -> tar.file("a", 0644, "text"));
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        }
        for (byte[] layer : new byte[][] {plain, packed.toByteArray(), com.github.luben.zstd.Zstd.compress(plain)}) {
            ImageRoot root = new ImageRoot(ImageRootTest::all);
            UnpackedBytes bytes = LayerBytes.open("layer", new ByteArrayInputStream(layer));
            root.apply("layer", bytes);
            assertEquals("a \"text\"\n", draw(root.tree()));
            assertEquals(plain.length, bytes.count());
        }
    }

    @Test
    void otherCompressionsAreNamed() {
        byte[] xz = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 0};
        assertEquals(
                "layer is compressed with xz; layers are plain, gzip or zstd",
                assertThrows(IOException.class, () -> LayerBytes.open("layer", new ByteArrayInputStream(xz)))
                        .getMessage());
    }

    private static String refusal(TinyDeb.Drawing drawing) {
        return String.valueOf(
                assertThrows(IOException.class, () -> drawn(drawing)).getMessage());
    }

    private static String refusal(byte[] layer) {
        ImageRoot root = new ImageRoot((place, size, content) -> Optional.empty());
        return String.valueOf(
                assertThrows(IOException.class, () -> root.apply("layer 1", new ByteArrayInputStream(layer)))
                        .getMessage());
    }

    private static String drawn(TinyDeb.Drawing... layers) throws IOException {
        return draw(tree(layers));
    }

    private static FileTree tree(TinyDeb.Drawing... layers) throws IOException {
        ImageRoot root = new ImageRoot(ImageRootTest::all);
        int number = 0;
        for (TinyDeb.Drawing layer : layers) {
            String what = "layer " + ++number;
            root.apply(what, LayerBytes.open(what, new ByteArrayInputStream(TinyTar.of(layer))));
        }
        return root.tree();
    }

    private static Optional<byte[]> all(TreePath place, long size, java.io.InputStream content) throws IOException {
        return Optional.of(content.readAllBytes());
    }

    private static String draw(FileTree tree) throws IOException {
        StringBuilder drawn = new StringBuilder();
        for (Map.Entry<TreePath, TreeEntry> node : tree.entries().entrySet()) {
            drawn.append(node.getKey());
            if (node.getValue() instanceof TreeEntry.Directory) {
                drawn.append('/');
            } else if (node.getValue() instanceof TreeEntry.Symlink link) {
                drawn.append(" -> ").append(link.target());
            } else if (node.getValue() instanceof TreeEntry.RegularFile file) {
                int mode = file.attributes().mode();
                drawn.append(mode == 0644 ? "" : " " + Integer.toOctalString(mode))
                        .append(" \"")
                        .append(new String(file.content().open().readAllBytes(), StandardCharsets.UTF_8))
                        .append('"');
            }
            drawn.append('\n');
        }
        return drawn.toString();
    }
}
