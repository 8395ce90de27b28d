package io.github.kubespraymaven.offline.mirror;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.Index;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.registry.PlatformChoice;
import io.github.kubespraymaven.registry.Push;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.RegistryServer;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageMirrorTest {
    @TempDir
    Path temporary;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private SmallImages images;
    private RegistryServer source;
    private RegistryServer target;
    private Registries registries;

    @BeforeEach
    void start() throws IOException {
        images = new SmallImages(temporary.resolve("made"));
        source = new RegistryServer();
        target = new RegistryServer();
        registries =
                new Registries(new HttpTransport(HttpSettings.usual(), duration -> {}), GivenLogins.none(), Set.of());
        publish("library/nginx", "1.22", images.image("nginx"));
        publish("library/redis", "7.0", images.image("redis"));
        publish("kube/etcd", "v1", images.imageForTwo("etcd"));
        source.forget();
    }

    @AfterEach
    void stop() {
        source.close();
        target.close();
        threads.shutdownNow();
    }

    @Test
    void imagesArriveByteForByteUnderTheirPathsAndWhatTheyShareMovesOnce() throws Exception {
        MirrorResult result = mirror("library/nginx:1.22", "library/redis:7.0", "kube/etcd:v1");
        assertEquals("3 images, 3 copied; " + megabytes(result.bytes()) + " MB moved.", result.summary());
        for (String name : List.of("library/nginx 1.22", "library/redis 7.0", "kube/etcd v1")) {
            String[] parts = name.split(" ");
            assertArrayEquals(
                    source.manifest(parts[0], parts[1]).orElseThrow().bytes(),
                    target.manifest(parts[0], parts[1]).orElseThrow().bytes());
        }
        // A layer for all, one and a config for nginx and redis each, one and two configs for etcd.
        assertEquals(8, count(target, "PUT", "/blobs/uploads/"));
        assertEquals(8, count(source, "GET", "/blobs/"), "four layers and four configs");
    }

    @Test
    void aSecondRunLooksOnceAndMovesNothing() throws Exception {
        mirror("library/nginx:1.22", "kube/etcd:v1");
        source.forget();
        target.forget();
        MirrorResult again = mirror("library/nginx:1.22", "kube/etcd:v1");
        assertEquals("2 images, 2 there already; 0.00 MB moved.", again.summary());
        assertEquals(2, source.requests().size());
        assertEquals(2, target.requests().size());
    }

    @Test
    void aRunAfterAFailureMovesOnlyWhatIsMissing() throws Exception {
        target.failing(RegistryServer.times(1, "PUT", "/redis/manifests/7.0", 400, "text/plain", "no"));
        IOException failure = assertThrows(IOException.class, () -> mirror("library/nginx:1.22", "library/redis:7.0"));
        assertTrue(
                named(failure).startsWith("1 of 2 images could not be copied to docker://TARGET; the others are there"),
                named(failure));
        assertTrue(target.manifest("library/nginx", "1.22").isPresent());
        target.forget();
        MirrorResult again = mirror("library/nginx:1.22", "library/redis:7.0");
        assertEquals("2 images, 1 copied, 1 there already; 0.00 MB moved.", again.summary());
        assertEquals(0, count(target, "PUT", "/blobs/uploads/"));
    }

    @Test
    void whatAnImageSharesWithOneThatIsThereIsMounted() throws Exception {
        mirror("library/nginx:1.22");
        target.forget();
        mirror("library/nginx:1.22", "library/redis:7.0");
        assertEquals(2, count(target, "PUT", "/redis/blobs/uploads/"), "a layer and a config");
        assertEquals(
                1,
                target.requests().stream()
                        .filter("POST /v2/library/redis/blobs/uploads/ -> 201"::equals)
                        .count());
    }

    @Test
    void allThatCanBeCopiedIsAndTheRestIsNamedWithItsReasons() throws Exception {
        source.store(
                "old/app",
                "v1",
                "application/vnd.docker.distribution.manifest.v1+prettyjws",
                "{\"schemaVersion\": 1}".getBytes(StandardCharsets.UTF_8));
        ImageContents redis = images.image("redis");
        byte[] wrong = Files.readAllBytes(
                images.cache().find(redis.blobs().get(1).digest()).orElseThrow());
        wrong[wrong.length / 2] ^= 1;
        source.storeBlob("library/redis", redis.blobs().get(1).digest(), wrong);
        IOException failure = assertThrows(
                IOException.class,
                () -> mirror("library/nginx:1.22", "library/redis:7.0", "old/app:v1", "none/such:v1"));
        assertFalse(failure instanceof UserError);
        assertEquals(
                """
                3 of 4 images could not be copied to docker://TARGET; the others are there, and a further run copies only what is missing:
                  SOURCE/library/redis:7.0: SOURCE/library/redis@LAYER: wanted LAYER, got WRONG
                  SOURCE/old/app:v1: SOURCE/old/app: cannot read the manifest v1: it is a schema-1 manifest, which Docker gave up; push that image again with a newer tool
                  SOURCE/none/such:v1: SOURCE/none/such:v1: there is no such image in SOURCE/none/such"""
                        .replace("LAYER", redis.blobs().get(1).digest().toString())
                        .replace("WRONG", Digest.of(wrong).toString()),
                named(failure));
        assertTrue(target.manifest("library/nginx", "1.22").isPresent());
        assertFalse(target.manifest("library/redis", "7.0").isPresent());
        String json = Files.readString(temporary.resolve("results/mirror.json"));
        assertTrue(json.contains("\"state\": \"failed\"") && json.contains("\"state\": \"copied\""), json);
    }

    @Test
    void whatIsAttachedUnderATagIsCopiedWhereTheListNamesTheTag() throws Exception {
        String image = source.manifest("library/nginx", "1.22")
                .map(stored -> Digest.of(stored.bytes()).hex())
                .orElseThrow();
        String signature = "sha256-" + image + ".sig";
        String payload = "{\"critical\":{}}";
        String config = "{\"architecture\":\"\",\"os\":\"\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                + Digest.of(payload) + "\"]},\"config\":{}}";
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.MANIFEST + "\",\"config\":"
                + entry(MediaTypes.CONFIG, config, "") + ",\"layers\":["
                + entry(
                        "application/vnd.dev.cosign.simplesigning.v1+json",
                        payload,
                        ",\"annotations\":{\"who\":\"me\"}")
                + "]}";
        source.store("library/nginx", signature, MediaTypes.MANIFEST, manifest.getBytes(StandardCharsets.UTF_8));
        source.storeBlob("library/nginx", Digest.of(payload), payload.getBytes(StandardCharsets.UTF_8));
        source.storeBlob("library/nginx", Digest.of(config), config.getBytes(StandardCharsets.UTF_8));

        mirror("library/nginx:1.22", "library/nginx:" + signature);
        assertArrayEquals(
                manifest.getBytes(StandardCharsets.UTF_8),
                target.manifest("library/nginx", signature).orElseThrow().bytes());
        assertTrue(target.blob("library/nginx", Digest.of(payload)).isPresent());
    }

    private static String entry(String type, String content, String more) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + Digest.of(content) + "\",\"size\":" + content.length()
                + more + "}";
    }

    @Test
    void imagesThatWouldHaveOneNameAreRefusedBeforeAnythingIsCopied() {
        IOException failure = assertThrows(IOException.class, () -> new Run()
                .to("docker://" + target.host())
                .of(List.of(source.host() + "/library/nginx:1", "other.example/library/nginx:1")));
        assertTrue(failure instanceof UserError);
        assertEquals(
                """
                Nothing was copied, because of the names that images would have:
                  SOURCE/library/nginx:1 and other.example/library/nginx:1 would both be TARGET/library/nginx:1
                Take one of them out of the list, or keep the registries apart with -Dkubespray.imageNames=host.""",
                named(failure));
        assertEquals(List.of(), target.requests());
    }

    @Test
    void theRegistryCanBePartOfTheName() throws Exception {
        Run run = new Run();
        run.naming = Naming.HOST;
        run.to("docker://" + target.host() + "/mirror").of(List.of(source.host() + "/library/nginx:1.22"));
        assertTrue(target.manifest("mirror/" + source.host().replace(':', '_') + "/library/nginx", "1.22")
                .isPresent());
    }

    @Test
    void aComparisonCopiesNothingAndNamesWhatDiffers() throws Exception {
        mirror("library/nginx:1.22", "kube/etcd:v1");
        publish("library/nginx", "1.22", images.image("another"));
        target.forget();
        Run run = new Run();
        run.mode = MirrorRequest.Mode.CHECK;
        IOException failure = assertThrows(IOException.class, () -> run.to("docker://" + target.host())
                .of(names("library/nginx:1.22", "library/redis:7.0", "kube/etcd:v1")));
        assertTrue(failure instanceof UserError);
        assertTrue(named(failure)
                .startsWith("2 of 3 images in docker://TARGET are not those of their sources:\n"
                        + "  SOURCE/library/nginx:1.22: the target has sha256:"));
        assertTrue(named(failure).endsWith("\n  SOURCE/library/redis:7.0: it is not there"));
        assertEquals(
                List.of(),
                target.requests().stream()
                        .filter(line -> !line.startsWith("HEAD ") && !line.startsWith("GET "))
                        .toList());
    }

    @Test
    void anIndexIsCutToThePlatformsThatAreWantedAndSaysSo() throws Exception {
        Run run = new Run();
        run.platforms = new PlatformChoice(List.of(Platform.LINUX_ARM64));
        MirrorResult result = run.to("docker://" + target.host()).of(names("kube/etcd:v1"));
        Document cut = Document.of(
                MediaTypes.INDEX,
                target.manifest("kube/etcd", "v1").orElseThrow().bytes());
        assertEquals(1, Index.read(cut).manifests().size());
        assertEquals(
                Optional.of(Platform.LINUX_ARM64),
                Index.read(cut).manifests().get(0).platform());
        MirrorEntry entry = result.entries().get(0);
        assertEquals(Optional.of(cut.descriptor().digest()), entry.digest());
        assertEquals(Optional.of(images.imageForTwo("etcd").top().descriptor().digest()), entry.original());
        assertEquals(
                "1 images, 1 there already; 0.00 MB moved.",
                run.of(names("kube/etcd:v1")).summary());
    }

    @Test
    void aLayoutHoldsAllImagesUnderTheirFullNamesAndIsAddedTo() throws Exception {
        Path layout = temporary.resolve("mirror");
        Run run = new Run().to("oci:" + layout);
        run.of(names("library/nginx:1.22"));
        MirrorResult both = run.of(names("library/nginx:1.22", "kube/etcd:v1"));
        assertEquals(
                "[PRESENT, COPIED]",
                both.entries().stream().map(MirrorEntry::state).toList().toString());
        for (String name : names("library/nginx:1.22", "kube/etcd:v1")) {
            Reference reference = Reference.parse(name);
            assertArrayEquals(
                    source.manifest(reference.repository().path(), reference.target())
                            .orElseThrow()
                            .bytes(),
                    SmallImages.inLayout(layout, Optional.of(name)).top().bytes());
        }
    }

    @Test
    void anArchiveIsWrittenAnewOfWhatIsInTheCache() throws Exception {
        Run run = new Run().to("oci-archive:" + temporary.resolve("mirror.tar"));
        run.of(names("library/nginx:1.22", "kube/etcd:v1"));
        byte[] first = Files.readAllBytes(temporary.resolve("mirror.tar"));
        Files.delete(temporary.resolve("mirror.tar"));
        MirrorResult again = run.of(names("library/nginx:1.22", "kube/etcd:v1"));
        assertEquals(0, again.bytes());
        assertArrayEquals(first, Files.readAllBytes(temporary.resolve("mirror.tar")));
    }

    @Test
    void somethingElseIsNotWrittenInto() throws Exception {
        Path own = Files.createDirectories(temporary.resolve("own"));
        Files.writeString(own.resolve("letter.txt"), "dear");
        assertThrows(IOException.class, () -> new Run().to("oci:" + own).of(names("library/nginx:1.22")));
        assertEquals("dear", Files.readString(own.resolve("letter.txt")));
        assertFalse(Files.exists(own.resolve("index.json")));
    }

    private MirrorResult mirror(String... names) throws IOException {
        return new Run().to("docker://" + target.host()).of(names(names));
    }

    private final class Run {
        private Naming naming = Naming.PATH;
        private PlatformChoice platforms = new PlatformChoice(List.of());
        private MirrorRequest.Mode mode = MirrorRequest.Mode.COPY;
        private String to = "";

        Run to(String where) {
            to = where;
            return this;
        }

        MirrorResult of(List<String> list) throws IOException {
            return ImageMirror.run(
                    new MirrorRequest(
                            list.stream().map(Reference::parse).toList(),
                            MirrorTarget.parse(to, temporary),
                            naming,
                            platforms,
                            mode,
                            temporary.resolve("results/mirror.json")),
                    registries,
                    new SmallImages(temporary.resolve("cache")).cache(),
                    MirrorWatch.silent(),
                    threads);
        }
    }

    private List<String> names(String... names) {
        return List.of(names).stream().map(name -> source.host() + "/" + name).toList();
    }

    private void publish(String repository, String tag, ImageContents image) throws IOException {
        new Push(registries, images.cache(), PushProgress.silent())
                .push(image, new Repository(source.host(), repository), List.of(tag), List.of());
    }

    private String named(Exception failure) {
        return String.valueOf(failure.getMessage())
                .replace(source.host(), "SOURCE")
                .replace(target.host(), "TARGET");
    }

    private static long count(RegistryServer server, String method, String part) {
        return server.requests().stream()
                .filter(line -> line.startsWith(method + " ") && line.contains(part))
                .count();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f", bytes / 1e6);
    }
}
