package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Laboratory.Provider.class)
class BuildIT {
    /** The digest of the small checkout's image, see below. */
    static final String RECORDED = "sha256:7452f03242d5bca988b93b4bb7f4604a168f8df0892de4772fa1e0cafd3f1b2e";

    private static final String APP = "app v2.31.0";

    @TempDir
    Path work;

    @Test
    void theResultFileSaysWhatIsInTheImage(Laboratory lab) throws Exception {
        Result image = lab.site(work).image();
        assertEquals("digest mediaType tags platforms base inputs timing", image.members());
        assertEquals(
                "application/vnd.oci.image.manifest.v1+json",
                image.at("/mediaType").asText());
        assertEquals("kubespray:v2.31.0-kube-v1.35.4", image.at("/tags/0").asText());
        assertEquals("linux/amd64", image.at("/platforms/0/platform").asText());
        assertEquals("platform digest config layers", new Result(image.at("/platforms/0")).members());
        assertEquals(
                "digest diffId size unpackedSize kind what", new Result(image.at("/platforms/0/layers/0")).members());
        assertEquals(
                List.of(
                        "os debian:bookworm",
                        "kubectl v1.35.4",
                        "python ansible 9.13.0",
                        "python ansible-core 2.16.14",
                        "python cryptography 46.0.6",
                        "python jinja2 3.1.6, jmespath 1.1.0, netaddr 1.3.0",
                        APP),
                image.whats());
        assertEquals("digest key reused", new Result(image.at("/base")).members());
        assertEquals(
                "[\"ansible==9.13.0\",\"cryptography==46.0.6\",\"jmespath==1.1.0\",\"netaddr==1.3.0\"]",
                image.at("/inputs/requirements").toString());
        for (JsonNode milliseconds : image.at("/timing")) {
            assertTrue(milliseconds.isIntegralNumber(), image.at("/timing").toString());
        }
    }

    @Test
    void theLayoutHoldsOneImageUnderItsTagAndIsReadyToRun(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Result index = new Result(new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(site.layout().resolve("index.json").toFile()));
        assertEquals(1, index.at("/manifests").size());
        assertEquals(site.image().digest(), index.at("/manifests/0/digest").asText());
        assertEquals(
                "v2.31.0-kube-v1.35.4",
                index.at("/manifests/0/annotations/org.opencontainers.image.ref.name")
                        .asText());
        Result manifest = Result.blob(site.layout(), site.image().digest());
        Result config = Result.blob(site.layout(), manifest.at("/config/digest").asText());
        assertEquals("/kubespray", config.at("/config/WorkingDir").asText());
        assertEquals("[\"bash\"]", config.at("/config/Cmd").toString());
        assertTrue(config.at("/config/Entrypoint").isMissingNode());
        assertEquals(
                "[\"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\",\"LANG=C.UTF-8\","
                        + "\"PYTHONDONTWRITEBYTECODE=1\"]",
                config.at("/config/Env").toString());
        assertEquals("1980-01-02T00:00:00Z", config.at("/created").asText());
        assertEquals(
                "v2.31.0",
                manifest.at("/annotations")
                        .path("org.opencontainers.image.version")
                        .asText());
        assertEquals(
                site.image().at("/base/digest").asText(),
                manifest.at("/annotations")
                        .path("org.opencontainers.image.base.digest")
                        .asText());
    }

    @Test
    void theCheckoutIsInTheAppLayerButForWhatAContainerNeverNeeds(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        List<String> layers = site.image().layers();
        String digest = layers.get(layers.size() - 1).replaceAll(".* ", "");
        assertEquals(
                """
                0755 kubespray/
                0644 kubespray/cluster.yml
                0644 kubespray/galaxy.yml
                0755 kubespray/inventory/
                0755 kubespray/inventory/sample/
                0644 kubespray/inventory/sample/inventory.ini
                0755 kubespray/playbooks/
                0644 kubespray/playbooks/cluster.yml
                0644 kubespray/requirements.txt
                0755 kubespray/roles/
                0755 kubespray/roles/client/
                0755 kubespray/roles/client/tasks/
                0644 kubespray/roles/client/tasks/main.yml
                0755 kubespray/roles/kubespray_defaults/
                0755 kubespray/roles/kubespray_defaults/defaults/
                0755 kubespray/roles/kubespray_defaults/defaults/main/
                0644 kubespray/roles/kubespray_defaults/defaults/main/download.yml
                0644 kubespray/roles/kubespray_defaults/defaults/main/main.yml
                0755 kubespray/roles/kubespray_defaults/vars/
                0755 kubespray/roles/kubespray_defaults/vars/main/
                0644 kubespray/roles/kubespray_defaults/vars/main/checksums.yml
                0755 kubespray/scripts/
                0755 kubespray/scripts/run.sh
                kubespray/upgrade.yml -> cluster.yml""",
                String.join("\n", tar(site.layout().resolve("blobs").resolve(digest.replace(':', '/')))));
    }

    /**
     * Recorded once: the same packages, wheels and checkout have given this image on every JDK, system and machine since. Another
     * value means that every image changes, which wants a new format of whatever changed its bytes, and a word to users.
     */
    @Test
    void theImageIsToTheByteTheOneThatWasRecorded(Laboratory lab) throws Exception {
        assertEquals(RECORDED, lab.site(work).image().digest());
    }

    @Test
    void aSecondBuildAsksNobodyAndGivesTheSameImage(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Result before = site.image();
        Laboratory.Asked asked = lab.asked();
        lab.build(site).succeeded();
        assertEquals(List.of(), asked.lines());
        assertTrue(site.image().reused());
        assertEquals(before.layers(), site.image().layers());
        assertEquals(before.digest(), site.image().digest());
    }

    @Test
    void aChangedRoleChangesTheAppLayerAloneAndACommentInTheRequirementsDoesNotChangeTheBase(Laboratory lab)
            throws Exception {
        Site site = lab.site(work);
        Result before = site.image();
        site.edit(SmallCheckout.TASKS, "hello", "goodbye");
        site.edit("requirements.txt", "# for encrypted things", "# for certificates");
        Laboratory.Asked asked = lab.asked();
        lab.build(site).succeeded();
        assertEquals(List.of(), asked.lines());
        assertTrue(site.image().reused());
        assertEquals(before.at("/base/key"), site.image().at("/base/key"));
        assertEquals(List.of(APP), site.image().otherThan(before));
    }

    @Test
    void aDockerignoreThatKeepsItselfOutStillCounts(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Path file = site.checkout().resolve(".dockerignore");
        Files.writeString(file, ".dockerignore\ngalaxy.yml\nscripts\n");
        lab.build(site).succeeded();
        String without = site.image().digest();
        lab.build(site).succeeded();
        assertEquals(without, site.image().digest());

        Files.writeString(file, ".dockerignore\ngalaxy.yml\nscripts\ninventory\n");
        lab.build(site).succeeded();
        String less = site.image().digest();
        assertNotEquals(without, less);

        site.edit("galaxy.yml", "name: kubespray", "name: kubespray\nrepository: https://example.org/fork");
        lab.build(site).succeeded();
        assertNotEquals(less, site.image().digest());
    }

    @Test
    void aBumpedRequirementChangesItsOwnLayerAndTheBaseKey(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Result before = site.image();
        Files.writeString(
                site.checkout().resolve("requirements.txt"), SmallCheckout.REQUIREMENTS.replace("46.0.6", "46.0.7"));
        Laboratory.Asked asked = lab.asked();
        lab.build(site).succeeded();
        assertFalse(site.image().reused());
        assertNotEquals(before.at("/base/key"), site.image().at("/base/key"));
        // The requirements file is itself in the app layer.
        assertEquals(List.of("python cryptography 46.0.7", APP), site.image().otherThan(before));
        assertEquals(
                new TreeSet<>(List.of("GET /files/cryptography-46.0.7-py3-none-any.whl")),
                new TreeSet<>(asked.lines().stream()
                        .filter(line -> line.contains("/files/") || line.contains("/pool/"))
                        .toList()));
    }

    @Test
    void buildBaseMakesTheBaseAloneForEveryPlatform(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        String image = Files.readString(site.checkout().resolve("target/kubespray/image.json"));
        lab.maven()
                .run(
                        site.checkout(),
                        lab.arguments(
                                Laboratory.goal("build-base"),
                                site.cache(),
                                "-Dkubespray.platforms=linux/amd64, linux/arm64"))
                .succeeded();
        Result base = Result.of(site.checkout(), "base.json");
        assertEquals("digest mediaType tags platforms key reused inputs timing", base.members());
        assertEquals(
                "application/vnd.oci.image.index.v1+json", base.at("/mediaType").asText());
        assertEquals("kubespray:v2.31.0-base-kube-v1.35.4", base.at("/tags/0").asText());
        assertEquals("linux/arm64", base.at("/platforms/1/platform").asText());
        assertEquals(
                site.image().whats().subList(0, 6),
                base.whats(),
                "the layers of the base are those below the app layer");
        assertEquals(image, Files.readString(site.checkout().resolve("target/kubespray/image.json")));
    }

    @Test
    void buildBaseSaysThatItIsBuildThatPutsTheImageSomewhere(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        String note = "[WARNING] to: build-base leaves the base in "
                + site.checkout().toRealPath().resolve("target/kubespray/base")
                + " and nowhere else; the goal build puts the image at oci:elsewhere.";
        List<String> asked = lab.arguments(Laboratory.goal("build-base"), site.cache(), "-Dkubespray.to=oci:elsewhere");
        assertTrue(lab.maven().run(site.checkout(), asked).succeeded().output().contains(note));
        assertFalse(Files.exists(site.checkout().resolve("elsewhere")));

        lab.maven().run(site.checkout(), List.of(Laboratory.goal("init"))).succeeded();
        MavenRun whole = lab.maven()
                .run(site.checkout(), lab.arguments("package", site.cache(), "-Dkubespray.to=oci:elsewhere"))
                .succeeded();
        assertFalse(whole.output().contains("to: build-base"), whole.output());
        assertTrue(Files.exists(site.checkout().resolve("elsewhere/index.json")), whole.output());
    }

    @Test
    void archivesAreWrittenBesideTheLayout(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Path oci = work.resolve("k.oci.tar");
        Path docker = work.resolve("k.docker.tar");
        lab.build(site, "-Dkubespray.to=oci-archive:" + oci + ",docker-archive:" + docker + ":local/kubespray:mine")
                .succeeded();
        assertEquals(
                "[\"kubespray:v2.31.0-kube-v1.35.4\",\"oci-archive:" + oci + "\",\"docker-archive:" + docker
                        + ":local/kubespray:mine\"]",
                site.image().at("/tags").toString());
        assertTrue(
                names(oci).containsAll(List.of("oci-layout", "index.json")),
                names(oci).toString());
        assertTrue(names(docker).contains("manifest.json"), names(docker).toString());

        MavenRun both = lab.build(
                        site,
                        "-Dkubespray.platforms=linux/amd64,linux/arm64",
                        "-Dkubespray.to=docker-archive:" + docker)
                .failed();
        assertEquals(
                "to: docker-archive:" + docker + " takes an image for one platform, and 2 were asked for.",
                both.complaint());
    }

    private static List<String> names(Path archive) throws IOException {
        return entries(new TarArchiveInputStream(Files.newInputStream(archive))).stream()
                .map(line -> line.replaceFirst("^\\d+ ", ""))
                .toList();
    }

    private static List<String> tar(Path layer) throws IOException {
        return entries(new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(layer))));
    }

    private static List<String> entries(TarArchiveInputStream archive) throws IOException {
        List<String> lines = new java.util.ArrayList<>();
        try (archive) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                lines.add(
                        entry.isSymbolicLink()
                                ? entry.getName() + " -> " + entry.getLinkName()
                                : String.format("%04o %s", entry.getMode() & 07777, entry.getName()));
            }
        }
        return lines;
    }
}
