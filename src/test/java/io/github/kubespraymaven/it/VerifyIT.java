package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.kubespraymaven.registry.RegistryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(Laboratory.Provider.class)
class VerifyIT {
    @TempDir
    Path work;

    private Laboratory lab;
    private Site site;

    @BeforeEach
    void aLockedImage(Laboratory laboratory) throws Exception {
        lab = laboratory;
        site = lab.site(work);
        goal("lock").succeeded();
        lab.build(site).succeeded();
    }

    private MavenRun goal(String name, String... more) throws Exception {
        return lab.maven().run(site.checkout(), lab.arguments(Laboratory.goal(name), site.cache(), more));
    }

    private Result report() throws Exception {
        return Result.of(site.checkout(), "verify.json");
    }

    @Test
    void theSameImageIsSaidToBeTheSameRebuiltOrNot() throws Exception {
        Laboratory.Asked asked = lab.asked();
        String known = goal("verify").succeeded().output();
        assertTrue(known.contains("is, to the byte, the image that this checkout and its kubespray.lock give."), known);
        assertTrue(known.contains("predicted from kubespray.lock: the base of its key "), known);
        assertEquals(List.of(), asked.lines());
        assertFalse(report().at("/rebuilt").asBoolean());

        String rebuilt = goal("verify", "-Dkubespray.refresh").succeeded().output();
        assertTrue(rebuilt.contains("built now from kubespray.lock"), rebuilt);
        assertTrue(report().at("/rebuilt").asBoolean());

        site = site.with(work.resolve("empty"));
        String elsewhere = goal("verify").succeeded().output();
        assertTrue(elsewhere.contains("built now from kubespray.lock"), elsewhere);
        assertEquals(
                "image same expected given rebuilt layersRead names missing notCompared platforms", report().members());
    }

    @Test
    void everyKindOfDifferenceIsNamed() throws Exception {
        new Altered(site.layout())
                .app((entry, content, out) -> {
                    switch (entry.getName()) {
                        case "kubespray/cluster.yml" -> entry.setMode(0100600);
                        case "kubespray/playbooks/cluster.yml" -> entry.setModTime(1_000_000_000_000L);
                        case "kubespray/scripts/run.sh" -> entry.setIds(1000, 1000);
                        case "kubespray/upgrade.yml" -> entry.setLinkName("reset.yml");
                        default -> {}
                    }
                    if (entry.getName().equals("kubespray/galaxy.yml")) {
                        return;
                    }
                    byte[] other = entry.getName().equals("kubespray/" + SmallCheckout.TASKS)
                            ? new String(content, StandardCharsets.UTF_8)
                                    .replace("hello", "goodbye")
                                    .getBytes(StandardCharsets.UTF_8)
                            : content;
                    Altered.keep(entry, other, out);
                    if (entry.getName().equals("kubespray/scripts/run.sh")) {
                        Altered.keep(new TarArchiveEntry("kubespray/scripts/new.sh"), new byte[] {'x'}, out);
                    }
                })
                .config(config -> ((ObjectNode) config.get("config")).put("WorkingDir", "/tmp"))
                .manifest(manifest ->
                        ((ObjectNode) manifest.get("annotations")).put("org.opencontainers.image.version", "v2.32.0"))
                .write();

        String complaint = goal("verify").failed().complaint();
        assertTrue(
                complaint.contains("/image is not the image that this checkout and its kubespray.lock give."),
                complaint);
        for (String line : List.of(
                "manifest: 1 difference",
                "  annotations.org.opencontainers.image.version: value: expected \"v2.31.0\", got \"v2.32.0\"",
                "config: 1 difference",
                "  config.WorkingDir: value: expected \"/kubespray\", got \"/tmp\"",
                "layer 7 (app v2.31.0): ",
                "  kubespray/cluster.yml: mode: expected 0644, got 100600",
                "  kubespray/galaxy.yml: missing in the given image (file, 0644, ",
                "  kubespray/playbooks/cluster.yml: time: expected 1980-01-02T00:00:00Z, got 2001-09-09T01:46:40Z",
                "  kubespray/roles/client/tasks/main.yml: content, from byte 15 on: expected 22 bytes, got 24 bytes",
                "      @@ line 1 @@",
                "      -- debug: {msg: hello}",
                "      +- debug: {msg: goodbye}",
                "  kubespray/scripts/new.sh: only in the given image (file, ",
                "  kubespray/scripts/run.sh: owner: expected 0:0, got 1000:1000",
                "  kubespray/upgrade.yml: link target: expected cluster.yml, got reset.yml",
                "The other 6 of 9 parts (manifest, config, layers) are the same.")) {
            assertTrue(complaint.contains(line), line + "\nis not in\n" + complaint);
        }
        assertFalse(report().at("/same").asBoolean());
        assertEquals(
                "kubespray/cluster.yml",
                report().at("/platforms/0/parts/8/differences/0/where").asText());
    }

    @Test
    void bytesThatAreNotTheirDigestsAreFoundThoughAllDocumentsAreRight() throws Exception {
        String digest = site.image().layers().get(3).replaceAll(".* ", "");
        Path blob = site.layout().resolve("blobs").resolve(digest.replace(':', '/'));
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(blob);
        Files.write(blob, bytes);
        String complaint = goal("verify").failed().complaint();
        assertTrue(
                complaint.contains(
                        "layer 4 (python ansible-core 2.16.14): 1 difference\n  the stored bytes: expected " + digest),
                complaint);
        Files.delete(blob);
        complaint = goal("verify").failed().complaint();
        assertTrue(
                complaint.contains("layer 4 (python ansible-core 2.16.14): 1 difference\n  cannot be read"), complaint);
    }

    @Test
    void archivesAreCompared(Laboratory laboratory) throws Exception {
        Path oci = work.resolve("k.oci.tar");
        Path docker = work.resolve("k.docker.tar");
        lab.build(site, "-Dkubespray.to=oci-archive:" + oci + ",docker-archive:" + docker)
                .succeeded();
        goal("verify", "-Dkubespray.image=oci-archive:" + oci).succeeded();
        assertTrue(report().at("/same").asBoolean());
        site.edit(SmallCheckout.TASKS, "hello", "goodbye");
        String complaint = goal("verify", "-Dkubespray.image=docker-archive:" + docker)
                .failed()
                .complaint();
        assertTrue(complaint.contains("layer 7 (app v2.31.0): 1 difference"), complaint);
    }

    @Test
    void anImageInARegistryIsComparedWithoutItsLayersAndPredictedByTheBaseThere(Laboratory laboratory)
            throws Exception {
        try (RegistryServer registry = new RegistryServer()) {
            String name = "docker://" + registry.host() + "/team/kubespray:v1";
            String bases = "-Dkubespray.baseImage=" + registry.host() + "/bases";
            lab.build(site, "-Dkubespray.to=" + name, bases).succeeded();
            String image = "-Dkubespray.image=" + name;
            registry.forget();
            String output = goal("verify", image).succeeded().output();
            assertTrue(output.contains("predicted from kubespray.lock"), output);
            assertTrue(output.contains("is, by its digest, the image that this checkout"), output);
            List<String> read = registry.requests().stream()
                    .filter(line -> line.startsWith("GET /v2/team/kubespray/blobs/"))
                    .toList();
            assertTrue(read.size() <= 1, "the config alone: " + read);

            site = site.with(work.resolve("empty"));
            Laboratory.Asked asked = lab.asked();
            output = goal("verify", image, bases).succeeded().output();
            assertTrue(output.contains("predicted from kubespray.lock"), output);
            assertEquals(List.of(), asked.lines());
            assertFalse(report().at("/rebuilt").asBoolean());

            site.edit(SmallCheckout.TASKS, "hello", "goodbye");
            String complaint = goal("verify", image, bases).failed().complaint();
            assertTrue(complaint.contains("      -- debug: {msg: goodbye}\n      +- debug: {msg: hello}"), complaint);
        }
    }

    @Test
    void eachPlatformOfAnIndexIsCompared() throws Exception {
        String both = "-Dkubespray.platforms=linux/amd64,linux/arm64";
        goal("lock", both).succeeded();
        lab.build(site, both).succeeded();
        goal("verify", both).succeeded();
        assertEquals(2, report().at("/platforms").size());
        String one = goal("verify").failed().complaint();
        assertTrue(
                one.replaceAll("sha256:\\w+", "DIGEST")
                        .contains("Not compared: linux/arm64 (DIGEST), which platforms does not name.\n"
                                + "Compare them, too: -Dkubespray.platforms=linux/amd64,linux/arm64"),
                one);

        site.edit(SmallCheckout.TASKS, "hello", "goodbye");
        String complaint = goal("verify", both).failed().complaint();
        assertTrue(complaint.contains("linux/amd64 (sha256:") && complaint.contains("linux/arm64 (sha256:"), complaint);
        assertEquals(2, complaint.split("layer 7 \\(app v2.31.0\\): 1 difference", -1).length - 1, complaint);
    }

    @Test
    void anImageOnAnImageIsComparedDownToThatImagesLayers() throws Exception {
        Path below = work.resolve("slim");
        SmallImage.slim("one").writeTo(below, "3.12");
        String from = "-Dkubespray.from=oci:" + below;
        goal("lock", from).succeeded();
        lab.build(site, from).succeeded();
        goal("verify", from).succeeded();
        String digest = site.image().layers().get(0).replaceAll(".* ", "");
        Path blob = site.layout().resolve("blobs").resolve(digest.replace(':', '/'));
        byte[] bytes = Files.readAllBytes(blob);
        bytes[bytes.length / 2] ^= 1;
        Files.delete(blob);
        Files.write(blob, bytes);
        String complaint = goal("verify", from).failed().complaint();
        assertTrue(complaint.contains("layer 1 ("), complaint);
        assertTrue(complaint.contains("  the stored bytes: expected " + digest), complaint);
    }

    @Test
    void anotherCheckoutIsNamedByWhatItChanges() throws Exception {
        site.edit(SmallCheckout.TASKS, "hello", "goodbye");
        String complaint = goal("verify").failed().complaint();
        assertTrue(complaint.contains("layer 7 (app v2.31.0): 1 difference"), complaint);
        assertTrue(complaint.contains("      -- debug: {msg: goodbye}\n      +- debug: {msg: hello}"), complaint);
    }

    @Test
    void whatCannotBeVerifiedIsSaid() throws Exception {
        Path lock = site.checkout().resolve("kubespray.lock");
        String complaint =
                goal("verify", "-Dkubespray.image=oci:nowhere").failed().complaint();
        assertTrue(complaint.contains("nowhere"), complaint);
        complaint = goal("verify", "-Dkubespray.image=nowhere").failed().complaint();
        assertTrue(complaint.contains("image: 'nowhere': it names no transport that can be read from"), complaint);
        Files.delete(lock);
        complaint = goal("verify").failed().complaint();
        assertTrue(complaint.contains("There is no kubespray.lock in "), complaint);
    }
}
