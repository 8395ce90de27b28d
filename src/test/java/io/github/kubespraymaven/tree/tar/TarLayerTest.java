package io.github.kubespraymaven.tree.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class TarLayerTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarLayer layer = new TarLayer(bytes);

    @Test
    void everyKindOfEntryArrivesWithItsModeOwnerAndContent() throws IOException {
        layer.accept(TreePath.of("etc"), TreeEntry.Directory.PLAIN);
        layer.accept(TreePath.of("etc/shadow"), file(0640, 0, 42, "root:*::\n"));
        layer.accept(TreePath.of("etc/mtab"), TreeEntry.Symlink.to("/proc/mounts"));
        layer.accept(
                TreePath.of("etc/shadow-"),
                new TreeEntry.HardLink(TreeEntry.Attributes.root(0640), TreePath.of("etc/shadow")));
        layer.accept(TreePath.of("tmp"), new TreeEntry.Directory(TreeEntry.Attributes.root(01777)));

        assertEquals(
                """
                etc/ 40755 0:0 0
                etc/shadow 100640 0:42 9 root:*::
                etc/mtab 120777 0:0 0 -> /proc/mounts
                etc/shadow- 100640 0:0 0 => etc/shadow
                tmp/ 41777 0:0 0
                """,
                listing());
    }

    @Test
    void directoriesThatWereNotGivenAreAddedOnce() throws IOException {
        layer.accept(TreePath.of("usr/local/bin/a"), file(0755, 0, 0, "a"));
        layer.accept(TreePath.of("usr/local/bin/b"), file(0755, 0, 0, "b"));
        layer.accept(TreePath.of("usr/local"), TreeEntry.Directory.PLAIN);

        assertEquals(
                """
                usr/ 40755 0:0 0
                usr/local/ 40755 0:0 0
                usr/local/bin/ 40755 0:0 0
                usr/local/bin/a 100755 0:0 1 a
                usr/local/bin/b 100755 0:0 1 b
                """,
                listing());
    }

    @Test
    void longAndForeignNamesAndLargeOwnersTravelInPaxRecords() throws IOException {
        String longName = "n".repeat(99) + "/" + "m".repeat(101);
        layer.accept(TreePath.of(longName), file(0644, 3_000_000, 4_000_000, "x"));
        layer.accept(TreePath.of("größe"), TreeEntry.Symlink.to("t".repeat(120)));

        assertEquals(
                """
                %s/ 40755 0:0 0
                %s 100644 3000000:4000000 1 x
                größe 120777 0:0 0 -> %s
                """
                        .formatted("n".repeat(99), longName, "t".repeat(120)),
                listing());
    }

    @Test
    void aLongPathThatCanBeCutAtASlashNeedsNoPaxRecord() throws IOException {
        String folder = "n".repeat(99) + "/" + "o".repeat(55);
        layer.accept(TreePath.of(folder), TreeEntry.Directory.PLAIN);
        layer.accept(TreePath.of(folder + "/" + "m".repeat(100)), file(0644, 0, 0, ""));

        assertEquals(
                """
                %s/ 40755 0:0 0
                %s/ 40755 0:0 0
                %s 100644 0:0 0
                """
                        .formatted("n".repeat(99), folder, folder + "/" + "m".repeat(100)),
                listing());
        assertEquals((3 + 2) * 512, bytes.size(), "a header an entry, and the end");
    }

    @Test
    void theBytesAreTheSameForEver() throws IOException {
        layer.accept(TreePath.of("a/b"), file(04755, 1, 2, "content"));
        layer.accept(TreePath.of("ü"), TreeEntry.Symlink.to("a/b"));
        layer.finish();

        assertEquals(
                "sha256:11662c6b7bbe821012e961de569dc630b87d4ab191027d2147bca55632a71e8c",
                Digest.of(bytes.toByteArray()).toString());
    }

    @Test
    void theSamePlaceTwiceIsACollision() throws IOException {
        layer.accept(TreePath.of("a"), file(0644, 0, 0, "1"));

        IOException e = assertThrows(IOException.class, () -> layer.accept(TreePath.of("a"), file(0644, 0, 0, "2")));

        assertEquals("/a: given twice, and not as the same directory", e.getMessage());
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        layer.accept(TreePath.of("lib"), TreeEntry.Symlink.to("usr/lib"));

        IOException e = assertThrows(IOException.class, () -> layer.accept(TreePath.of("lib/x"), file(0644, 0, 0, "")));

        assertEquals("/lib/x: lies below /lib, which is no directory", e.getMessage());
    }

    @Test
    void aContentOfAnotherSizeThanAnnouncedIsAnError() {
        Content liar = new Content() {
            @Override
            public long size() {
                return 3;
            }

            @Override
            public ByteArrayInputStream open() {
                return new ByteArrayInputStream(new byte[2]);
            }
        };

        IOException e = assertThrows(
                IOException.class, () -> layer.accept(TreePath.of("x"), TreeEntry.RegularFile.of(0644, liar)));

        assertEquals("/x: 3 bytes were announced, and 2 bytes came", e.getMessage());
    }

    private static TreeEntry file(int mode, int uid, int gid, String text) {
        return new TreeEntry.RegularFile(new TreeEntry.Attributes(mode, uid, gid), Content.of(text));
    }

    /** Reads the tar back with another implementation than the one that wrote it. */
    private String listing() throws IOException {
        layer.finish();
        StringBuilder lines = new StringBuilder();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                assertEquals(
                        TarLayer.TIME.toEpochMilli(),
                        entry.getLastModifiedTime().toMillis());
                String kind = entry.isDirectory() ? "4" : entry.isSymbolicLink() ? "12" : "10";
                lines.append(String.format(
                        Locale.ROOT,
                        "%s %s%04o %d:%d %d",
                        entry.getName(),
                        kind,
                        entry.getMode(),
                        entry.getLongUserId(),
                        entry.getLongGroupId(),
                        entry.getSize()));
                String content = new String(tar.readAllBytes(), StandardCharsets.UTF_8).strip();
                lines.append(content.isEmpty() ? "" : " " + content);
                lines.append(entry.isSymbolicLink() ? " -> " + entry.getLinkName() : "");
                lines.append(entry.isLink() ? " => " + entry.getLinkName() : "");
                lines.append('\n');
            }
        }
        return lines.toString();
    }
}
