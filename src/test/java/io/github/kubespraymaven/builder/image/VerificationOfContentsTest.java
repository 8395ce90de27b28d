package io.github.kubespraymaven.builder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.registry.RegistryServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What manifests, configs and layouts say, and what is stored under their digests. */
class VerificationOfContentsTest extends GivenImages {
    @Test
    void theSameManifestWrittenDownOtherwiseIsAnother() throws Exception {
        pushed(one);
        String text = new String(one.top().bytes(), StandardCharsets.UTF_8);
        Verdict verdict = verdict(one, tagged(MediaTypes.MANIFEST, text + "\n"));
        assertFalse(verdict.same());
        assertEquals(
                List.of(
                        "manifest: 1 difference",
                        "  how the same members are written down (order, white space): expected ONE, got OTHER",
                        "The other 3 of 4 parts (manifest, config, layers) are the same."),
                tail(verdict, 3));
    }

    @Test
    void anAddressFromWhichALayerIsToBeFetchedIsADifference() throws Exception {
        pushed(one);
        String text = new String(one.top().bytes(), StandardCharsets.UTF_8);
        String layer = one.blobs().get(1).digest().toString();
        Verdict verdict = verdict(
                one,
                tagged(
                        MediaTypes.MANIFEST,
                        text.replace("\"digest\":\"" + layer, "\"urls\":[\"http://a/\"],\"digest\":\"" + layer)));
        assertEquals(
                List.of(
                        "layer 2 (motd): 1 difference",
                        "  descriptor.urls: only in the given image ([\"http://a/\"])",
                        "The other 3 of 4 parts (manifest, config, layers) are the same."),
                tail(verdict, 3));
    }

    @Test
    void aSubjectAndAnArtifactTypeAreDifferences() throws Exception {
        pushed(one);
        String text = new String(one.top().bytes(), StandardCharsets.UTF_8);
        Verdict verdict = verdict(
                one, tagged(MediaTypes.MANIFEST, text.replace("{\"schema", "{\"artifactType\":\"a/b\",\"schema")));
        assertEquals(
                List.of(
                        "manifest: 1 difference",
                        "  artifactType: only in the given image (\"a/b\")",
                        "The other 3 of 4 parts (manifest, config, layers) are the same."),
                tail(verdict, 3));
    }

    @Test
    void aConfigAndAManifestThatDoNotAgreeAreNoImage() throws Exception {
        pushed(one);
        Document fewer = altered(config -> config.replaceFirst("\"diff_ids\":\\[\"[^\"]+\",", "\"diff_ids\":["));
        assertEquals(
                "the manifest " + fewer.descriptor().digest() + " has 2 layers, and its config 1: that is no image",
                failure(tagged(MediaTypes.MANIFEST, new String(fewer.bytes(), StandardCharsets.UTF_8))));
        String text = new String(one.top().bytes(), StandardCharsets.UTF_8);
        String layer = text.replaceFirst("(?s).*\"layers\":\\[(\\{.*?\\}).*", "$1");
        String many = text.replace(layer, String.join(",", Collections.nCopies(1001, layer)));
        assertEquals(
                "the manifest " + Digest.of(many) + " has 1002 layers: that is no image that can be run",
                failure(tagged(MediaTypes.MANIFEST, many)));
    }

    @Test
    void layersAreNamedByTheHistoryOnlyWhereItTellsOfEachOne() throws Exception {
        pushed(one);
        String text = new String(
                altered(config -> config.replaceFirst("\\{[^{}]*\"created_by\":\"os\"\\},", ""))
                        .bytes(),
                StandardCharsets.UTF_8);
        Verdict verdict = verdict(one, tagged(MediaTypes.MANIFEST, text));
        assertFalse(verdict.same());
        assertTrue(said(verdict).contains("config: 1 difference\n  history: value: expected ["), said(verdict));
        assertTrue(
                said(verdict).endsWith("\nThe other 3 of 4 parts (manifest, config, layers) are the same."),
                said(verdict));
    }

    @Test
    void aLayerThatIsMissingOrShortInARegistryIsFoundWithoutReadingIt() throws Exception {
        String address = pushed(one);
        Digest layer = one.blobs().get(1).digest();
        byte[] bytes = server.blob("team/app", layer).orElseThrow();
        server.storeBlob("team/app", layer, Arrays.copyOf(bytes, bytes.length - 1));
        Verdict shorter = verdict(one, address);
        assertFalse(shorter.same());
        assertEquals("layer 2 (motd): 1 difference", tail(shorter, 3).get(0));
        assertTrue(
                tail(shorter, 2)
                        .get(0)
                        .startsWith(
                                "  cannot be read (HOST/team/app: cannot read the blob OTHER: what is answered is not its "),
                said(shorter));
        server.failing(RegistryServer.times(9, "HEAD", layer.toString(), 404, "text/plain", ""));
        Verdict verdict = verdict(one, address);
        assertFalse(verdict.same());
        assertEquals("  is not there (OTHER)", tail(verdict, 2).get(0));
    }

    @Test
    void otherBytesOfTheSameSizeInARegistryAreFoundWhenTheyAreRead() throws Exception {
        String address = pushed(one);
        Digest layer = one.blobs().get(1).digest();
        byte[] bytes = server.blob("team/app", layer).orElseThrow();
        bytes[bytes.length / 2] ^= 1;
        server.storeBlob("team/app", layer, bytes);
        assertTrue(verdict(one, address).same());
        Verdict verdict = verification(one, true).of(address, ImageSource.parse(address, temporary));
        assertFalse(verdict.same());
        assertTrue(
                tail(verdict, 2).get(0).startsWith("  cannot be read (HOST/team/app@OTHER: wanted sha256:"),
                said(verdict));
    }

    @Test
    void otherBytesInALayoutAreFound() throws Exception {
        String address = layout(both);
        Digest layer = both.blobs().get(0).digest();
        byte[] bytes = Files.readAllBytes(blob(layer));
        bytes[bytes.length / 2] ^= 1;
        Files.delete(blob(layer));
        Files.write(blob(layer), bytes);
        Verdict verdict = verdict(both, address);
        assertFalse(verdict.same());
        assertEquals(
                """
                is not the image that this checkout and its kubespray.lock give.
                expected: BOTH, built now from kubespray.lock
                given:    BOTH, oci:TMP/layout
                linux/amd64 (ONE):
                layer 1 (os): 1 difference
                  the stored bytes: expected OTHER, got OTHER
                The other 3 of 4 parts (manifest, config, layers) are the same.
                linux/arm64 (ARM64):
                layer 1 (os): 1 difference
                  the stored bytes: expected OTHER, got OTHER
                The other 3 of 4 parts (manifest, config, layers) are the same.""",
                said(verdict));
    }

    @Test
    void aLayerOfTheExpectedImageThatIsGoneFromTheCacheIsAnError() throws Exception {
        String address = layout(images.image("two"));
        Digest layer = one.blobs().get(1).digest();
        Files.delete(images.cache().find(layer).orElseThrow());
        assertEquals(layer + " is not in the cache any more", failure(address));
    }

    @Test
    void whatALayoutSaysOfItsImageHasToBeTrue() throws Exception {
        String address = layout(one);
        entryOfLayout(text -> text.replace(MediaTypes.MANIFEST, MediaTypes.DOCKER_MANIFEST));
        Verdict verdict = verdict(one, address);
        assertFalse(verdict.same());
        assertEquals(
                List.of(
                        "index.json: 1 difference",
                        "  entry.mediaType: value: expected \"" + MediaTypes.MANIFEST + "\", got \""
                                + MediaTypes.DOCKER_MANIFEST + "\""),
                tail(verdict, 2));
        layout(one);
        entryOfLayout(text ->
                text.replace("\"size\"", "\"platform\":{\"architecture\":\"arm64\",\"os\":\"linux\"},\"size\""));
        assertEquals(
                List.of(
                        "index.json: 1 difference",
                        "  entry.platform: only in the given image ({\"architecture\":\"arm64\",\"os\":\"linux\"})"),
                tail(verdict(one, address), 2));
        layout(one);
        entryOfLayout(text -> text.replace("\"size\"", "\"data\":\"e30=\",\"size\""));
        assertEquals(
                List.of("index.json: 1 difference", "  entry.data: only in the given image (\"e30=\")"),
                tail(verdict(one, address), 2));
    }

    @Test
    void whatIsTrueOrOnlyANameInALayoutIsNoDifference() throws Exception {
        String address = layout(one);
        entryOfLayout(text -> text.replace(
                        "\"size\"",
                        "\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"},\"data\":\""
                                + Base64.getEncoder().encodeToString(one.top().bytes()) + "\",\"size\"")
                .replace("\"annotations\":{", "\"annotations\":{\"io.containerd.image.name\":\"x\","));
        assertTrue(verdict(one, address).same(), () -> temporary.toString());
        ImageContents arm =
                ImageContents.of(Objects.requireNonNull(both.images().get(Platform.LINUX_ARM64)));
        layout(arm);
        entryOfLayout(text -> text.replace(
                "\"size\"", "\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\"},\"size\""));
        assertTrue(verdict(arm, address).same());
    }

    @Test
    void anArm64ImageThatNamesItsOnlyVariantIsStillComparedWithArm64() throws Exception {
        pushed(one);
        ImageContents arm = ImageContents.of(List.of(both.images().get(Platform.LINUX_ARM64)), new TreeMap<>());
        Document other = altered(config -> config.replace("\"amd64\"", "\"arm64\",\"variant\":\"v8\""));
        Verdict verdict = verdict(arm, indexed(entry(other, "")));
        assertTrue(
                said(verdict).contains("config: 1 difference\n  variant: only in the given image (\"v8\")"),
                said(verdict));
    }
}
