package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.registry.RegistryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The goal mirror, from one registry to another. */
@ExtendWith(Laboratory.Provider.class)
class MirrorIT {
    @TempDir
    Path work;

    private RegistryServer source;
    private RegistryServer target;

    @BeforeEach
    void open() throws Exception {
        source = new RegistryServer();
        target = new RegistryServer();
    }

    @AfterEach
    void close() {
        source.close();
        target.close();
    }

    @Test
    void whatCanBeCopiedIsAndAFurtherRunCopiesTheRest(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        lab.build(site, "-Dkubespray.to=docker://" + source.host() + "/team/app:v1")
                .succeeded();
        Files.writeString(
                site.checkout().resolve("my.list"),
                "# ours\n" + source.host() + "/team/app:v1\n" + source.host() + "/team/none:v1\n");
        MavenRun run = mirror(lab, site, "-Dkubespray.images=my.list").failed();
        assertEquals(
                """
                1 of 2 images could not be copied to docker://TARGET/copies; the others are there, and a further run copies only what is missing:
                  SOURCE/team/none:v1: SOURCE/team/none:v1: there is no such image in SOURCE/team/none"""
                        .replace("SOURCE", source.host())
                        .replace("TARGET", target.host()),
                run.complaint());
        RegistryServer.Stored image = source.manifest("team/app", "v1").orElseThrow();
        assertArrayEquals(
                image.bytes(),
                target.manifest("copies/team/app", "v1").orElseThrow().bytes());

        source.store("team/none", "v1", image.type(), image.bytes());
        source.copyBlobs("team/app", "team/none");
        MavenRun again = mirror(lab, site, "-Dkubespray.images=my.list").succeeded();
        assertTrue(again.output().contains("2 images, 1 copied, 1 there already; 0.00 MB moved. "), again.output());
        Result result = Result.of(site.checkout(), "mirror.json");
        assertEquals("present", result.at("/images/0/state").asText());
        assertEquals("copied", result.at("/images/1/state").asText());
        mirror(lab, site, "-Dkubespray.images=my.list", "-Dkubespray.check").succeeded();
    }

    @Test
    void aFullDiskUnderALayoutIsNamedAndHoldsNoHalfImage(Laboratory lab) throws Exception {
        Site site = lab.site(work.resolve("site"));
        lab.build(site, "-Dkubespray.to=docker://" + source.host() + "/team/app:v1")
                .succeeded();
        Path list = Files.writeString(work.resolve("list"), source.host() + "/team/app:v1\n");
        try (SmallDisk disk = SmallDisk.mount(work.resolve("disk"), "size=64k")) {
            Path layout = disk.place().resolve("images");
            MavenRun run = lab.maven()
                    .run(
                            site.checkout(),
                            lab.arguments(
                                    Laboratory.goal("mirror"),
                                    site.cache(),
                                    "-Dkubespray.images=" + list,
                                    "-Dkubespray.to=oci:" + layout))
                    .failed();
            String complaint = run.complaint();
            assertTrue(complaint.contains("the layout " + layout + " cannot be written: "), complaint);
            assertTrue(complaint.contains("no space left on device; make room"), complaint);
            assertFalse(Files.exists(layout.resolve("index.json")));
        }
    }

    @Test
    void withoutAListItIsSaidHowToGetOne(Laboratory lab) throws Exception {
        Site site = lab.site(work);
        assertEquals(
                "There is no " + site.checkout().resolve("target/kubespray/images.list")
                        + ". 'mvn kubespray:manifests' writes the list of images; or name another with"
                        + " -Dkubespray.images=FILE.",
                mirror(lab, site).failed().complaint());
    }

    private MavenRun mirror(Laboratory lab, Site site, String... more) throws Exception {
        return lab.maven()
                .run(
                        site.checkout(),
                        Map.of("MAVEN_OPTS", "-Xmx256m"),
                        lab.arguments(
                                Laboratory.goal("mirror"),
                                site.cache(),
                                Stream.concat(
                                                Stream.of("-Dkubespray.to=docker://" + target.host() + "/copies"),
                                                Stream.of(more))
                                        .toArray(String[]::new)));
    }
}
