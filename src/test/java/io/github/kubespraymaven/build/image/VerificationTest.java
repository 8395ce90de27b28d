package io.github.kubespraymaven.build.image;

import io.github.kubespraymaven.image.transport.ImageSource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.build.Timings;
import io.github.kubespraymaven.build.base.Base;
import io.github.kubespraymaven.build.base.BaseInputs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.image.Assembly;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.layout.DockerArchive;
import io.github.kubespraymaven.image.layout.OciArchive;
import io.github.kubespraymaven.image.layout.OciLayout;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.mistake.MistakeException;
import io.github.kubespraymaven.registry.Push;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.RegistryServer;
import io.github.kubespraymaven.registry.credential.Credentials;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected is the image "one"; a stranger has altered what is given, in a registry, a layout or an archive. */
class VerificationTest {
    private static final Digest KEY_OF = Digest.of("key");

    @TempDir
    Path temporary;

    private SmallImages images;
    private RegistryServer server;
    private Registries registries;
    private Assembly one;
    private Assembly both;
    private final List<String> brought = new ArrayList<>();
    private Base.Origin origin = Base.Origin.BUILT;

    @BeforeEach
    void images() throws IOException {
        images = new SmallImages(temporary.resolve("cache"));
        one = images.image("one");
        both = images.imageForTwo("one");
        server = new RegistryServer();
        registries =
                new Registries(new HttpTransport(HttpSettings.usual(), duration -> {}), Credentials.none(), Set.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Verification verification(Assembly expected, boolean reads) {
        Verification.Building building = new Verification.Building() {
            @Override
            public Verification.Expected expected() throws IOException {
                List<Built> built = expected.images().values().stream()
                        .map(image -> new Built(image, List.of()))
                        .toList();
                return new Verification.Expected(expected, built, List.of(base()));
            }

            @Override
            public void bring(List<Base> bases) {
                brought.add("base");
            }
        };
        return new Verification(building, registries, images.cache(), new Timings(Timings.Watch.NOBODY), reads);
    }

    private Base base() {
        BaseInputs inputs = new BaseInputs(
                "linux/amd64",
                new BaseInputs.Standing("debian:trixie", "debian:trixie", Optional.empty()),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of("all"),
                Optional.empty(),
                "refuse",
                "gzip",
                Optional.of(KEY_OF));
        return new Base(Platform.LINUX_AMD64, inputs, List.of(), origin, Optional.empty(), Optional.empty());
    }

    private Verdict verdict(Assembly expected, String address) throws IOException {
        return verification(expected, false).of(address, ImageSource.parse(address, temporary));
    }

    /** What is said: the first sentence, and all lines, in which digests of what is known here have names. */
    private String said(Verdict verdict) throws IOException {
        String text = verdict.finding() + "\n" + String.join("\n", verdict.lines());
        text = text.replace(server.host(), "HOST").replace(temporary.toString(), "TMP");
        text = text.replace(digest(both), "BOTH").replace(digest(one), "ONE");
        text = text.replace(digest(images.image("two")), "TWO");
        for (Image image : both.images().values()) {
            text = text.replace(
                    image.manifest().document().descriptor().digest().toString(),
                    image.config().platform().architecture().toUpperCase(java.util.Locale.ROOT));
        }
        return text.replaceAll("sha256:[0-9a-f]{64}", "OTHER");
    }

    private static String digest(Assembly image) {
        return image.top().descriptor().digest().toString();
    }

    private String pushed(Assembly image) throws IOException {
        new Push(registries, images.cache(), PushProgress.silent())
                .push(image, new Repository(server.host(), "team/app"), List.of("v1"), List.of());
        return "docker://" + server.host() + "/team/app:v1";
    }

    /** Puts another document under the tag. */
    private String tagged(String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        server.store("team/app", "v1", type, bytes);
        server.store("team/app", Digest.of(bytes).toString(), type, bytes);
        return "docker://" + server.host() + "/team/app:v1";
    }

    private static String entry(Document manifest, String more) {
        Descriptor descriptor = manifest.descriptor();
        return "{\"mediaType\":\"" + descriptor.mediaType() + "\",\"digest\":\"" + descriptor.digest() + "\",\"size\":"
                + descriptor.size() + more.replace('\'', '"') + "}";
    }

    private static String entry(Document manifest, Platform platform) {
        return entry(
                manifest,
                ",'platform':{'architecture':'" + platform.architecture() + "','os':'" + platform.os() + "'}");
    }

    private static String index(String... entries) {
        return "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.INDEX + "\",\"manifests\":["
                + String.join(",", entries) + "]}";
    }

    private String indexed(String... entries) {
        return tagged(MediaTypes.INDEX, index(entries));
    }

    /** The image "one" as somebody else would say it of himself: in its config, and so in its manifest. */
    private Document altered(UnaryOperator<String> config) throws IOException {
        Document own = one.documents().get(0);
        Document other = Document.of(
                MediaTypes.CONFIG,
                config.apply(new String(own.bytes(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        server.storeBlob("team/app", other.descriptor().digest(), other.bytes());
        String manifest = new String(one.top().bytes(), StandardCharsets.UTF_8)
                .replace(
                        own.descriptor().digest().toString(),
                        other.descriptor().digest().toString())
                .replace(
                        "\"size\":" + own.descriptor().size(),
                        "\"size\":" + other.descriptor().size());
        Document document = Document.of(MediaTypes.MANIFEST, manifest.getBytes(StandardCharsets.UTF_8));
        server.store("team/app", document.descriptor().digest().toString(), MediaTypes.MANIFEST, document.bytes());
        return document;
    }

    private String layout(Assembly image) throws IOException {
        new OciLayout(temporary.resolve("layout")).write(image, "v1", images.cache());
        return "oci:" + temporary.resolve("layout");
    }

    private void entryOfLayout(UnaryOperator<String> altered) throws IOException {
        Path file = temporary.resolve("layout/index.json");
        Files.writeString(file, altered.apply(Files.readString(file)));
    }

    private Path blob(Digest digest) {
        return temporary.resolve("layout/blobs/sha256").resolve(digest.hex());
    }

    // What is the same.

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

    // What a client could pull instead.

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

    private List<String> tail(Verdict verdict, int lines) throws IOException {
        List<String> all = said(verdict).lines().toList();
        return all.subList(all.size() - lines, all.size());
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

    /** The manifests of both platforms. */
    private List<Document> manifests() throws IOException {
        return both.images().values().stream()
                .map(image -> image.manifest().document())
                .toList();
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

    // What manifests and configs say.

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

    private String failure(String address) {
        return String.valueOf(
                assertThrows(IOException.class, () -> verdict(one, address)).getMessage());
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

    // What is stored.

    @Test
    void aLayerThatIsMissingOrShortInARegistryIsFoundWithoutReadingIt() throws Exception {
        String address = pushed(one);
        Digest layer = one.blobs().get(1).digest();
        byte[] bytes = server.blob("team/app", layer).orElseThrow();
        server.storeBlob("team/app", layer, Arrays.copyOf(bytes, bytes.length - 1));
        Verdict shorter = verdict(one, address);
        assertFalse(shorter.same());
        assertEquals("layer 2 (motd): 1 difference", tail(shorter, 3).get(0));
        assertTrue(tail(shorter, 2).get(0).startsWith("  cannot be read (HOST/team/app@OTHER"), said(shorter));
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
        Assembly arm = Assembly.of(Objects.requireNonNull(both.images().get(Platform.LINUX_ARM64)));
        layout(arm);
        entryOfLayout(text -> text.replace(
                "\"size\"", "\"platform\":{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\"},\"size\""));
        assertTrue(verdict(arm, address).same());
    }

    @Test
    void anArm64ImageThatNamesItsOnlyVariantIsStillComparedWithArm64() throws Exception {
        pushed(one);
        Assembly arm = Assembly.of(List.of(both.images().get(Platform.LINUX_ARM64)), new TreeMap<>());
        Document other = altered(config -> config.replace("\"amd64\"", "\"arm64\",\"variant\":\"v8\""));
        Verdict verdict = verdict(arm, indexed(entry(other, "")));
        assertTrue(
                said(verdict).contains("config: 1 difference\n  variant: only in the given image (\"v8\")"),
                said(verdict));
    }

    // What is asked for.

    @Test
    void whatIsNotThereIsTheUsersMistake() {
        for (String address : List.of("docker://" + server.host() + "/none:v1", "docker://UPPER/x y")) {
            String complaint = mistake(address);
            assertTrue(complaint.startsWith("image: "), complaint);
        }
        assertEquals("image: there is no HOST/none:v1", mistake("docker://" + server.host() + "/none:v1"));
    }

    private String mistake(String address) {
        String message = String.valueOf(assertThrows(MistakeException.class, () -> verdict(one, address))
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
