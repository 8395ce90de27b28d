package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CopiesTest extends WithCopies {
    @Test
    void anImageArrivesWithItsBlobsFirstAndItsNameLast() throws Exception {
        ImageContents image = published("team/app", images.imageForTwo("one"));
        Copied copied = copy(image, "team/app", "a/app");
        assertEquals(image.top().descriptor().digest(), copied.digest());
        assertEquals(4, copied.blobs());
        assertEquals(Copies.blobs(image).stream().mapToLong(Descriptor::size).sum(), copied.bytes());
        assertEquals(Map.of("Uploaded", 4), countedSteps());
        assertTrue(steps.containsKey("Advanced"), "how far each blob has come is told");
        assertEquals(
                2,
                source.requests().stream()
                        .filter(line -> line.startsWith("GET"))
                        .count(),
                "the layers: configs are known");
        List<String> puts = server.requests().stream()
                .filter(line -> line.startsWith("PUT"))
                .map(line -> line.replaceAll("sha256:\\w+", "DIGEST"))
                .toList();
        assertEquals(
                List.of(
                        "PUT /v2/a/app/blobs/uploads/… -> 201",
                        "PUT /v2/a/app/blobs/uploads/… -> 201",
                        "PUT /v2/a/app/blobs/uploads/… -> 201",
                        "PUT /v2/a/app/blobs/uploads/… -> 201",
                        "PUT /v2/a/app/manifests/DIGEST -> 201",
                        "PUT /v2/a/app/manifests/DIGEST -> 201",
                        "PUT /v2/a/app/manifests/v1 -> 201"),
                puts);
        assertArrayEquals(
                image.top().bytes(),
                server.manifest("a/app", "v1").orElseThrow().bytes());
    }

    @Test
    void anImageWithoutATagIsKnownByItsDigest() throws Exception {
        ImageContents image = published("team/app", images.image("one"));
        copies.copy(image, from("team/app"), repository("a/app"), Optional.empty(), this::count);
        String digest = image.top().descriptor().digest().toString();
        assertTrue(server.manifest("a/app", digest).isPresent());
        assertFalse(server.manifest("a/app", "v1").isPresent());
    }

    @Test
    void theIndexesInAnIndexComeBeforeIt() throws Exception {
        ImageContents inner = published("team/app", images.imageForTwo("one"));
        Document top = Document.of(
                MediaTypes.INDEX, bytes("{\"schemaVersion\":2,\"manifests\":[" + entry(inner.top()) + "]}"));
        ImageContents outer = ImageContents.read(top, descriptor -> document(inner, descriptor));
        server.forget();
        copy(outer, "team/app", "a/app");
        List<String> manifests = server.requests().stream()
                .filter(line -> line.startsWith("PUT /v2/a/app/manifests/"))
                .toList();
        assertEquals(4, manifests.size());
        assertEquals("PUT /v2/a/app/manifests/" + brief(inner.top()) + " -> 201", manifests.get(2));
        assertEquals("PUT /v2/a/app/manifests/v1 -> 201", manifests.get(3));
    }

    @Test
    void whatTwoImagesShareMovesOnceAndIsMountedThen() throws Exception {
        ImageContents one = published("team/one", images.image("one"));
        ImageContents two = published("team/two", images.image("two"));
        copy(one, "team/one", "a/one");
        steps.clear();
        Copied second = copy(two, "team/two", "a/two");
        assertEquals(2, second.blobs());
        assertEquals(
                two.blobs().get(1).size() + two.documents().get(0).descriptor().size(), second.bytes());
        assertEquals(Map.of("Mounted", 1, "Uploaded", 2), countedSteps());
        assertTrue(server.blob("a/two", one.blobs().get(0).digest()).isPresent());
    }

    @Test
    void whatTwoImagesOfOneRepositoryShareIsThereThen() throws Exception {
        ImageContents one = published("team/one", images.image("one"));
        ImageContents two = published("team/two", images.image("two"));
        copy(one, "team/one", "a/app");
        server.forget();
        steps.clear();
        assertEquals(2, copy(two, "team/two", "a/app").blobs());
        assertEquals(Map.of("Present", 1, "Uploaded", 2), countedSteps());
        assertEquals(0, count("POST /v2/a/app/blobs/uploads/ -> 201"), "no mount within a repository");
    }

    @Test
    void whatSharedCannotBeMountedMovesAgain() throws Exception {
        server.mounts = false;
        ImageContents one = published("team/one", images.image("one"));
        ImageContents two = published("team/two", images.image("two"));
        copy(one, "team/one", "a/one");
        assertEquals(3, copy(two, "team/two", "a/two").blobs());
        assertTrue(server.blob("a/two", one.blobs().get(0).digest()).isPresent());
    }

    @Test
    void whatIsInTheTargetIsNeitherReadNorSent() throws Exception {
        ImageContents image = published("team/app", images.image("one"));
        copy(image, "team/app", "a/app");
        beginAnotherBuild();
        copies = new Copies(registries);
        source.forget();
        steps.clear();
        assertEquals(new Copied(image.top().descriptor().digest(), 0, 0), copy(image, "team/app", "a/app"));
        assertEquals(Map.of("Present", 3), countedSteps());
        assertEquals(List.of(), source.requests());
    }

    @Test
    void whatAnImageThatIsThereHasIsMountedFromIt() throws Exception {
        ImageContents one = published("team/one", images.image("one"));
        copy(one, "team/one", "a/one");
        copies = new Copies(registries);
        copies.known(one, repository("a/one"));
        ImageContents two = published("team/two", images.image("two"));
        assertEquals(2, copy(two, "team/two", "a/two").blobs());
    }

    @Test
    void whatAnImageShouldHaveAndHasNotMoves() throws Exception {
        ImageContents one = published("team/one", images.image("one"));
        copies.known(one, repository("a/app"));
        assertEquals(3, copy(one, "team/one", "a/app").blobs(), "in the same repository");
        copies = new Copies(registries);
        copies.known(one, repository("a/none"));
        assertEquals(3, copy(one, "team/one", "a/other").blobs(), "in another");
    }

    @Test
    void aConfigThatIsALayerTooMovesOnce() throws Exception {
        ImageContents artifact = artifact(
                "{\"schemaVersion\":2,\"config\":" + entry("application/vnd.oci.empty.v1+json", "{}") + ",\"layers\":["
                        + entry("application/json", "{}") + "," + entry("application/json", "{}") + ","
                        + entry("text/plain", "a layer") + "," + entry("text/plain", "a layer") + "]}");
        Copied copied = assertTimeoutPreemptively(SOON, () -> copy(artifact, "team/artifact", "a/artifact"));
        assertEquals(2, copied.blobs());
        assertEquals("{}a layer".length(), copied.bytes());
        assertEquals(Map.of("Uploaded", 2), countedSteps());
        assertArrayEquals(
                bytes("{}"), server.blob("a/artifact", Digest.of("{}")).orElseThrow());
    }

    @Test
    void anEmptyBlobIsCountedToo() throws Exception {
        ImageContents artifact = artifact("{\"schemaVersion\":2,\"config\":" + entry("application/json", "{}")
                + ",\"layers\":[" + entry("text/plain", "") + "]}");
        assertEquals(2, copy(artifact, "team/artifact", "a/artifact").blobs());
    }

    @Test
    void aManifestThatAnIndexNamesTwiceIsStoredOnce() throws Exception {
        ImageContents image = published("team/app", images.image("one"));
        Document top = Document.of(
                MediaTypes.INDEX,
                bytes("{\"schemaVersion\":2,\"manifests\":[" + entry(image.top()) + "," + entry(image.top()) + "]}"));
        ImageContents twice = ImageContents.read(top, descriptor -> document(image, descriptor));
        assertEquals(3, copy(twice, "team/app", "a/app").blobs());
        assertEquals(1, count("PUT /v2/a/app/manifests/" + brief(image.top()) + " -> 201"));
    }

    @Test
    void layersThatOnlyTheirMakerGivesAwayStayThere() throws Exception {
        ImageContents image =
                artifact("{\"schemaVersion\":2,\"config\":" + entry("application/json", "{}") + ",\"layers\":["
                        + entry("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", "foreign") + "]}");
        assertEquals(1, copy(image, "team/artifact", "a/artifact").blobs());
        assertEquals(Optional.empty(), server.blob("a/artifact", Digest.of("foreign")));
    }

    @Test
    void theLargestComeFirst() throws Exception {
        List<Long> sizes = Copies.blobs(images.imageForTwo("one")).stream()
                .map(Descriptor::size)
                .toList();
        assertEquals(4, sizes.size());
        assertEquals(sizes.stream().sorted((a, b) -> Long.compare(b, a)).toList(), sizes);
    }

    /** Without the steps on the way, of which there may be any number. */
    private Map<String, Integer> countedSteps() {
        Map<String, Integer> counted = new TreeMap<>(steps);
        counted.remove("Advanced");
        return counted;
    }

    /** An artifact of the source, whose blobs are their own texts. */
    private ImageContents artifact(String manifest) throws IOException {
        for (String text : List.of("{}", "a layer", "foreign", "")) {
            source.storeBlob("team/artifact", Digest.of(text), bytes(text));
        }
        Document top = Document.of(MediaTypes.MANIFEST, bytes(manifest));
        return ImageContents.read(top, descriptor -> Document.of(descriptor.mediaType(), bytes("{}")));
    }

    private static Document document(ImageContents image, Descriptor descriptor) {
        return image.documents().stream()
                .filter(one -> one.descriptor().digest().equals(descriptor.digest()))
                .findFirst()
                .orElseThrow();
    }

    private static String entry(Document document) {
        return "{\"mediaType\":\"" + document.descriptor().mediaType() + "\",\"digest\":\""
                + document.descriptor().digest() + "\",\"size\":"
                + document.descriptor().size() + "}";
    }

    private static String entry(String type, String content) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + Digest.of(content) + "\",\"size\":" + content.length()
                + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String brief(Document document) {
        return document.descriptor().digest().toString().substring(0, "sha256:".length() + 6);
    }

    private long count(String request) {
        return server.requests().stream().filter(request::equals).count();
    }
}
