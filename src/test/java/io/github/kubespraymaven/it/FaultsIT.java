package io.github.kubespraymaven.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.registry.RegistryServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Builds over lines that reset bodies, refuse requests, are gone for a while, or alter what they carry. */
@ExtendWith(Laboratory.Provider.class)
class FaultsIT {
    @TempDir
    Path work;

    @Test
    void packagesWheelsBaseAndImageArriveAndAreWhatTheyWouldBe(Laboratory lab) throws Exception {
        try (RegistryServer registry = new RegistryServer()) {
            Site calm = lab.site(work.resolve("calm"));
            lab.build(calm).succeeded();
            for (String seed : List.of("1", "2")) {
                Site site = lab.site(work.resolve(seed)).with(work.resolve("cache-" + seed));
                try (BadLine sources = BadLine.to(
                                "127.0.0.1:" + lab.server().port(),
                                "--busy",
                                "0.05",
                                "--reset",
                                "0.05",
                                "--outage",
                                "15",
                                "--seed",
                                seed);
                        BadLine line = BadLine.to(
                                registry.host(), "--busy", "0.05", "--reset", "0.05", "--seed", seed + "0")) {
                    build(lab, site, sources, line, seed).succeeded();
                }
                assertEquals(calm.image().digest(), site.image().digest());
                assertEquals(
                        calm.image().digest(),
                        Digest.of(registry.manifest("team/app", "v" + seed)
                                        .orElseThrow()
                                        .bytes())
                                .toString());
                assertTrue(
                        registry.requests().stream().anyMatch(one -> one.startsWith("PUT /v2/team/bases/manifests/")));
            }
        }
    }

    @Test
    void anAlteredWheelIsNamedAndNothingOfItIsKept(Laboratory lab) throws Exception {
        try (RegistryServer registry = new RegistryServer();
                BadLine sources = BadLine.to(
                        "127.0.0.1:" + lab.server().port(), "--flip", "1", "--only", "GET /files/ansible-9");
                BadLine line = BadLine.to(registry.host())) {
            Site site = lab.site(work.resolve("site")).with(work.resolve("cache"));
            String complaint = build(lab, site, sources, line, "1").failed().complaint();
            assertTrue(complaint.contains("ansible-9.13.0-py3-none-any.whl"), complaint);
            assertTrue(complaint.contains("sha256:"), complaint);
            assertFalse(registry.manifest("team/app", "v1").isPresent());
            for (Path blob : Site.files(site.cache().resolve("blobs/sha256"))) {
                assertEquals(
                        blob.getFileName().toString(),
                        Digest.of(Files.readAllBytes(blob)).hex());
            }
        }
    }

    private MavenRun build(Laboratory lab, Site site, BadLine sources, BadLine registry, String tag) throws Exception {
        return lab.maven()
                .run(
                        site.checkout(),
                        List.of(
                                Laboratory.goal("build"),
                                "-Dkubespray.cache=" + site.cache(),
                                "-Dkubespray.debianMirror=" + sources.uri("/debian"),
                                "-Dkubespray.pythonIndex=" + sources.uri("/simple"),
                                "-Dkubespray.filesMirror=" + sources.uri("/mirror"),
                                "-Dkubespray.baseImage=" + registry.host() + "/team/bases",
                                "-Dkubespray.to=docker://" + registry.host() + "/team/app:v" + tag));
    }
}
