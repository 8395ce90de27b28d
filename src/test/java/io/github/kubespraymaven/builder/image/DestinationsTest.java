package io.github.kubespraymaven.builder.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.builder.from.BaseOs;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.plan.Base;
import io.github.kubespraymaven.builder.plan.BaseInputs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.layout.DockerArchive;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.image.transport.ImageTarget;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.process.SearchPath;
import io.github.kubespraymaven.registry.MountSource;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.RegistryServer;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DestinationsTest {
    private static final String TAG = "v2.31.0-kube-v1.35.4";

    @TempDir
    Path work;

    private final List<String> said = new ArrayList<>();
    private SmallImages images;
    private RegistryServer server;

    @BeforeEach
    void start() throws IOException {
        images = new SmallImages(work.resolve("cache"));
        server = new RegistryServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Destinations destinations(String... targets) {
        return new Destinations(
                Stream.of(targets).map(text -> ImageTarget.parse(text, work)).toList(),
                new Registries(new HttpTransport(HttpSettings.usual(), duration -> {}), GivenLogins.none(), Set.of()),
                new SearchPath(List.of(work.resolve("bin"))),
                PushProgress.silent());
    }

    private List<String> write(ImageContents image, String... targets) throws IOException {
        return write(image, Attestations.NONE, List.of(), targets);
    }

    private List<String> write(
            ImageContents image, Attestations attestations, List<MountSource> elsewhere, String... targets)
            throws IOException {
        return destinations(targets)
                .write(image, "kubespray", TAG, images.cache(), elsewhere, () -> attestations, said::add)
                .stream()
                .map(this::anywhere)
                .toList();
    }

    /** What was said, a line each, without where this test runs. */
    private String said() {
        return anywhere(String.join("\n", said));
    }

    private String anywhere(String text) {
        return text.replace(work.toString(), "WORK").replace(server.host(), "HOST");
    }

    private static String complaint(UserErrorException mistake) {
        return String.valueOf(mistake.getMessage());
    }

    private void draw(String program, String script) throws IOException {
        Path file = Files.createDirectories(work.resolve("bin")).resolve(program);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    @Test
    void filesAreWrittenInTheirOrderEachIsSaidAndNamedWhole() throws IOException {
        ImageContents image = images.image("one");
        assertEquals(
                List.of(
                        "oci:WORK/layout",
                        "oci-archive:WORK/a/b/image.tar:mine",
                        "docker-archive:WORK/load.tar:team/app:1"),
                write(image, "oci:layout", "oci-archive:a/b/image.tar:mine", "docker-archive:load.tar:team/app:1"));
        assertEquals(
                """
                Wrote oci:WORK/layout.
                Wrote oci-archive:WORK/a/b/image.tar:mine.
                Wrote docker-archive:WORK/load.tar:team/app:1.""",
                said());
        Path expected = work.resolve("expected.tar");
        new DockerArchive(expected).write(image, "team/app:1", images.cache());
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(work.resolve("load.tar")));
    }

    @Test
    void whatATargetLeavesOutIsTheImagesOwn() throws IOException {
        ImageContents image = images.image("one");
        write(image, "oci:layout", "oci:other:mine", "docker-archive:load.tar", "oci-archive:image.tar");
        assertEquals(
                image.top().descriptor(),
                SmallImages.inLayout(work.resolve("layout"), Optional.of(TAG))
                        .top()
                        .descriptor());
        assertEquals(
                image.top().descriptor(),
                SmallImages.inLayout(work.resolve("other"), Optional.of("mine"))
                        .top()
                        .descriptor());
        assertTrue(Files.readString(work.resolve("load.tar"), StandardCharsets.ISO_8859_1)
                .contains("\"RepoTags\":[\"kubespray:" + TAG + "\"]"));
        assertTrue(Files.readString(work.resolve("image.tar"), StandardCharsets.ISO_8859_1)
                .contains("\"org.opencontainers.image.ref.name\":\"" + TAG + "\""));
    }

    @Test
    void aLayoutThatHasTheImageIsNotTouched() throws IOException {
        ImageContents image = images.image("one");
        write(image, "oci:layout");
        FileTime before = FileTime.fromMillis(1_000_000_000_000L);
        Path index = work.resolve("layout/index.json");
        Files.setLastModifiedTime(index, before);
        write(image, "oci:layout");
        assertEquals(before, Files.getLastModifiedTime(index));
        write(images.image("two"), "oci:layout");
        assertFalse(before.equals(Files.getLastModifiedTime(index)));
    }

    @Test
    void whatComesBeforeATargetThatFailsIsThereAndWhatComesAfterItIsNot() throws IOException {
        Files.writeString(work.resolve("taken"), "");
        IOException failure = assertThrows(
                IOException.class,
                () -> write(
                        images.image("one"),
                        "oci-archive:first.tar",
                        "oci-archive:taken/x.tar",
                        "oci-archive:last.tar"));
        assertEquals(
                "WORK/taken/x.tar cannot be written: WORK/taken is no directory; name another place",
                anywhere(String.valueOf(failure.getMessage())));
        assertEquals("Wrote oci-archive:WORK/first.tar.", said());
        assertTrue(Files.exists(work.resolve("first.tar")));
        assertFalse(Files.exists(work.resolve("last.tar")));
    }

    @Test
    void aLayoutThatCannotBeWrittenIsNamedAsAWhole() throws IOException {
        Files.writeString(work.resolve("taken"), "");
        IOException failure = assertThrows(IOException.class, () -> write(images.image("one"), "oci:taken/layout"));
        assertEquals(
                "the layout WORK/taken/layout cannot be written: WORK/taken is no directory; make room, see to its"
                        + " permissions, or name another place",
                anywhere(String.valueOf(failure.getMessage())));
    }

    @Test
    void aRegistryGetsTheImageOnceAndIsNamedWithHostAndTag() throws IOException {
        ImageContents image = images.image("one");
        String target = "docker://" + server.host() + "/team/app";
        assertEquals(List.of("HOST/team/app:" + TAG, "HOST/team/app:mine"), write(image, target, target + ":mine"));
        assertEquals(
                image.top().descriptor().digest(),
                Digest.of(server.manifest("team/app", TAG).orElseThrow().bytes()));
        String sent = said.get(0);
        assertTrue(
                sent.matches("Pushed \\S+/team/app:" + TAG + ": 3 blobs sent \\(0\\.00 MB\\), 0 there already\\."),
                sent);
        assertTrue(said.get(1).endsWith("/team/app:mine: 0 blobs sent (0.00 MB), 3 there already."), said.get(1));
        said.clear();
        write(image, target);
        assertEquals("HOST/team/app:" + TAG + " is there already, unchanged.", said());
    }

    private static Attestations attestations(ImageContents image) {
        Descriptor subject = image.top().descriptor();
        return new Attestations(List.of(
                artifact(subject, "sbom.spdx.json", "application/spdx+json"),
                artifact(subject, "provenance.json", "application/vnd.in-toto+json")));
    }

    private static Artifact artifact(Descriptor subject, String name, String type) {
        Json content = Json.object().put("name", name).build();
        return new Artifact(
                Descriptor.of(subject.mediaType(), subject.digest(), subject.size()),
                name,
                Document.of(type, (Json.Members) content),
                Collections.emptySortedMap());
    }

    @Test
    void documentsAreAttachedInRegistriesAloneAndNotTwice() throws IOException {
        server.referrers = true;
        ImageContents image = images.image("one");
        String target = "docker://" + server.host() + "/team/app:mine";
        write(image, attestations(image), List.of(), "oci:layout", target);
        assertEquals("Attached 2 documents (SBOM, provenance) to the image in HOST/team/app.", anywhere(said.get(2)));
        assertEquals(3, said.size());
        said.clear();
        write(image, attestations(image), List.of(), target);
        assertEquals("HOST/team/app:mine is there already, unchanged.", said());
        said.clear();
        write(image, attestations(image), List.of(), "oci:other");
        assertEquals("Wrote oci:WORK/other.", said());
    }

    @Test
    void aRegistryWithoutListsOfReferrersIsSaidToHaveThemByTag() throws IOException {
        ImageContents image = images.image("one");
        write(image, attestations(image), List.of(), "docker://" + server.host() + "/team/app:mine");
        assertEquals(
                "Attached 2 documents (SBOM, provenance) to the image in HOST/team/app, listed by tag: this registry keeps"
                        + " no lists of referrers.",
                anywhere(said.get(1)));
    }

    @Test
    void documentsThatARegistryRefusesAreWarnedOfAndTheImageIsThere() throws IOException {
        server.referrers = true;
        ImageContents image = images.image("one");
        server.failing(RegistryServer.times(
                9,
                "PUT",
                "/manifests/sha256:",
                400,
                "application/json",
                "{\"errors\":[{\"code\":\"MANIFEST_INVALID\"}]}"));
        assertEquals(
                List.of("HOST/team/app:mine"),
                write(image, attestations(image), List.of(), "docker://" + server.host() + "/team/app:mine"));
        assertTrue(said.get(1).startsWith("WARNING: not attached to the image: "), said());
        assertFalse(said().contains("Attached"), said());
        assertTrue(server.manifest("team/app", "mine").isPresent());
    }

    @Test
    void layersAreMountedFromWhereTheyAreKnownToBe() throws IOException {
        ImageContents image = images.image("one");
        write(image, "docker://" + server.host() + "/team/bases:1");
        said.clear();
        Set<Digest> layers =
                Set.copyOf(image.blobs().stream().map(Descriptor::digest).toList());
        List<MountSource> elsewhere = List.of(new MountSource(new Repository(server.host(), "team/bases"), layers));
        server.forget();
        write(image, Attestations.NONE, elsewhere, "docker://" + server.host() + "/team/app:1");
        assertEquals(
                1,
                server.requests().stream()
                        .filter(line -> line.startsWith("PUT /v2/team/app/blobs/"))
                        .count());
        assertTrue(said().endsWith(": 1 blobs sent (0.00 MB), 2 there already."), said());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
    void enginesGetTheImageByTheirOwnPrograms() throws IOException {
        draw("docker", "cat > " + work.resolve("docker.tar"));
        draw("podman", "cat > " + work.resolve("podman.tar"));
        ImageContents image = images.image("one");
        assertEquals(
                List.of("docker-daemon:app:1", "containers-storage:localhost/app:2"),
                write(image, "docker-daemon:app:1", "containers-storage:localhost/app:2"));
        assertEquals("Wrote docker-daemon:app:1.\nWrote containers-storage:localhost/app:2.", said());
        Path expected = work.resolve("expected.tar");
        new DockerArchive(expected).write(image, "app:1", images.cache());
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(work.resolve("docker.tar")));
        new DockerArchive(expected).write(image, "localhost/app:2", images.cache());
        assertArrayEquals(Files.readAllBytes(expected), Files.readAllBytes(work.resolve("podman.tar")));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs are shell scripts")
    void whatTakesOnePlatformIsRefusedForTwoBeforeAnythingIsBuilt() throws IOException {
        draw("docker", "exit 1");
        draw("podman", "exit 1");
        for (String one : List.of("docker-archive:WORK/x.tar", "docker-daemon:a:1", "containers-storage:a:1")) {
            Destinations destinations = destinations("oci:x", one.replace("WORK/", ""));
            destinations.check(1);
            assertEquals(
                    "to: " + one + " takes an image for one platform, and 2 were asked for.",
                    anywhere(complaint(assertThrows(UserErrorException.class, () -> destinations.check(2)))));
        }
        destinations("oci:x", "oci-archive:x.tar", "docker://" + server.host() + "/a")
                .check(2);
    }

    @Test
    void anEngineThatIsNotThereIsNamedBeforeAnythingIsBuilt() {
        assertEquals(
                "to: docker-daemon:a:1 is written by 'docker load', and there is no docker on the PATH. Install it, or"
                        + " write docker-archive:FILE.",
                complaint(assertThrows(UserErrorException.class, () -> destinations("docker-daemon:a:1")
                        .check(1))));
        assertEquals(
                "to: containers-storage:a:1 is written by 'podman load', and there is no podman on the PATH. Install it,"
                        + " or write docker-archive:FILE.",
                complaint(assertThrows(UserErrorException.class, () -> destinations("containers-storage:a:1")
                        .check(1))));
    }

    @Test
    void layersMayStayAwayOnlyWhereAllTargetsAreRegistries() {
        String registry = "docker://" + server.host() + "/a";
        assertEquals(
                List.of(true, false, true),
                Stream.of(destinations(), destinations(registry), destinations(registry, "oci:x"))
                        .map(Destinations::needLayers)
                        .toList());
    }

    private static Base base(ImageContents image) {
        Layer layer = new Layer(
                "os",
                "debian:trixie",
                new LayerBlob(
                        image.blobs().get(0).digest(),
                        Digest.of("tar"),
                        image.blobs().get(0).size(),
                        1,
                        "type"));
        BaseInputs inputs = new BaseInputs(
                "linux/amd64",
                new BaseOs("debian:trixie", "debian:trixie", Optional.empty()),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                "refuse",
                "gzip",
                Optional.empty());
        return new Base(
                Platform.LINUX_AMD64, inputs, List.of(layer), Base.Origin.CACHE, Optional.empty(), Optional.empty());
    }

    @Test
    void registriesAreAskedAheadForTheBasesLayersAndNothingElseIs() throws IOException {
        ImageContents image = images.image("one");
        Destinations destinations = destinations("oci:layout", "docker://" + server.host() + "/team/app:1");
        destinations.lookAhead(List.of(base(image), base(image)), images.cache());
        assertEquals(
                List.of(
                        "HEAD /v2/ -> 200",
                        "HEAD /v2/team/app/blobs/sha256:"
                                + image.blobs().get(0).digest().hex().substring(0, 6) + " -> 404"),
                server.requests());
        assertFalse(Files.exists(work.resolve("layout")));
    }

    @Test
    void aRegistryThatCannotBeAskedAheadIsNoReasonToFail() throws IOException {
        server.close();
        destinations("docker://" + server.host() + "/team/app:1")
                .lookAhead(List.of(base(images.image("one"))), images.cache());
        assertEquals("", said());
    }
}
