package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.registry.RegistryServer;
import io.github.kubespraymaven.sbom.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What an image says of its content, in the folder and in registries of several kinds. */
@ExtendWith(Laboratory.Provider.class)
class SbomIT {
    private static final List<String> DOCUMENTS = List.of("provenance.json", "sbom.cdx.json", "sbom.spdx.json");

    @TempDir
    Path work;

    private RegistryServer registry;

    @BeforeEach
    void open() throws Exception {
        registry = new RegistryServer();
        registry.referrers = true;
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void theDocumentsListWhatIsInstalledAndNothingElse(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        assertEquals(DOCUMENTS, attestations(site));
        assertEquals(List.of(), Schemas.cycloneDx(Files.readString(attestation(site, "sbom.cdx.json"))));
        assertEquals(List.of(), Schemas.spdx(Files.readString(attestation(site, "sbom.spdx.json"))));

        SortedSet<String> installed = installed(site, 0);
        assertTrue(installed.size() > 30, installed.toString());
        TreeSet<String> listed = new TreeSet<>();
        for (JsonNode one : json(site, "sbom.cdx.json").get("components")) {
            listed.add(one.path("purl").asText().replaceFirst("[?#].*", ""));
        }
        assertTrue(listed.remove("pkg:golang/k8s.io/kubernetes@v1.35.4"), listed.toString());
        assertTrue(listed.remove("pkg:generic/kubespray@v2.31.0"), listed.toString());
        assertEquals(installed, listed);
        TreeSet<String> inSpdx = new TreeSet<>();
        for (JsonNode one : json(site, "sbom.spdx.json").get("packages")) {
            String purl = one.at("/externalRefs/0/referenceLocator").asText();
            if (purl.startsWith("pkg:deb/") || purl.startsWith("pkg:pypi/")) {
                inSpdx.add(purl.replaceFirst("[?#].*", ""));
            }
        }
        assertEquals(installed, inSpdx);

        TreeSet<String> files = new TreeSet<>();
        for (JsonNode one : json(site, "provenance.json").at("/predicate/buildDefinition/resolvedDependencies")) {
            assertEquals(64, one.at("/digest/sha256").asText().length(), one::toString);
            files.add(one.get("uri").asText().replaceFirst("[?#].*", ""));
        }
        installed.add("pkg:golang/k8s.io/kubernetes@v1.35.4");
        assertEquals(installed, files);
        assertEquals(
                site.image().digest(),
                "sha256:"
                        + json(site, "provenance.json")
                                .at("/subject/0/digest/sha256")
                                .asText());
    }

    @Test
    void theyAreTheSameWithAnotherCacheInAnotherPlaceAndSayNothingOfEither(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Site other = new Site(
                SmallCheckout.draw(work.resolve("elsewhere").resolve("kubespray")), work.resolve("other-cache"));
        lab.build(other).succeeded();
        for (String name : DOCUMENTS) {
            assertEquals(Files.readString(attestation(site, name)), Files.readString(attestation(other, name)));
            assertFalse(Files.readString(attestation(other, name)).contains("127.0.0.1"), name);
            assertFalse(Files.readString(attestation(other, name)).contains(work.toString()), name);
        }
        Files.delete(attestation(other, "sbom.cdx.json"));
        lab.build(other).succeeded();
        assertEquals(DOCUMENTS, attestations(other));
        lab.build(other, "-Dkubespray.sbom=false").succeeded();
        assertEquals(List.of(), attestations(other));
    }

    @Test
    void aRegistryHasThemAsReferrersOfTheImage(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        MavenRun run = lab.build(site, to()).succeeded();
        assertTrue(
                run.output()
                        .contains("Attached 3 documents (SBOM, provenance) to the image in " + registry.host()
                                + "/team/kubespray."),
                run.output());
        List<String> types = new ArrayList<>();
        for (JsonNode entry : referrers(site.image().digest())) {
            types.add(entry.get("artifactType").asText());
            JsonNode manifest = new ObjectMapper()
                    .readTree(registry.manifest(
                                    "team/kubespray", entry.get("digest").asText())
                            .orElseThrow()
                            .bytes());
            JsonNode layer = manifest.at("/layers/0");
            String name =
                    layer.at("/annotations/org.opencontainers.image.title").asText();
            byte[] blob = registry.blob(
                            "team/kubespray", Digest.parse(layer.get("digest").asText()))
                    .orElseThrow();
            assertArrayEquals(Files.readAllBytes(attestation(site, name)), blob, name);
            assertEquals(site.image().digest(), manifest.at("/subject/digest").asText());
        }
        types.sort(null);
        assertEquals(
                List.of("application/spdx+json", "application/vnd.cyclonedx+json", "application/vnd.in-toto+json"),
                types);
        registry.forget();
        lab.build(site, to()).succeeded();
        assertEquals(
                List.of(),
                registry.requests().stream()
                        .filter(line -> line.startsWith("PUT") || line.startsWith("POST"))
                        .toList());
    }

    @Test
    void anOldRegistryHasThemUnderATagAndOneThatRefusesHasTheImageAlone(Laboratory lab) throws Exception {
        registry.referrers = false;
        Site site = lab.site(work);
        MavenRun run = lab.build(site, to()).succeeded();
        assertTrue(run.output().contains("listed by tag: this registry keeps no lists"), run.output());
        String tag = site.image().digest().replace(':', '-');
        JsonNode index = new ObjectMapper()
                .readTree(registry.manifest("team/kubespray", tag).orElseThrow().bytes());
        assertEquals(3, index.get("manifests").size());

        site.edit(SmallCheckout.TASKS, "hello", "good-bye");
        registry.failing(RegistryServer.times(
                99, "PUT", "/manifests/sha256:", 400, "application/json", "{\"errors\":[{\"code\":\"UNSUPPORTED\"}]}"));
        MavenRun refused = lab.build(site, to()).succeeded();
        assertTrue(refused.output().contains("[WARNING] not attached to the image: "), refused.output());
        assertTrue(refused.output().contains("UNSUPPORTED"), refused.output());
        assertTrue(registry.manifest("team/kubespray", "v2.31.0-kube-v1.35.4").isPresent());

        site.edit(SmallCheckout.TASKS, "good-bye", "adieu");
        registry.forget();
        lab.build(site, to(), "-Dkubespray.attach=false").succeeded();
        assertEquals(
                0,
                registry.requests().stream()
                        .filter(line -> line.contains("/referrers/") || line.contains("/manifests/sha256"))
                        .count());
        assertEquals(DOCUMENTS, attestations(site));
    }

    @Test
    void whatIsInABaseThatWasFoundIsReadOffIt(Laboratory lab) throws Exception {
        String bases = "-Dkubespray.baseImage=" + registry.host() + "/team/bases";
        Site first = lab.site(work.resolve("first"));
        lab.build(first, bases, to()).succeeded();
        Site second = lab.site(work.resolve("second")).with(work.resolve("empty"));
        Files.delete(attestation(second, "sbom.cdx.json"));
        lab.build(second, bases, to()).succeeded();
        assertTrue(second.image().reused());
        for (String name : DOCUMENTS) {
            assertEquals(Files.readString(attestation(first, name)), Files.readString(attestation(second, name)), name);
        }

        Site bare = lab.site(work.resolve("bare"));
        String unsaid = "-Dkubespray.baseImage=" + registry.host() + "/team/unsaid";
        lab.build(bare, unsaid, "-Dkubespray.attach=false").succeeded();
        Site third = lab.site(work.resolve("third")).with(work.resolve("nothing"));
        MavenRun run = lab.build(third, unsaid, to()).succeeded();
        assertTrue(run.output().contains("No SBOM: what is in the base for linux/amd64 is not known"), run.output());
        assertEquals(List.of(), attestations(third));
    }

    @Test
    void eachPlatformHasItsOwnAndTheIndexItsProvenance(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        lab.build(site, to(), "-Dkubespray.platforms=linux/amd64,linux/arm64").succeeded();
        assertEquals(
                List.of(
                        "provenance-linux-amd64.json",
                        "provenance-linux-arm64.json",
                        "provenance.json",
                        "sbom-linux-amd64.cdx.json",
                        "sbom-linux-amd64.spdx.json",
                        "sbom-linux-arm64.cdx.json",
                        "sbom-linux-arm64.spdx.json"),
                attestations(site));
        assertEquals(1, referrers(site.image().digest()).size());
        for (JsonNode platform : site.image().at("/platforms")) {
            assertEquals(3, referrers(platform.get("digest").asText()).size());
        }
        assertEquals(3, json(site, "provenance.json").get("subject").size());
        assertTrue(
                Files.readString(attestation(site, "sbom-linux-arm64.cdx.json")).contains("arch=arm64"),
                "the image's own architecture");
    }

    @Test
    void ofAnImageBelowTheyListWhatItsOwnRecordsSayAndThatThisMayNotBeAll(Laboratory lab) throws Exception {
        Site site = lab.site(work.resolve("one"));
        Path layout = work.resolve("slim");
        SmallImage slim = SmallImage.slim("one");
        slim.writeTo(layout, "3.12");
        lab.build(site, "-Dkubespray.from=oci:" + layout).succeeded();
        assertEquals(DOCUMENTS, attestations(site));
        assertEquals(List.of(), Schemas.cycloneDx(Files.readString(attestation(site, "sbom.cdx.json"))));
        assertEquals(List.of(), Schemas.spdx(Files.readString(attestation(site, "sbom.spdx.json"))));

        String image = "pkg:oci/image@" + slim.digest();
        TreeSet<String> listed = new TreeSet<>();
        List<String> below = new ArrayList<>();
        for (JsonNode one : json(site, "sbom.cdx.json").get("components")) {
            String purl = one.path("purl").asText().replaceFirst("[?#].*", "");
            assertTrue(listed.add(purl), purl);
            if (one.get("properties")
                    .toString()
                    .contains("{\"name\":\"kubespray:within\",\"value\":\"" + image + "\"}")) {
                below.add(purl);
                assertTrue(
                        one.get("properties")
                                .toString()
                                .contains(site.image()
                                        .at("/platforms/0/layers/1/diffId")
                                        .asText()),
                        one::toString);
            }
        }
        assertEquals(List.of("pkg:deb/debian/bash@0.9"), below);
        assertTrue(listed.remove(image), listed.toString());
        assertTrue(listed.remove("pkg:golang/k8s.io/kubernetes@v1.35.4"), listed.toString());
        assertTrue(listed.remove("pkg:generic/kubespray@v2.31.0"), listed.toString());
        // dpkg's status in the first layer of ours has the packages of the image below, too.
        assertEquals(installed(site, 2), listed);
        assertEquals(
                "[{\"aggregate\":\"incomplete\",\"assemblies\":[\"" + image + "\"]}]",
                json(site, "sbom.cdx.json").get("compositions").toString());

        TreeSet<String> files = new TreeSet<>();
        for (JsonNode one : json(site, "provenance.json").at("/predicate/buildDefinition/resolvedDependencies")) {
            files.add(one.get("uri").asText() + " " + one.at("/digest/sha256").asText());
        }
        assertTrue(files.contains(image + " " + slim.digest().hex()), files.toString());
        assertTrue(files.stream().noneMatch(file -> file.contains("bash@0.9")), files.toString());

        Site other = new Site(
                SmallCheckout.draw(work.resolve("elsewhere").resolve("kubespray")), work.resolve("other-cache"));
        lab.build(other, "-Dkubespray.from=oci:" + layout).succeeded();
        for (String name : DOCUMENTS) {
            assertEquals(Files.readString(attestation(site, name)), Files.readString(attestation(other, name)));
        }
    }

    @Test
    void ofADistributionThatNobodyKnowsTheyListWhatIsRecorded(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        Path layout = work.resolve("other");
        SmallImage.unknown(12).writeTo(layout, "7");
        lab.build(site, "-Dkubespray.from=oci:" + layout).succeeded();
        assertEquals(List.of(), Schemas.cycloneDx(Files.readString(attestation(site, "sbom.cdx.json"))));
        assertEquals(List.of(), Schemas.spdx(Files.readString(attestation(site, "sbom.spdx.json"))));
        TreeSet<String> listed = new TreeSet<>();
        for (JsonNode one : json(site, "sbom.cdx.json").get("components")) {
            listed.add(one.get("name").asText() + " " + one.get("version").asText());
        }
        assertTrue(listed.contains("bash 0.9"), listed.toString());
        assertTrue(listed.contains("netaddr 1.3.0") && !listed.contains("netaddr 0.9"), listed.toString());
        assertEquals(
                "incomplete",
                json(site, "sbom.cdx.json").at("/compositions/0/aggregate").asText());
    }

    private String to() {
        return "-Dkubespray.to=docker://" + registry.host() + "/team/kubespray";
    }

    private JsonNode referrers(String digest) throws Exception {
        try (InputStream in = java.net
                .URI
                .create("http://" + registry.host() + "/v2/team/kubespray/referrers/" + digest)
                .toURL()
                .openStream()) {
            return new ObjectMapper().readTree(in).get("manifests");
        }
    }

    private static Path attestation(Site site, String name) {
        return site.checkout().resolve("target/kubespray").resolve(name);
    }

    private static JsonNode json(Site site, String name) throws IOException {
        return new ObjectMapper().readTree(attestation(site, name).toFile());
    }

    private static List<String> attestations(Site site) throws IOException {
        try (var files = Files.list(site.checkout().resolve("target/kubespray"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("sbom") || name.startsWith("provenance"))
                    .sorted()
                    .toList();
        }
    }

    /** What dpkg's status and the dist-info folders in the layers from one on say, as package URLs without qualifiers. */
    private static SortedSet<String> installed(Site site, int from) throws IOException {
        TreeSet<String> installed = new TreeSet<>();
        JsonNode layers = site.image().at("/platforms/0/layers");
        for (int i = from; i < layers.size(); i++) {
            JsonNode layer = layers.get(i);
            String digest = layer.get("digest").asText();
            Path blob = site.layout().resolve("blobs").resolve(digest.replace(':', '/'));
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(blob)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (entry.getName().equals("var/lib/dpkg/status")) {
                        String status = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                        for (String stanza : status.split("\n\n")) {
                            installed.add("pkg:deb/debian/" + stanza.replaceAll("(?s)^Package: (.*?)\n.*", "$1") + "@"
                                    + stanza.replaceAll("(?s).*\nVersion: (.*?)\n.*", "$1"));
                        }
                    } else if (entry.getName().endsWith(".dist-info/METADATA")) {
                        String[] parts = entry.getName()
                                .replaceAll(".*/([^/]*)\\.dist-info/METADATA", "$1")
                                .split("-");
                        installed.add("pkg:pypi/" + parts[0].replace('_', '-') + "@" + parts[1]);
                    }
                }
            }
        }
        return installed;
    }
}
