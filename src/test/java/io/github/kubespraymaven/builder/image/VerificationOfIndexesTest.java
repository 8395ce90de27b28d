package io.github.kubespraymaven.builder.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a client could pull instead, where a name leads to several manifests. */
class VerificationOfIndexesTest extends GivenImages {
    @Test
    void aSecondManifestOfAPlatformIsComparedWhetherItComesFirstOrLast() throws Exception {
        pushed(images.image("two"));
        pushed(one);
        Document two = images.image("two").top();
        for (boolean first : new boolean[] {true, false}) {
            String own = entry(one.top(), Platform.LINUX_AMD64);
            String other = entry(two, Platform.LINUX_AMD64);
            Verdict verdict = verdict(one, first ? indexed(other, own) : indexed(own, other));
            assertFalse(verdict.same());
            String said = said(verdict);
            assertTrue(
                    said.startsWith(
                            """
                            is not the image that this checkout and its kubespray.lock give.
                            expected: ONE, built now from kubespray.lock
                            given:    OTHER, docker://HOST/team/app:v1
                            index: 1 difference
                              what its name stands for: expected a manifest, got an index
                            """),
                    said);
            assertTrue(said.contains("\nlinux/amd64 (ONE): the same."), said);
            assertTrue(
                    said.contains(
                            """

                            linux/amd64 (TWO):
                            layer 2 (motd): 1 difference
                              etc/motd: content, from byte 0 on: expected 4 bytes, got 4 bytes
                            """),
                    said);
        }
        assertEquals(List.of("base", "base"), brought);
    }

    @Test
    void moreManifestsOfAPlatformThanAnybodyMakesAreNamedAndNotRead() throws Exception {
        pushed(one);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            entries.add(entry(altered(config -> config.replace("bash", "sh" + number)), Platform.LINUX_AMD64));
        }
        Verdict verdict = verdict(one, indexed(entries.toArray(String[]::new)));
        assertEquals(
                2,
                verdict.lines().stream()
                        .filter(
                                line -> line.matches(
                                        "Not compared: linux/amd64 \\(sha256:\\w+\\), which comes after 4 others for its platform\\."))
                        .count());
        assertEquals(
                4,
                verdict.lines().stream()
                        .filter(line -> line.contains("config.Cmd[0]: value: expected \"bash\", got \"sh"))
                        .count());
    }

    @Test
    void anImageThatIsSaidToBeForNothingKnownIsNamed() throws Exception {
        pushed(one);
        Document hidden =
                altered(config -> config.replace("\"linux\"", "\"unknown\"").replace("amd64", "unknown"));
        Verdict verdict =
                verdict(one, indexed(entry(one.top(), Platform.LINUX_AMD64), entry(hidden, Platform.LINUX_AMD64)));
        assertFalse(verdict.same());
        assertEquals(
                List.of(
                        "linux/amd64 (ONE): the same.",
                        "Not compared: unknown/unknown, listed for linux/amd64 (OTHER), which platforms does not name."),
                tail(verdict, 2));
    }

    @Test
    void aPlatformBeyondThoseAskedForIsNamed() throws Exception {
        Verdict verdict = verdict(one, pushed(both));
        assertFalse(verdict.same());
        assertEquals(
                List.of(
                        "linux/amd64 (ONE): the same.",
                        "Not compared: linux/arm64 (ARM64), which platforms does not name.",
                        "Compare them, too: -Dkubespray.platforms=linux/amd64,linux/arm64"),
                tail(verdict, 3));
        assertEquals(
                "{\"image\":\"docker://HOST/team/app:v1\",\"same\":false,\"expected\":\"ONE\",\"given\":\"BOTH\","
                        + "\"rebuilt\":true,\"layersRead\":false,"
                        + "\"names\":[{\"name\":\"index\",\"count\":1,\"differences\":[{\"where\":\"\","
                        + "\"what\":\"what its name stands for\",\"expected\":\"a manifest\",\"given\":\"an index\"}]}],"
                        + "\"missing\":[],\"notCompared\":[\"linux/arm64 (ARM64), which platforms does not name.\"],"
                        + "\"platforms\":[{\"manifest\":\"ONE\",\"platform\":\"linux/amd64\",\"same\":true,\"parts\":["
                        + "{\"name\":\"manifest\",\"count\":0,\"differences\":[]},"
                        + "{\"name\":\"config\",\"count\":0,\"differences\":[]},"
                        + "{\"name\":\"layer 1 (os)\",\"count\":0,\"differences\":[]},"
                        + "{\"name\":\"layer 2 (motd)\",\"count\":0,\"differences\":[]}]}]}",
                said(new Verdict(false, "", List.of(JsonWriter.compact(verdict.json())), verdict.json()))
                        .strip());
    }

    @Test
    void anIndexAroundTheVeryImageIsNotTheImageAndSaysWhatIs() throws Exception {
        pushed(one);
        Verdict verdict = verdict(one, indexed(entry(one.top(), "")));
        assertFalse(verdict.same());
        assertEquals(
                """
                is not the image that this checkout and its kubespray.lock give.
                expected: ONE, built now from kubespray.lock
                given:    OTHER, docker://HOST/team/app:v1
                index: 1 difference
                  what its name stands for: expected a manifest, got an index
                linux/amd64 (ONE): the same.""",
                said(verdict));
    }

    @Test
    void aManifestWhereAnIndexIsExpectedHasTheOtherPlatformsNot() throws Exception {
        Verdict verdict = verdict(both, pushed(one));
        assertFalse(verdict.same());
        assertEquals(
                """
                is not the image that this checkout and its kubespray.lock give.
                expected: BOTH, built now from kubespray.lock
                given:    ONE, docker://HOST/team/app:v1
                index: 1 difference
                  what its name stands for: expected an index, got a manifest
                It has no image for linux/arm64.
                linux/amd64 (ONE): the same.""",
                said(verdict));
    }

    @Test
    void anIndexInAnIndexHidesNothing() throws Exception {
        pushed(both);
        String inner = index(
                entry(manifests().get(0), Platform.LINUX_AMD64),
                entry(manifests().get(1), Platform.LINUX_ARM64));
        Document document = Document.of(MediaTypes.INDEX, inner.getBytes(StandardCharsets.UTF_8));
        server.store("team/app", document.descriptor().digest().toString(), MediaTypes.INDEX, document.bytes());
        Verdict verdict = verdict(both, indexed(entry(document, "")));
        assertFalse(verdict.same());
        assertEquals(List.of("linux/amd64 (ONE): the same.", "linux/arm64 (ARM64): the same."), tail(verdict, 2));
    }

    @Test
    void whatAnIndexSaysIsComparedEntryByEntry() throws Exception {
        pushed(both);
        String amd = entry(manifests().get(0), Platform.LINUX_AMD64);
        String arm = entry(manifests().get(1), Platform.LINUX_ARM64);
        assertEquals(
                """
                index: 2 differences
                  manifests[0]: its place: expected manifests[0], got manifests[1]
                  manifests[1]: its place: expected manifests[1], got manifests[0]""",
                index(verdict(both, indexed(arm, amd))));
        assertEquals(
                """
                index: 1 difference
                  annotations: only in the given image ({"a":"b"})""",
                index(verdict(
                        both,
                        tagged(MediaTypes.INDEX, index(amd, arm).replace("]}", "],\"annotations\":{\"a\":\"b\"}}")))));
        assertEquals(
                """
                index: 3 differences
                  manifests[0].platform.os.version: only in the given image ("6")
                  manifests[0].urls: only in the given image (["http://a"])
                  manifests[1].platform.variant: only in the given image ("v7")""",
                index(verdict(
                        both,
                        indexed(
                                amd.replace("\"os\":", "\"os.version\":\"6\",\"os\":")
                                        .replace("\"size\"", "\"urls\":[\"http://a\"],\"size\""),
                                arm.replace("\"os\":", "\"variant\":\"v7\",\"os\":")))));
        assertEquals(
                """
                index: 1 difference
                  manifests[1]: missing in the given image ({"architecture":"arm64","os":"linux"} "ARM64")""",
                index(verdict(both, indexed(amd))));
        assertEquals(
                """
                index: 1 difference
                  manifests[2]: only in the given image (no platform "ONE")""",
                index(verdict(both, indexed(amd, arm, entry(manifests().get(0), "")))));
        assertEquals(
                """
                index: 1 difference
                  how the same members are written down (order, white space): expected BOTH, got OTHER""",
                index(verdict(both, indexed(amd + " ", arm))));
    }

    /** What is said of the index. */
    private String index(Verdict verdict) throws IOException {
        assertFalse(verdict.same());
        List<String> lines = said(verdict).lines().skip(3).toList();
        return lines.stream()
                .limit(1)
                .map(head -> head + "\n"
                        + lines.stream()
                                .skip(1)
                                .takeWhile(line -> line.startsWith(" "))
                                .collect(Collectors.joining("\n")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anotherManifestOfAnIndexIsToldByItsOwnPartsAndNotByItsEntry() throws Exception {
        pushed(both);
        Document other = altered(config -> config.replace("bash", "sh"));
        Verdict verdict = verdict(
                both,
                indexed(entry(other, Platform.LINUX_AMD64), entry(manifests().get(1), Platform.LINUX_ARM64)));
        assertEquals(
                """
                is not the image that this checkout and its kubespray.lock give.
                expected: BOTH, built now from kubespray.lock
                given:    OTHER, docker://HOST/team/app:v1
                linux/amd64 (OTHER):
                config: 1 difference
                  config.Cmd[0]: value: expected "bash", got "sh"
                The other 3 of 4 parts (manifest, config, layers) are the same.
                linux/arm64 (ARM64): the same.""",
                said(verdict));
    }

    @Test
    void anArtifactInAnIndexIsNamedAsNoImage() throws Exception {
        pushed(one);
        Document empty = Document.of("application/vnd.oci.empty.v1+json", "{}".getBytes(StandardCharsets.UTF_8));
        server.storeBlob("team/app", empty.descriptor().digest(), empty.bytes());
        Document artifact = Document.of(
                MediaTypes.MANIFEST,
                ("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.MANIFEST + "\",\"config\":" + entry(empty, "")
                                + ",\"layers\":[]}")
                        .getBytes(StandardCharsets.UTF_8));
        server.store("team/app", artifact.descriptor().digest().toString(), MediaTypes.MANIFEST, artifact.bytes());
        Verdict verdict = verdict(one, indexed(entry(one.top(), ""), entry(artifact, "")));
        assertFalse(verdict.same());
        assertEquals(List.of("Not compared: no image (OTHER), which platforms does not name."), tail(verdict, 1));
    }
}
