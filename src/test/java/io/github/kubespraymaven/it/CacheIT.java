package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a cache goes through, and that the image is the same in the end. */
@ExtendWith(Laboratory.Provider.class)
class CacheIT {
    private static final String WHEEL = "/files/ansible-9.13.0-py3-none-any.whl";

    @TempDir
    Path work;

    @Test
    void twoBuildsAtOnceMakeTheBaseOnce(Laboratory lab) throws Exception {
        Site one = lab.site(work.resolve("one")).with(work.resolve("shared"));
        Site other = lab.site(work.resolve("other")).with(one.cache());
        String wanted = one.image().digest();
        Gate gate = new Gate(lab, WHEEL);
        Laboratory.Asked asked = lab.asked();
        Maven.Started first = lab.start(one);
        gate.reached.await();
        Maven.Started second = lab.start(other);
        second.awaitLine("Waiting for another build that makes the same");
        gate.open();
        first.end().succeeded();
        second.end().succeeded();
        assertEquals(wanted, one.image().digest());
        assertEquals(wanted, other.image().digest());
        assertFalse(one.image().reused());
        assertTrue(other.image().reused());
        List<String> debs =
                asked.lines().stream().filter(line -> line.contains("/pool/")).toList();
        assertEquals(debs.stream().distinct().toList(), debs, "each package is fetched once");
    }

    @Test
    void whatAKilledBuildLeavesIsNeitherUsedNorKept(Laboratory lab) throws Exception {
        Site site = lab.site(work.resolve("site")).with(work.resolve("empty"));
        String resultBefore = Files.readString(site.checkout().resolve("target/kubespray/image.json"));
        String wanted = site.image().digest();
        Gate gate = new Gate(lab, WHEEL);
        Maven.Started build = lab.start(site);
        gate.reached.await();
        build.kill();
        gate.open();
        assertEquals(resultBefore, Files.readString(site.checkout().resolve("target/kubespray/image.json")));
        assertWhole(site, wanted);
        // As if it had been killed while it wrote a large file.
        Path draft = Files.writeString(
                Files.createDirectories(site.cache().resolve("drafts")).resolve("1-1-draft"), "half");

        lab.build(site).succeeded();
        assertWhole(site, wanted);
        assertFalse(Files.exists(draft));
        assertEquals(List.of(), Site.files(site.cache().resolve("drafts")));
    }

    @Test
    void aDamagedBlobIsNoticedAndMadeAgainAlsoInTheLayoutThatSharesIt(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        // A copy has files of its own; only a build links them.
        Site.delete(site.layout());
        lab.build(site).succeeded();
        String wanted = site.image().digest();
        Path cutOff = site.blob(digest(site.image(), "os"));
        Files.write(cutOff, java.util.Arrays.copyOf(Files.readAllBytes(cutOff), 100));
        Path altered = site.blob(digest(site.image(), "kubectl"));
        byte[] bytes = Files.readAllBytes(altered);
        bytes[bytes.length / 2] ^= 1;
        Files.write(altered, bytes);

        lab.build(site).succeeded();
        assertWhole(site, wanted);
        assertFalse(site.image().reused());
        assertEquals(
                digest(site.image(), "os"),
                Digest.of(Files.readAllBytes(cutOff)).toString());
        assertEquals(
                digest(site.image(), "kubectl"),
                Digest.of(Files.readAllBytes(altered)).toString());
    }

    @Test
    void aDeletedCacheIsMadeAgain(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        String wanted = site.image().digest();
        Site.delete(site.cache());
        lab.build(site).succeeded();
        assertWhole(site, wanted);
        assertFalse(site.image().reused());
    }

    @Test
    void aFullDiskIsNamedAndThePreviousResultStays(Laboratory lab) throws Exception {
        Site site = lab.site(work.resolve("site"));
        String wanted = site.image().digest();
        try (SmallDisk disk = SmallDisk.mount(work.resolve("disk"), "size=256k")) {
            Path cache = disk.place().resolve("cache");
            String complaint = lab.build(site.with(cache)).failed().complaint();
            assertTrue(complaint.contains("the cache " + cache + " cannot be used: "), complaint);
            assertTrue(complaint.contains("no space left on device"), complaint);
            assertTrue(complaint.contains("-Dkubespray.cache=DIR"), complaint);
        }
        assertWhole(site, wanted);
    }

    @Test
    void aCacheThatMayNotBeWrittenIsNamed(Laboratory lab) throws Exception {
        Site site = lab.site(work.resolve("site"));
        Path file = Files.writeString(work.resolve("a-file"), "in the cache's place");
        String complaint = lab.build(site.with(file)).failed().complaint();
        assertTrue(complaint.contains("the cache " + file + " cannot be used: "), complaint);
        try (SmallDisk disk = SmallDisk.mount(work.resolve("disk"), "ro,size=256k")) {
            Path cache = disk.place().resolve("cache");
            String readOnly = lab.build(site.with(cache)).failed().complaint();
            assertTrue(readOnly.contains("the cache " + cache + " cannot be used: "), readOnly);
            assertTrue(readOnly.contains("read-only file system"), readOnly);
        }
    }

    private static String digest(Result image, String kind) {
        return image.layers().stream()
                .filter(layer -> layer.startsWith(kind + " "))
                .map(layer -> layer.replaceAll(".* ", ""))
                .findFirst()
                .orElseThrow();
    }

    /** The result is this image, and every blob of its layout is what its name says. */
    private static void assertWhole(Site site, String digest) throws IOException {
        assertEquals(digest, site.image().digest());
        for (Path blob : Site.files(site.layout().resolve("blobs"))) {
            assertEquals(
                    blob.getFileName().toString(),
                    Digest.of(Files.readAllBytes(blob)).hex());
        }
    }

    /** Holds back the first answer at a path until it is opened. */
    private static final class Gate {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        Gate(Laboratory lab, String path) throws IOException {
            byte[] bytes = Files.readAllBytes(lab.maven().home().resolve("wheels" + path.replace("/files", "")));
            ScriptedServer.Answer answer = ScriptedServer.ranges(bytes);
            lab.server().on(path, (exchange, closing) -> {
                reached.countDown();
                try {
                    opened.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                answer.give(exchange, closing);
            });
        }

        void open() {
            opened.countDown();
        }
    }
}
