package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.registry.RegistryServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Images that are added to. */
@ExtendWith(Laboratory.Provider.class)
class FromIT {
    /** The registry's log shortens digests. */
    private static final int BRIEF = "sha256:123456".length();

    @TempDir
    Path work;

    @Test
    void whatAnImageLacksIsAddedAndWhatItHasStays(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        SmallImage slim = SmallImage.slim("one");
        Path layout = work.resolve("slim");
        slim.writeTo(layout, "3.12");
        lab.build(site, "-Dkubespray.from=oci:" + layout).succeeded();

        Result image = site.image();
        String from = "from oci:" + layout + "@" + slim.digest();
        assertEquals(
                "oci:" + layout + "@" + slim.digest(), image.at("/inputs/from").asText());
        assertEquals(
                List.of(
                        from.replaceAll("@.*", "@"),
                        from.replaceAll("@.*", "@"),
                        "os debian:bookworm",
                        "kubectl v1.35.4",
                        "python without netaddr 0.9",
                        "python ansible 9.13.0",
                        "python ansible-core 2.16.14",
                        "python cryptography 46.0.6",
                        "python jinja2 3.1.6, jmespath 1.1.0, netaddr 1.3.0"),
                image.whats().subList(0, 9).stream()
                        .map(line -> line.replaceAll("@.*", "@"))
                        .toList());
        for (int i = 0; i < slim.layers().size(); i++) {
            String digest = image.at("/platforms/0/layers/" + i + "/digest").asText();
            assertEquals(slim.layers().get(i), digest);
            String blob = "blobs/" + digest.replace(':', '/');
            assertArrayEquals(
                    Files.readAllBytes(layout.resolve(blob)),
                    Files.readAllBytes(site.layout().resolve(blob)));
        }

        Result config =
                Result.blob(site.layout(), image.at("/platforms/0/config").asText());
        assertEquals("somebody", config.at("/author").asText());
        assertEquals("1000", config.at("/config/User").asText());
        assertEquals("somebody", config.at("/config/Labels/who").asText());
        assertTrue(config.at("/config/Volumes").has("/data"));
        assertEquals("by hand", config.at("/history/0/comment").asText());
        assertEquals("os: debian:bookworm", config.at("/history/3/created_by").asText());
        assertEquals(
                "[\"PATH=/usr/local/bin:/usr/bin:/bin\",\"PYTHON_VERSION=3.12.1\",\"LANG=C.UTF-8\","
                        + "\"PYTHONDONTWRITEBYTECODE=1\"]",
                config.at("/config/Env").toString());

        Map<String, String> os = files(site, image, 2);
        String status = os.get("var/lib/dpkg/status");
        assertTrue(status.startsWith("Package: base-files\n"), status);
        assertTrue(status.contains("\nPackage: bash\nEssential: yes\nStatus: install ok installed\n"), status);
        assertTrue(status.contains("\nVersion: 0.9\n"), status);
        assertFalse(status.contains("Package: gone"), status);
        assertTrue(os.containsKey("usr/share/curl/what"), os.keySet()::toString);
        assertFalse(os.containsKey("usr/share/bash/what"), os.keySet()::toString);
        assertFalse(os.containsKey("usr/share/python3/what"), os.keySet()::toString);
        assertEquals("700", os.get("usr/share/"));
        assertEquals(
                List.of(
                        "usr/local/lib/python3.12/site-packages/netaddr-0.9.dist-info/.wh.METADATA",
                        "usr/local/lib/python3.12/site-packages/netaddr-0.9.dist-info/.wh.RECORD",
                        "usr/local/lib/python3.12/site-packages/netaddr/.wh.old.py"),
                files(site, image, 4).keySet().stream()
                        .filter(name -> !name.endsWith("/"))
                        .toList());
        Map<String, String> core = files(site, image, 6);
        assertTrue(core.get("usr/local/bin/ansible-playbook").startsWith("#!/usr/local/bin/python3.12\n"));
        assertTrue(core.containsKey("usr/local/lib/python3.12/site-packages/ansible/release.py"));
    }

    @Test
    void anotherImageGivesAnotherBaseAndTheSameOneNone(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Path layout = work.resolve("slim");
        SmallImage.slim("one").writeTo(layout, "3.12");
        String from = "-Dkubespray.from=oci:" + layout + ":3.12";
        lab.build(site, from).succeeded();
        String first = site.image().at("/base/key").asText();
        Laboratory.Asked asked = lab.asked();
        lab.build(site, from).succeeded();
        assertTrue(site.image().reused());
        site.edit(SmallCheckout.TASKS, "hello", "good-bye");
        lab.build(site, from).succeeded();
        assertTrue(site.image().reused());
        assertEquals(List.of(), asked.lines());
        SmallImage.slim("two").writeTo(layout, "3.12");
        lab.build(site, from).succeeded();
        assertFalse(site.image().reused());
        assertFalse(first.equals(site.image().at("/base/key").asText()));
    }

    @Test
    void aRegistrysLayersAreReadOnceAndMountedWhereTheImageGoesBesideThem(Laboratory lab) throws Exception {
        try (RegistryServer registry = new RegistryServer()) {
            SmallImage slim = SmallImage.slim(true, "amd64", "one");
            slim.storeIn(registry, "library/python", "3.12-slim", "amd64");
            String from = "-Dkubespray.from=docker://" + registry.host() + "/library/python:3.12-slim";
            String to = "-Dkubespray.to=docker://" + registry.host() + "/team/kubespray";
            Site site = lab.site(work.resolve("first"));
            lab.build(site, from, to).succeeded();
            assertEquals(2, count(registry.requests(), slim.layers(), "GET /v2/library/python/blobs/"));
            assertEquals(0, count(registry.requests(), slim.layers(), "PUT "));

            site.edit(SmallCheckout.TASKS, "hello", "good-bye");
            registry.forget();
            lab.build(site, from, to).succeeded();
            assertTrue(site.image().reused());
            assertEquals(
                    List.of("HEAD /v2/library/python/manifests/3.12-slim"),
                    registry.requests().stream()
                            .filter(line -> line.contains("/library/"))
                            .map(line -> line.replaceAll("^(\\S+ \\S+).*", "$1"))
                            .toList());
            for (String layer : slim.layers()) {
                Files.delete(site.blob(layer));
            }
            site.edit(SmallCheckout.TASKS, "good-bye", "hello again");
            registry.forget();
            MavenRun thin =
                    lab.build(site, from, to, "-Dkubespray.packages=curl,jq").succeeded();
            assertEquals(0, count(registry.requests(), slim.layers(), "GET "), registry.requests()::toString);
            assertTrue(thin.output().contains("2 layers of the base stay in " + registry.host() + "/library/python"));
            lab.build(site, from).succeeded();
            assertEquals(2, count(registry.requests(), slim.layers(), "GET /v2/library/python/blobs/"));
        }
    }

    @Test
    void anArchiveIsStoodOnAsTheLayoutInItIs(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        SmallImage slim = SmallImage.slim("one");
        slim.writeTo(work.resolve("slim"), "3.12");
        slim.writeOciArchive(work.resolve("slim.tar"), "3.12");
        lab.build(site, "-Dkubespray.from=oci:" + work.resolve("slim")).succeeded();
        String digest = site.image().digest();
        String archive = "oci-archive:" + work.resolve("slim.tar");
        lab.build(site, "-Dkubespray.from=" + archive + ":3.12").succeeded();
        assertTrue(site.image().reused());
        assertEquals(digest, site.image().digest());
        // Without a cache its layers come out of the archive.
        Site fresh = site.with(work.resolve("fresh"));
        lab.build(fresh, "-Dkubespray.from=" + archive).succeeded();
        assertEquals(digest, fresh.image().digest());
        assertEquals(
                archive + "@" + slim.digest(), fresh.image().at("/inputs/from").asText());
        assertEquals(
                "from: DIR/slim.tar: wanted one image named 3.13, got 0; there are [3.12]",
                complaint(lab, site, archive + ":3.13"));
    }

    @Test
    void whatDockerSavesIsStoodOnWithItsLayersAsTheyAreThere(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        SmallImage slim = SmallImage.slim("one");
        slim.writeDockerArchive(work.resolve("slim.tar"), "python:3.12-slim");
        String archive = "docker-archive:" + work.resolve("slim.tar");
        lab.build(site, "-Dkubespray.from=" + archive + ":docker.io/library/python:3.12-slim")
                .succeeded();
        for (int i = 0; i < slim.diffIds().size(); i++) {
            assertEquals(
                    slim.diffIds().get(i),
                    site.image().at("/platforms/0/layers/" + i + "/digest").asText());
        }
        assertEquals(
                "from: DIR/slim.tar: wanted one image named python:3.13, got 0; there are [python:3.12-slim]",
                complaint(lab, site, archive + ":python:3.13"));
    }

    @Test
    void fromOneRegistryIntoAnotherLayersArePassedOnAndNotKept(Laboratory lab) throws Exception {
        try (RegistryServer source = new RegistryServer();
                RegistryServer target = new RegistryServer()) {
            SmallImage slim = SmallImage.slim(true, "amd64", "one");
            slim.storeIn(source, "library/python", "3.12-slim", "amd64");
            String from = "-Dkubespray.from=docker://" + source.host() + "/library/python:3.12-slim";
            Site site = lab.site(work);
            lab.build(site, from, "-Dkubespray.to=docker://" + target.host() + "/team/kubespray:one")
                    .succeeded();
            // What they hold is known, so that nothing here needs them.
            for (String layer : slim.layers()) {
                Files.delete(site.blob(layer));
            }
            source.forget();
            lab.build(site, from, "-Dkubespray.to=docker://" + target.host() + "/other/kubespray:one")
                    .succeeded();
            assertEquals(2, count(source.requests(), slim.layers(), "GET /v2/library/python/blobs/"));
            for (String layer : slim.layers()) {
                assertTrue(target.blob("other/kubespray", Digest.parse(layer)).isPresent());
                assertFalse(Files.exists(site.blob(layer)));
            }
            assertArrayEquals(
                    target.manifest("team/kubespray", "one").orElseThrow().bytes(),
                    target.manifest("other/kubespray", "one").orElseThrow().bytes());

            site.edit(SmallCheckout.TASKS, "hello", "good-bye");
            source.forget();
            target.forget();
            lab.build(site, from, "-Dkubespray.to=docker://" + target.host() + "/other/kubespray:two")
                    .succeeded();
            assertEquals(0, count(source.requests(), slim.layers(), "GET "), source.requests()::toString);
        }
    }

    @Test
    void aLockPinsTheImageWhateverItsTagComesToMean(Laboratory lab) throws Exception {
        try (RegistryServer registry = new RegistryServer()) {
            SmallImage.slim("one").storeIn(registry, "python", "slim", "amd64");
            String from = "-Dkubespray.from=docker://" + registry.host() + "/python:slim";
            Site site = lab.site(work);
            lock(lab, site, from).succeeded();
            lab.build(site, from).succeeded();
            String digest = site.image().digest();
            SmallImage two = SmallImage.slim("two");
            two.storeIn(registry, "python", "slim", "amd64");
            lab.build(site, from, "-Dkubespray.refresh").succeeded();
            assertEquals(digest, site.image().digest());
            lock(lab, site, from, "-Dkubespray.upgrade").succeeded();
            assertTrue(Files.readString(site.checkout().resolve("kubespray.lock"))
                    .contains("\nimage " + two.digest() + "\n"));
            lab.build(site, from).succeeded();
            assertFalse(digest.equals(site.image().digest()));
        }
    }

    @Test
    void anUnknownDistributionGetsWheelsAndKubectl(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Path layout = work.resolve("other");
        SmallImage.unknown(12).writeTo(layout, "7");
        MavenRun run = lab.build(site, "-Dkubespray.from=oci:" + layout).succeeded();
        assertTrue(run.output().contains("No OS packages are added: oci:" + layout), run.output());
        assertTrue(run.output().contains("is Other Linux 7, whose packages are not known here"), run.output());
        assertTrue(site.image().whats().stream().noneMatch(line -> line.startsWith("os ")));

        lab.build(site, "-Dkubespray.from=oci:" + layout, "-Dkubespray.packages=bash")
                .succeeded();
        String complaint = lab.build(site, "-Dkubespray.from=oci:" + layout, "-Dkubespray.packages=bash,jq,less")
                .failed()
                .complaint();
        assertEquals(
                "packages: jq, less cannot be added: IMAGE is Other Linux 7, whose packages are not known here (Debian"
                        + " bullseye, bookworm, trixie are). Start from an image that has them, or from one of Debian, or"
                        + " leave them out.",
                complaint.replaceAll("oci:\\S+", "IMAGE"));
    }

    @Test
    void anImageWithoutPythonGetsItsDistributions(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Path layout = work.resolve("debian");
        SmallImage.withoutPython("ID=debian\nVERSION_CODENAME=bookworm\n").writeTo(layout, "12");
        lab.build(site, "-Dkubespray.from=oci:" + layout).succeeded();
        assertTrue(files(site, site.image(), 1).containsKey("usr/share/python3/what"));
        assertTrue(
                files(site, site.image(), 4).containsKey("usr/local/lib/python3.11/dist-packages/ansible/release.py"));
    }

    @Test
    void whatCannotBeStoodOnIsNamed(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Path layout = work.resolve("slim");
        SmallImage slim = SmallImage.slim("one");
        slim.writeTo(layout, "3.12");
        assertEquals(
                "from: oci:DIR/none: there is no DIR/none/index.json",
                complaint(lab, site, "oci:" + work.resolve("none")));
        assertEquals(
                "from: DIR/slim: wanted one image named 3.13, got 0; there are [3.12]",
                complaint(lab, site, "oci:" + layout + ":3.13"));
        assertEquals(
                "from: oci:DIR/slim is there, but not for linux/arm64; it has linux/amd64",
                complaint(lab, site, "oci:" + layout, "-Dkubespray.platforms=linux/arm64"));
        assertTrue(
                complaint(lab, site, "docker-daemon:x:y").startsWith("from: wanted auto, debian:SUITE, docker://HOST"));

        SmallImage.withoutPython("ID=other\n").writeTo(work.resolve("bare"), "1");
        assertTrue(complaint(lab, site, "oci:" + work.resolve("bare"))
                .contains("(other) has no python3 on its PATH, and none can be added"));
        SmallImage.unknown(7).writeTo(work.resolve("old"), "1");
        assertTrue(complaint(lab, site, "oci:" + work.resolve("old"))
                .contains("wanted CPython 3.8 or a later 3, got 3.7"));

        Path damaged =
                layout.resolve("blobs/sha256").resolve(slim.layers().get(0).substring("sha256:".length()));
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length - 1] ^= 1;
        Files.write(damaged, bytes);
        String complaint = complaint(lab, site, "oci:" + layout);
        assertTrue(complaint.contains(slim.layers().get(0)), complaint);

        try (RegistryServer registry = new RegistryServer()) {
            assertEquals(
                    "from: HOST/python:none is not there; see which tags or digests HOST/python has",
                    complaint(lab, site, "docker://" + registry.host() + "/python:none")
                            .replace(registry.host(), "HOST"));
        }
    }

    private String complaint(Laboratory lab, Site site, String from, String... more) throws Exception {
        String[] all = new String[more.length + 1];
        all[0] = "-Dkubespray.from=" + from;
        System.arraycopy(more, 0, all, 1, more.length);
        return lab.build(site, all).failed().complaint().replace(work.toString(), "DIR");
    }

    private static MavenRun lock(Laboratory lab, Site site, String... more) throws Exception {
        return lab.maven().run(site.checkout(), lab.arguments(Laboratory.goal("lock"), site.cache(), more));
    }

    private static long count(List<String> requests, List<String> layers, String start) {
        return requests.stream()
                .filter(line -> line.startsWith(start)
                        && layers.stream().anyMatch(layer -> line.contains(layer.substring(0, BRIEF))))
                .count();
    }

    /** The files of a layer with their texts, and its directories with their modes. */
    private static Map<String, String> files(Site site, Result image, int layer) throws IOException {
        String digest = image.at("/platforms/0/layers/" + layer + "/digest").asText();
        Map<String, String> files = new TreeMap<>();
        try (InputStream in = Files.newInputStream(site.blob(digest));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(
                        entry.getName(),
                        entry.isDirectory()
                                ? Integer.toOctalString(entry.getMode() & 07777)
                                : new String(tar.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
