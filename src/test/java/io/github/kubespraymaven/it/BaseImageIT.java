package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.registry.RegistryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Bases that one machine makes and all find. */
@ExtendWith(Laboratory.Provider.class)
class BaseImageIT {
    @TempDir
    Path work;

    private RegistryServer registry;

    @BeforeEach
    void open() throws Exception {
        registry = new RegistryServer();
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aMachineThatHasNothingNeedsFewDocumentsOfTheBaseAndSendsItsOwnLayerAlone(Laboratory lab) throws Exception {
        Site first = lab.site(work.resolve("first"));
        MavenRun pushed = lab.build(first, parameters()).succeeded();
        String key = first.image().at("/base/key").asText().substring("sha256:".length());
        String tag = "base-" + key.substring(0, 12);
        assertTrue(
                pushed.output().contains("Pushed the base " + registry.host() + "/team/bases:" + tag), pushed.output());
        assertTrue(registry.manifest("team/bases", "v2.31.0-base-kube-v1.35.4").isPresent());

        Site second = lab.site(work.resolve("second")).with(work.resolve("empty"));
        second.edit(SmallCheckout.TASKS, "hello", "good-bye");
        first.edit(SmallCheckout.TASKS, "hello", "good-bye");
        Laboratory.Asked asked = lab.asked();
        int before = registry.requests().size();
        MavenRun found = lab.build(second, parameters()).succeeded();
        assertEquals(List.of(), asked.lines());
        List<String> requests =
                registry.requests().subList(before, registry.requests().size());
        assertEquals(1, count(requests, "GET /v2/team/bases/manifests/" + tag), requests::toString);
        assertEquals(2, count(requests, "GET /v2/team/bases/blobs/"), "the config and the SBOM: " + requests);
        assertEquals(0, count(requests, "GET /v2/team/kubespray/blobs/"), requests::toString);
        assertEquals(
                5,
                count(requests, "PUT /v2/team/kubespray/blobs/"),
                "the layer and the config, the SBOMs and the provenance: " + requests);
        assertTrue(second.image().at("/base/reused").asBoolean());
        assertTrue(found.output().contains("Found the base " + registry.host() + "/team/bases:" + tag), found.output());
        assertTrue(
                found.output().contains("layers of the base stay in " + registry.host() + "/team/bases"),
                found.output());

        lab.build(first, parameters()).succeeded();
        assertEquals(first.image().digest(), second.image().digest());
    }

    @Test
    void theBaseComesHereWhereTheImageIsWrittenToAFile(Laboratory lab) throws Exception {
        Site first = lab.site(work.resolve("first"));
        lab.build(first, "-Dkubespray.baseImage=" + registry.host() + "/bases").succeeded();
        Site second = lab.site(work.resolve("second")).with(work.resolve("empty"));
        Laboratory.Asked asked = lab.asked();
        lab.build(second, "-Dkubespray.baseImage=" + registry.host() + "/bases").succeeded();
        assertEquals(List.of(), asked.lines());
        assertEquals(
                Site.files(first.layout()).stream()
                        .map(Path::getFileName)
                        .sorted()
                        .toList(),
                Site.files(second.layout()).stream()
                        .map(Path::getFileName)
                        .sorted()
                        .toList());
    }

    @Test
    void whichCollectionsAreUsedNeedNotBeResolvedToFindTheBase(Laboratory lab) throws Exception {
        Site first = lab.site(work.resolve("first"));
        String[] used = {"-Dkubespray.collections=used", "-Dkubespray.baseImage=" + registry.host() + "/bases"};
        lab.build(first, used).succeeded();
        Site second = lab.site(work.resolve("second")).with(work.resolve("empty"));
        Laboratory.Asked asked = lab.asked();
        lab.build(second, used).succeeded();
        assertEquals(List.of(), asked.lines());
        assertEquals(first.image().digest(), second.image().digest());
        assertEquals(first.image().at("/inputs"), second.image().at("/inputs"));
    }

    @Test
    void anotherImageUnderTheKeysTagIsNotTakenForTheBase(Laboratory lab) throws Exception {
        Site site = lab.site(work.resolve("first"));
        lab.build(site, parameters()).succeeded();
        String tag = "base-" + site.image().at("/base/key").asText().substring("sha256:".length(), 19);
        RegistryServer.Stored image =
                registry.manifest("team/kubespray", "v2.31.0-kube-v1.35.4").orElseThrow();
        registry.store("team/bases", tag, image.type(), image.bytes());
        registry.copyBlobs("team/kubespray", "team/bases");
        Site second = lab.site(work.resolve("second")).with(work.resolve("empty"));
        MavenRun run = lab.build(second, parameters()).succeeded();
        assertTrue(
                run.output()
                        .contains(registry.host() + "/team/bases:" + tag
                                + " is not what this version makes of these inputs; the base is built."),
                run.output());
        assertFalse(second.image().at("/base/reused").asBoolean());
    }

    @Test
    void aRegistryThatRefusesToBeLookedIntoIsNamedWithTheWayOut(Laboratory lab) throws IOException, Exception {
        registry.door = Optional.of(new RegistryServer.Door(List.of("Basic realm=\"here\""), "Basic x"));
        Site site = lab.site(work.resolve("first")).with(work.resolve("empty"));
        String before = Files.readString(site.checkout().resolve("target/kubespray/image.json"));
        String complaint = lab.build(site, parameters()).failed().complaint();
        assertEquals(
                "baseImage: HOST/team/bases: cannot read the manifest base-KEY: status 401 from"
                        + " http://HOST/v2/team/bases/manifests/base-KEY (UNAUTHORIZED: authentication required), asked"
                        + " without a login (Maven's settings have no server 'HOST', and there is no FILES); give"
                        + " a login: a server with the id 'HOST' in Maven's settings.xml, or 'docker login HOST'",
                complaint
                        .replace(registry.host(), "HOST")
                        .replaceAll("base-[0-9a-f]{12}", "base-KEY")
                        .replaceAll("there is no [^)]*", "there is no FILES"));
        assertEquals(before, Files.readString(site.checkout().resolve("target/kubespray/image.json")));
    }

    private String[] parameters() {
        return new String[] {
            "-Dkubespray.baseImage=" + registry.host() + "/team/bases",
            "-Dkubespray.to=docker://" + registry.host() + "/team/kubespray"
        };
    }

    private static long count(List<String> requests, String start) {
        return requests.stream().filter(line -> line.startsWith(start)).count();
    }
}
