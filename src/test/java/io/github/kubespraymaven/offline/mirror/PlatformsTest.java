package io.github.kubespraymaven.offline.mirror;

import static io.github.kubespraymaven.offline.mirror.Mirroring.on;
import static io.github.kubespraymaven.offline.mirror.Mirroring.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.Index;
import io.github.kubespraymaven.image.MediaTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an image is cut to, where only some platforms are wanted. */
class PlatformsTest {
    private static final String REPOSITORY = "team/app";

    @TempDir
    Path temporary;

    private Mirroring mirror;

    @BeforeEach
    void start() throws IOException {
        mirror = new Mirroring(temporary);
    }

    @AfterEach
    void stop() {
        mirror.close();
    }

    @Test
    void anAttestationStaysWithItsImageSoOnePlatformWithItsOwnKeepsItsDigest() throws IOException {
        String amd = image("linux/amd64", "amd64");
        String arm = image("linux/arm64", "arm64");
        Digest both = tag(index(on(amd, "linux/amd64"), on(arm, "linux/arm64"), attestation(arm), attestation(amd)));
        mirror.wanting("linux/amd64").copy("TARGET", REPOSITORY + ":1");
        assertEquals("[linux/amd64, unknown/unknown]", platforms("1"));
        assertEquals(
                List.of("[1/1] TARGET/team/app:1: 0.00 MB in 4 blobs moved; cut to linux/amd64, so its digest is "
                        + mirror.tagged(REPOSITORY, "1") + "."),
                mirror.lines);
        Digest alone = tag(index(on(amd, "linux/amd64"), attestation(amd)));
        mirror.copy("TARGET", REPOSITORY + ":1");
        assertEquals(alone, mirror.tagged(REPOSITORY, "1"));
        assertFalse(alone.equals(both));
    }

    private String attestation(String of) throws IOException {
        String entry = mirror.manifest(
                REPOSITORY,
                mirror.blob(REPOSITORY, MediaTypes.CONFIG, "{\"os\":\"unknown\",\"architecture\":\"unknown\"}"),
                mirror.blob(REPOSITORY, "application/vnd.in-toto+json", "about " + Mirroring.digest(of)),
                "");
        return with(
                on(entry, "unknown/unknown"),
                "\"annotations\":{\"vnd.docker.reference.digest\":\"" + Mirroring.digest(of)
                        + "\",\"vnd.docker.reference.type\":\"attestation-manifest\"}");
    }

    @Test
    void indexesInAnIndexAreCutToo() throws IOException {
        String inner =
                index(on(image("linux/amd64", "a"), "linux/amd64"), on(image("linux/arm64", "b"), "linux/arm64"));
        String armOnly = index(on(image("linux/arm64", "c"), "linux/arm64"));
        tag(index(inner, armOnly, inner));
        mirror.wanting("linux/amd64").copy("TARGET", REPOSITORY + ":1");
        List<Descriptor> entries = entries("1");
        assertEquals(2, entries.size(), "named twice, it still is");
        assertEquals(entries.get(0), entries.get(1));
        assertEquals("[linux/amd64]", platforms(entries.get(0).digest().toString()));
        assertEquals(
                "1 images, 1 there already; 0.00 MB moved.",
                mirror.check("TARGET", REPOSITORY + ":1").summary());
    }

    @Test
    void anEntryThatNamesNoPlatformIsForTheOneOfItsConfig() throws IOException {
        String amd = image("linux/amd64", "a");
        tag(index(image("linux/arm64", "b"), amd, with(image("linux/arm64", "c"), "\"platform\":{}")));
        mirror.wanting("linux/amd64").copy("TARGET", REPOSITORY + ":1");
        assertEquals(List.of(Mirroring.digest(amd)), digests("1"));
    }

    @Test
    void whatIsForNoPlatformStays() throws IOException {
        String chart = mirror.manifest(
                REPOSITORY,
                mirror.blob(REPOSITORY, "application/vnd.cncf.helm.config.v1+json", "{}"),
                mirror.blob(REPOSITORY, "application/vnd.cncf.helm.chart.content.v1.tar+gzip", "chart"),
                "");
        Digest digest = tag(chart);
        mirror.wanting("linux/amd64").copy("TARGET", REPOSITORY + ":1");
        assertEquals(digest, mirror.tagged(REPOSITORY, "1"));
        tag(index(on(image("linux/amd64", "a"), "linux/amd64"), on(image("linux/arm64", "a"), "linux/arm64"), chart));
        mirror.copy("TARGET", REPOSITORY + ":1");
        assertEquals(digest, digests("1").get(1));
    }

    @Test
    void aVariantThatIsTheUsualOneNeedNotBeNamed() throws IOException {
        String plain = on(image("linux/arm64", "plain"), "linux/arm64");
        String eight = on(image("linux/arm64", "v8"), "linux/arm64/v8");
        String six = on(image("linux/arm", "v6"), "linux/arm/v6");
        String seven = on(image("linux/arm", "v7"), "linux/arm");
        tag(index(plain, eight, six, seven));
        assertEquals(List.of(Mirroring.digest(plain), Mirroring.digest(eight)), cut("linux/arm64"));
        assertEquals(List.of(Mirroring.digest(plain), Mirroring.digest(eight)), cut("linux/arm64/v8"));
        assertEquals(List.of(Mirroring.digest(six), Mirroring.digest(seven)), cut("linux/arm"));
        assertEquals(List.of(Mirroring.digest(seven)), cut("linux/arm/v7"));
        assertEquals(List.of(Mirroring.digest(six)), cut("linux/arm/v6"));
    }

    private List<Digest> cut(String platform) throws IOException {
        mirror.wanting(platform).copy("TARGET", REPOSITORY + ":1");
        return digests("1");
    }

    @Test
    void aPlatformThatAnImageDoesNotHaveIsNamedWithThoseThatItHas() throws IOException {
        tag(index(on(image("linux/amd64", "a"), "linux/amd64"), on(image("linux/arm64", "b"), "linux/arm64/v8")));
        IOException failure = assertThrows(IOException.class, () -> mirror.wanting("linux/s390x", "linux/ppc64le")
                .copy("TARGET", REPOSITORY + ":1"));
        assertEquals(
                "1 of 1 images could not be copied to docker://TARGET:\n"
                        + "  SOURCE/team/app:1: SOURCE/team/app:1 is there, but not for linux/s390x, linux/ppc64le; it has"
                        + " linux/amd64, linux/arm64/v8; take it out of the list, or name one that it has with"
                        + " -Dkubespray.platforms",
                mirror.named(failure));
        mirror.wanting("linux/amd64", "linux/s390x").copy("TARGET", REPOSITORY + ":1");
        assertEquals(
                List.of("[1/1] TARGET/team/app:1: 0.00 MB in 2 blobs moved; it has no linux/s390x; cut to"
                        + " linux/amd64,linux/s390x, so its digest is " + mirror.tagged(REPOSITORY, "1") + "."),
                mirror.lines);
    }

    @Test
    void oneManifestForAnotherPlatformIsRefused() throws IOException {
        tag(image("linux/amd64", "a"));
        IOException failure = assertThrows(
                IOException.class, () -> mirror.wanting("linux/arm64").copy("TARGET", REPOSITORY + ":1"));
        assertEquals(
                "  SOURCE/team/app:1: SOURCE/team/app:1 is there, but not for linux/arm64; it has linux/amd64; take it out of"
                        + " the list, or name one that it has with -Dkubespray.platforms",
                mirror.named(failure).lines().toList().get(1));
        mirror.wanting("linux/amd64").copy("TARGET", REPOSITORY + ":1");
    }

    @Test
    void whatElseAnIndexSaysStaysAndTheCutIsTheSameEachTime() throws IOException {
        String kept = with(on(image("linux/amd64", "a"), "linux/amd64"), "\"annotations\":{\"k\":\"v\"}");
        String rest = ",\"artifactType\":\"application/vnd.example\",\"annotations\":{\"z\":\"1\",\"a\":\"2\"}";
        tag(mirror.index(REPOSITORY, rest, kept, on(image("linux/arm64", "b"), "linux/arm64")));
        mirror.wanting("linux/amd64").copy("TARGET", REPOSITORY + ":1");
        assertEquals(
                "{\"manifests\":[" + kept
                        + "],\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"schemaVersion\":2" + rest
                        + "}",
                new String(mirror.target.manifest(REPOSITORY, "1").orElseThrow().bytes(), StandardCharsets.UTF_8));
    }

    private String image(String platform, String text) throws IOException {
        return mirror.image(REPOSITORY, platform, text);
    }

    private String index(String... entries) {
        return mirror.index(REPOSITORY, "", entries);
    }

    private Digest tag(String entry) {
        return mirror.tag(REPOSITORY, "1", entry);
    }

    private List<Descriptor> entries(String target) throws IOException {
        return Index.read(Document.of(
                        MediaTypes.INDEX,
                        mirror.target.manifest(REPOSITORY, target).orElseThrow().bytes()))
                .manifests();
    }

    private List<Digest> digests(String target) throws IOException {
        return entries(target).stream().map(Descriptor::digest).toList();
    }

    private String platforms(String target) throws IOException {
        List<String> platforms = new ArrayList<>();
        entries(target)
                .forEach(entry -> platforms.add(entry.platform().orElseThrow().toString()));
        return platforms.toString();
    }
}
