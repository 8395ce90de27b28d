package io.github.kubespraymaven.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.debian.deb.TinyTar;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.MediaTypes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class ImageComparisonTest {
    private static final String TREE =
            """
            0755 0:0 0 etc/
            0644 0:0 0 etc/motd = hello\\nworld\\n
            0755 0:0 0 etc/run = #!/bin/sh\\n
            0777 0:0 0 etc/link -> motd
            """;

    private static final String SAME = "The other 3 of 3 parts (manifest, config, layers) are the same.";

    private static Document json(String text) {
        return Document.of(MediaTypes.MANIFEST, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ComparedImage image(ComparedLayer... layers) {
        return new ComparedImage(json("{'a':1}"), json("{'os':'linux'}"), List.of(layers), true);
    }

    private static List<String> lines(ComparedImage expected, ComparedImage given) throws Exception {
        return ImageComparison.of("linux/amd64", expected, given).lines();
    }

    /** What is said of a layer that is drawn otherwise. */
    private static String layer(String expected, String given) throws Exception {
        List<String> lines = lines(
                image(DrawnLayer.layer("os: x", DrawnLayer.tar(expected))),
                image(DrawnLayer.layer("os: x", DrawnLayer.tar(given))));
        return String.join("\n", lines.subList(0, Math.max(1, lines.size() - 1)));
    }

    @Test
    void theSameIsTheSame() throws Exception {
        assertEquals(SAME, layer(TREE, TREE));
    }

    @Test
    void eachFieldOfAnEntryIsNamed() throws Exception {
        assertEquals(
                "layer 1 (os x): 1 difference\n  etc/run: mode: expected 0755, got 0644",
                layer(TREE, TREE.replace("0755 0:0 0 etc/run", "0644 0:0 0 etc/run")));
        assertEquals(
                "layer 1 (os x): 1 difference\n  etc/run: owner: expected 0:0, got 1000:33",
                layer(TREE, TREE.replace("0:0 0 etc/run", "1000:33 0 etc/run")));
        assertEquals(
                "layer 1 (os x): 1 difference\n  etc/run: time: expected 1970-01-01T00:00:00Z, got 1970-01-01T00:01:01Z",
                layer(TREE, TREE.replace("0:0 0 etc/run", "0:0 61 etc/run")));
        assertEquals(
                "layer 1 (os x): 1 difference\n  etc/link: link target: expected motd, got run",
                layer(TREE, TREE.replace("-> motd", "-> run")));
        assertEquals(
                "layer 1 (os x): 1 difference\n  etc/link: type: expected symbolic link, got hard link",
                layer(TREE, TREE.replace("-> motd", "=> motd")));
    }

    @Test
    void whatIsMissingOrExtraIsNamed() throws Exception {
        assertEquals(
                "layer 1 (os x): 2 differences\n  etc/more: only in the given image (file, 0600, 1 bytes)\n"
                        + "  etc/motd: missing in the given image (file, 0644, 12 bytes)",
                layer(TREE, TREE.replaceFirst(".*motd = .*", "0600 0:0 0 etc/more = x")));
    }

    @Test
    void textIsShownByLines() throws Exception {
        assertEquals(
                """
                layer 1 (os x): 1 difference
                  etc/motd: content, from byte 6 on: expected 12 bytes, got 16 bytes
                      @@ line 2 @@
                       hello
                      -world
                      +everybody""",
                layer(TREE, TREE.replace("world\\n", "everybody\\n")));
        assertTrue(layer(TREE, TREE.replace("world\\n", "world")).endsWith("      +world (no line feed at the end)"));
        assertTrue(layer(TREE, TREE.replace("hello", "a\33[31m")).contains("      +a\\u001b[31m"));
    }

    @Test
    void bytesThatAreNoTextAreShownAsNumbers() throws Exception {
        byte[] one = new byte[300_000];
        byte[] other = one.clone();
        other[200_001] = 'x';
        String said = layer("0644 0:0 0 blob = " + text(one), "0644 0:0 0 blob = " + text(other));
        assertEquals(
                """
                layer 1 (os x): 1 difference
                  blob: content, from byte 200001 on: expected 300000 bytes, got 300000 bytes
                      -00030d40  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................
                      -00030d50  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................
                      +00030d40  00 78 00 00 00 00 00 00 00 00 00 00 00 00 00 00  .x..............
                      +00030d50  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................""",
                said);
        String shorter = layer("0644 0:0 0 blob = " + text(one), "0644 0:0 0 blob = " + text(Arrays.copyOf(one, 9)));
        assertTrue(shorter.contains("content, from byte 9 on: expected 300000 bytes, got 9 bytes"), shorter);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void manyDifferencesAreCounted() throws Exception {
        StringBuilder more = new StringBuilder(TREE);
        for (int i = 100; i < 140; i++) {
            more.append("0644 0:0 0 usr/").append(i).append('\n');
        }
        String said = layer(TREE, more.toString());
        assertTrue(said.startsWith("layer 1 (os x): 40 differences\n"), said);
        assertTrue(said.endsWith("\n  and 15 more: 15 only in the given image"), said);
    }

    @Test
    void theSameEntriesMayYetBeAnotherLayer() throws Exception {
        List<String> lines = TREE.lines().toList();
        String otherOrder = String.join("\n", lines.get(1), lines.get(0), lines.get(2), lines.get(3));
        assertEquals(
                "layer 1 (os x): 1 difference\n  the order of the same entries: expected etc, got etc/motd",
                layer(TREE, otherOrder));
        byte[] tar = DrawnLayer.tar(TREE);
        byte[] padded = Arrays.copyOf(tar, tar.length + 1024);
        assertTrue(lines(image(DrawnLayer.layer("", tar)), image(DrawnLayer.layer("", padded)))
                .get(1)
                .startsWith("  how the same entries are written down (padding, forms of headers): expected sha256:"));
        assertTrue(lines(image(DrawnLayer.layer("", tar)), image(DrawnLayer.layer("", tar, Digest.of(tar))))
                .get(1)
                .startsWith("  how the same files are compressed: expected "));
        assertEquals(
                "layer 1 (os x): 1 difference\n  etc/motd: is there more than once", layer(TREE, TREE + lines.get(1)));
    }

    @Test
    void aLayerThatCannotBeReadIsADifferenceAndNoFailure() throws Exception {
        byte[] tar = DrawnLayer.tar(TREE);
        byte[] packed = DrawnLayer.gzip(tar);
        ComparedLayer own = DrawnLayer.layer("os: x", tar);
        for (byte[] bad :
                List.of(Arrays.copyOf(packed, packed.length / 2), "no tar".getBytes(StandardCharsets.UTF_8))) {
            List<String> lines = lines(image(own), image(DrawnLayer.layer("os: x", bad, Digest.of("other"))));
            assertTrue(lines.get(1).startsWith("  cannot be read ("), lines.toString());
        }
    }

    @Test
    void entriesThatNoTreeHasAreDifferencesToo() throws Exception {
        byte[] file = TinyTar.of(tar -> tar.file("a", 0644, ""));
        byte[] device = TinyTar.of(tar -> tar.entry("a", TarConstants.LF_CHR, 0644, "", ""));
        byte[] odd = TinyTar.with(TinyTar.of(tar -> tar.file("a", 0644, "odd")), 156, "M");
        ComparedLayer expected = DrawnLayer.layer("os: x", file);
        assertEquals(
                List.of(
                        "layer 1 (os x): 2 differences",
                        "  a: device: expected none, got 0,0",
                        "  a: type: expected file, got character device"),
                lines(image(expected), image(DrawnLayer.layer("os: x", device))).subList(0, 3));
        assertEquals(
                List.of(
                        "layer 1 (os x): 2 differences",
                        "  a: type: expected file, got entry of type 0x4d",
                        "  a: content, from byte 0 on: expected 0 bytes, got 3 bytes"),
                lines(image(expected), image(DrawnLayer.layer("os: x", odd))).subList(0, 3));
    }

    @Test
    void aTarStreamThatReadersTakeOtherwiseCannotBeRead() throws Exception {
        byte[] file = TinyTar.of(tar -> tar.file("a", 0644, "text"));
        ComparedLayer expected = DrawnLayer.layer("os: x", file.clone());
        byte[] wrong = file.clone();
        wrong[512] ^= 1;
        assertEquals(
                "  cannot be read (no tar stream, or a damaged one: a header whose checksum is wrong, after entry 1)",
                lines(image(expected), image(DrawnLayer.layer("os: x", wrong))).get(1));
        byte[] longer = Arrays.copyOf(file, file.length + 1);
        longer[file.length] = 1;
        assertEquals(
                "  cannot be read (no tar stream, or a damaged one: something follows its end)",
                lines(image(expected), image(DrawnLayer.layer("os: x", longer))).get(1));
        assertEquals(
                "  cannot be read (it ends before its time)",
                lines(image(expected), image(DrawnLayer.layer("os: x", Arrays.copyOf(file, 1030))))
                        .get(1));
    }

    @Test
    void storedBytesAreHeldAgainstTheirDigest() throws Exception {
        byte[] tar = DrawnLayer.tar(TREE);
        ComparedLayer own = DrawnLayer.layer("os: x", tar);
        ComparedLayer damaged = new ComparedLayer(
                "os: x", own.blob(), own.diffId(), () -> new ByteArrayInputStream(tar), Optional.empty());
        assertEquals(
                "  the stored bytes: expected " + own.blob().digest() + ", got " + Digest.of(tar),
                lines(image(own), image(damaged)).get(1));
        ComparedLayer gone = new ComparedLayer(
                "os: x",
                own.blob(),
                own.diffId(),
                () -> new ByteArrayInputStream(tar),
                Optional.of(OptionalLong::empty));
        assertEquals(
                "  is not there (" + own.blob().digest() + ")",
                lines(image(own), image(gone)).get(1));
    }

    @Test
    void layersAreFoundByWhatTheyHold() throws Exception {
        ComparedLayer os = DrawnLayer.layer("os: debian", DrawnLayer.tar("0755 0:0 0 etc/"));
        ComparedLayer one = DrawnLayer.layer("python: one 1", DrawnLayer.tar("0644 0:0 0 one"));
        ComparedLayer two = DrawnLayer.layer("python: two 1", DrawnLayer.tar("0644 0:0 0 two"));
        ComparedLayer app = DrawnLayer.layer("app: v1", DrawnLayer.tar("0644 0:0 0 app"));
        ComparedLayer other = DrawnLayer.layer("app: v2", DrawnLayer.tar("0644 0:0 0 app = x"));
        assertEquals(
                List.of(
                        "layer 3 (python two 1): 1 difference",
                        "  missing in the given image (" + two.blob().size() + " bytes, 1 entries)",
                        "      two",
                        "layer 4 (app v1): 1 difference",
                        "  app: content, from byte 0 on: expected 0 bytes, got 1 bytes",
                        "      @@ line 1 @@",
                        "      +x (no line feed at the end)",
                        "The other 4 of 6 parts (manifest, config, layers) are the same."),
                lines(image(os, one, two, app), image(os, one, other)));
        assertEquals(
                "layer 3 (app v1) of the given image: 1 difference",
                lines(image(os, one), image(os, one, app)).get(0));
        assertEquals(
                "  its place: expected layer 1, got layer 2",
                lines(image(os, one), image(one, os)).get(1));
    }

    @Test
    void documentsAreComparedMemberByMember() throws Exception {
        ComparedImage expected = new ComparedImage(
                json("{'annotations':{'v':'1','w':'x'},'layers':[1]}"),
                json("{'config':{'Cmd':['bash'],'Env':['A=1','B=2']},'rootfs':{'diff_ids':['a']}}"),
                List.of(),
                true);
        ComparedImage given = new ComparedImage(
                json("{'annotations':{'v':'2'},'layers':[2]}"),
                json("{'config':{'Cmd':['sh','-c'],'Env':['A=1','B=3'],'User':'me'},'rootfs':{'diff_ids':['b']}}"),
                List.of(),
                true);
        assertEquals(
                List.of(
                        "manifest: 2 differences",
                        "  annotations.v: value: expected \"1\", got \"2\"",
                        "  annotations.w: missing in the given image (\"x\")",
                        "config: 3 differences",
                        "  config.Cmd: value: expected [\"bash\"], got [\"sh\",\"-c\"]",
                        "  config.Env[1]: value: expected \"B=2\", got \"B=3\"",
                        "  config.User: only in the given image (\"me\")"),
                lines(expected, given));
        ComparedImage archived = new ComparedImage(given.manifest(), expected.config(), List.of(), false);
        assertEquals(
                List.of("The other 1 of 1 parts (manifest, config, layers) are the same."), lines(expected, archived));
    }

    @Test
    void moreLayersThanAnImageCanHaveAreRefused() throws Exception {
        ComparedLayer one = DrawnLayer.layer("", DrawnLayer.tar(TREE));
        List<ComparedLayer> many = Collections.nCopies(1001, one);
        assertThrows(IllegalArgumentException.class, () -> new ComparedImage(json("{}"), json("{}"), many, true));
    }
}
