package io.github.kubespraymaven.builder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.builder.plan.Base;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.layout.DockerArchive;
import io.github.kubespraymaven.image.layout.OciArchive;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said of an image that is the expected one, and what that rests on. */
class ImageVerificationTest extends GivenImages {
    @Test
    void anImageInFilesIsTheSameToTheByteWhenAllOfItWasRead() throws Exception {
        Verdict verdict = verdict(one, layout(one));
        assertTrue(verdict.same());
        assertEquals(
                """
                is, to the byte, the image that this checkout and its kubespray.lock give.
                expected: ONE, built now from kubespray.lock
                given:    ONE, oci:TMP/layout""",
                said(verdict));
        assertEquals(List.of(), brought);
        Path file = temporary.resolve("both.tar");
        new OciArchive(file).write(both, "v1", images.cache());
        assertEquals(
                """
                is, to the byte, the image that this checkout and its kubespray.lock give.
                expected: BOTH, built now from kubespray.lock
                given:    BOTH, oci-archive:TMP/both.tar""",
                said(verdict(both, "oci-archive:" + file)));
    }

    @Test
    void ofARegistryItIsSaidThatLayersWereNotReadAndNoneIs() throws Exception {
        String address = pushed(one);
        server.forget();
        Verdict verdict = verdict(one, address);
        assertTrue(verdict.same());
        assertEquals(
                """
                is, by its digest, the image that this checkout and its kubespray.lock give.
                expected: ONE, built now from kubespray.lock
                given:    ONE, docker://HOST/team/app:v1
                Not read: its layers, of which the registry has 2 by their digests and sizes; whoever pulls them checks them \
                (-Dkubespray.refresh reads them).""",
                said(verdict));
        assertEquals(
                List.of(
                        "GET /v2/team/app/blobs/",
                        "GET /v2/team/app/manifests/",
                        "HEAD /v2/team/app/blobs/",
                        "HEAD /v2/team/app/blobs/"),
                requests());
    }

    private List<String> requests() {
        return server.requests().stream()
                .map(line -> line.replaceAll("[^/]+$", ""))
                .sorted()
                .toList();
    }

    @Test
    void layersOfARegistryAreReadWhereThatIsAskedFor() throws Exception {
        String address = pushed(one);
        server.forget();
        Verdict verdict = verification(one, true).of(address, ImageSource.parse(address, temporary));
        assertEquals(
                """
                is, to the byte, the image that this checkout and its kubespray.lock give.
                expected: ONE, built now from kubespray.lock
                given:    ONE, docker://HOST/team/app:v1""",
                said(verdict));
        assertEquals(3, Collections.frequency(requests(), "GET /v2/team/app/blobs/"));
        assertEquals(0, Collections.frequency(requests(), "HEAD /v2/team/app/blobs/"));
    }

    @Test
    void whatAPredictionRestsOnIsSaid() throws Exception {
        String address = layout(one);
        origin = Base.Origin.CACHE;
        String key = base().key().brief();
        assertEquals(
                "expected: ONE, predicted from kubespray.lock: the base of its key " + key
                        + " was built before and is in the cache (-Dkubespray.refresh builds it again)",
                said(verdict(one, address)).lines().toList().get(1));
        origin = Base.Origin.REGISTRY;
        Verdict verdict = verdict(one, address);
        assertEquals(
                "expected: ONE, predicted from kubespray.lock: the base of its key " + key
                        + " was built before and is in baseImage (-Dkubespray.refresh builds it again)",
                said(verdict).lines().toList().get(1));
        assertTrue(JsonWriter.compact(verdict.json()).contains("\"rebuilt\":false"));
    }

    @Test
    void aDockerArchiveHasFilesAndConfigAloneWhichIsSaid() throws Exception {
        Path file = temporary.resolve("docker.tar");
        new DockerArchive(file).write(one, "one:v1", images.cache());
        Verdict verdict = verdict(one, "docker-archive:" + file);
        assertTrue(verdict.same());
        assertEquals(
                """
                has, to the byte, the config and the files of the image that this checkout and its kubespray.lock give.
                expected: ONE, built now from kubespray.lock
                given:    ONE, docker-archive:TMP/docker.tar
                Not compared: annotations and compression, of which a docker-archive keeps none.""",
                said(verdict));
        assertEquals(
                """
                is not the image that this checkout and its kubespray.lock give.
                expected: BOTH, built now from kubespray.lock
                given:    ONE, docker-archive:TMP/docker.tar
                It has no image for linux/arm64.
                linux/amd64 (ONE): the same.""",
                said(verdict(both, "docker-archive:" + file)));
    }

    @Test
    void whatIsNotThereIsTheUsersMistake() {
        for (String address : List.of("docker://" + server.host() + "/none:v1", "docker://UPPER/x y")) {
            String complaint = mistake(address);
            assertTrue(complaint.startsWith("image: "), complaint);
        }
        assertEquals("image: there is no HOST/none:v1", mistake("docker://" + server.host() + "/none:v1"));
    }

    private String mistake(String address) {
        String message = String.valueOf(assertThrows(UserErrorException.class, () -> verdict(one, address))
                .getMessage());
        return message.replace(server.host(), "HOST");
    }

    @Test
    void theReportForProgramsReadsBack() throws Exception {
        JsonView json = JsonReader.read(
                JsonWriter.pretty(verdict(one, layout(one)).json()).getBytes(StandardCharsets.UTF_8), "verify.json");
        assertEquals(
                "[image, same, expected, given, rebuilt, layersRead, names, missing, notCompared, platforms]",
                json.members().keySet().toString());
        assertTrue(json.get("same").bool());
        assertTrue(json.get("rebuilt").bool());
        assertTrue(json.get("layersRead").bool());
        assertEquals(
                "index, index.json",
                json.get("names").items().stream()
                        .map(part -> part.value().toString().replaceAll(".*name=Text\\[value=([a-z.]+)\\].*", "$1"))
                        .collect(Collectors.joining(", ")));
    }
}
