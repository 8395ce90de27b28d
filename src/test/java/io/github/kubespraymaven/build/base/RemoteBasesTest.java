package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.checkout.Outputs;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.build.Timings;
import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.build.from.FromImage;
import io.github.kubespraymaven.build.layer.Layer;
import io.github.kubespraymaven.build.layer.LayerCache;
import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.checkout.Watch;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.OfflineException;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Assembly;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.mistake.MistakeException;
import io.github.kubespraymaven.registry.Elsewhere;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.RegistryServer;
import io.github.kubespraymaven.registry.credential.Credentials;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Repository;
import io.github.kubespraymaven.sbom.CycloneDx;
import io.github.kubespraymaven.sbom.LayerContent;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One machine stores a base of two layers, another, which has nothing, looks for it; in between somebody was at the registry. */
class RemoteBasesTest {
    private static final Digest ASKED = Digest.of("asked");

    @TempDir
    Path temporary;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> reports = new ArrayList<>();
    private RegistryServer server;
    private Registries registries;
    private Workshop first;
    private Workshop second;
    private Base base;

    @BeforeEach
    void start() throws IOException {
        server = new RegistryServer();
        registries =
                new Registries(new HttpTransport(HttpSettings.usual(), duration -> {}), Credentials.none(), Set.of());
        first = workshop("first");
        second = workshop("second");
        base = base(Platform.LINUX_AMD64, "all");
    }

    @AfterEach
    void stop() {
        server.close();
        threads.shutdownNow();
    }

    private Workshop workshop(String name) {
        Cache cache = new Cache(temporary.resolve(name));
        Fetch fetch = new Fetch(
                new HttpTransport(HttpSettings.usual(), duration -> {}),
                cache.blobs(),
                cache.records(),
                Progress.silent(),
                1);
        LayerWriter writer = new LayerWriter(Compression.GZIP, Runnable::run, 1);
        return new Workshop(
                cache,
                cache.locks(waiting -> {}),
                fetch,
                new LayerCache(cache, cache.locks(waiting -> {}), writer),
                threads,
                line -> reports.add(line.replace(server.host(), "HOST")),
                new Timings(Timings.Watch.NOBODY),
                new Watch(Instant.EPOCH),
                Outputs.NONE);
    }

    private RemoteBases bases() {
        return new RemoteBases(registries, repository(), PushProgress.silent());
    }

    private Repository repository() {
        return new Repository(server.host(), "team/bases");
    }

    private static BaseInputs inputs(Platform platform, String collections, Optional<Digest> image) {
        return new BaseInputs(
                platform.toString(),
                new BaseInputs.Standing("debian:trixie", "debian:trixie", image),
                List.of("bash"),
                List.of(),
                Optional.empty(),
                List.of("ansible==11.13.0"),
                List.of(),
                List.of(collections.split(",")),
                Optional.empty(),
                "refuse",
                "gzip",
                Optional.empty());
    }

    private Base base(Platform platform, String collections) throws IOException {
        return new Base(
                platform,
                inputs(platform, collections, Optional.empty()),
                List.of(
                        layer("os", "debian:trixie", "etc/os-release"),
                        layer("python", "ansible 11.13.0", "usr/local/ansible")),
                Base.Origin.BUILT,
                Optional.empty(),
                Optional.empty());
    }

    private Layer layer(String kind, String what, String path) throws IOException {
        try (BlobWriter out = first.cache().blobs().writer()) {
            LayerBlob blob = new LayerWriter(Compression.GZIP, Runnable::run, 1)
                    .write(sink -> sink.accept(TreePath.of(path), Entry.RegularFile.of(0644, Content.of(path))), out);
            out.commit();
            return new Layer(kind, what, blob);
        }
    }

    private void put(Base... made) throws IOException {
        Assembly together = made.length == 1
                ? Assembly.of(made[0].image())
                : Assembly.of(Arrays.stream(made).map(Base::image).toList(), new TreeMap<>());
        bases().put(List.of(made), together, "v1-base", of -> List.of(), first);
    }

    private Optional<Base> found() throws IOException {
        return bases().find(base.platform(), base.inputs(), base.key(), Optional.empty(), second);
    }

    private String tag() {
        return RemoteBases.tag(base.key());
    }

    private RegistryServer.Stored manifest() {
        return server.manifest("team/bases", tag()).orElseThrow();
    }

    private Digest layer(int number) {
        return base.layers().get(number).blob().digest();
    }

    private void lose(Digest blob) {
        server.failing(RegistryServer.times(9, "HEAD", blob.toString(), 404, "text/plain", ""));
    }

    private List<String> requests(String start) {
        return server.requests().stream().filter(line -> line.startsWith(start)).toList();
    }

    private static Base from(Base base, Base.Origin origin) {
        return new Base(base.platform(), base.inputs(), base.layers(), origin, base.asked(), base.from());
    }

    @Test
    void aTagHasTheFirstTwelveDigitsOfTheKey() {
        assertEquals("base-" + base.key().hex().substring(0, 12), tag());
        assertEquals(server.host() + "/team/bases", bases().toString());
    }

    // What was stored is found.

    @Test
    void whatOneMachineStoresAnotherFindsAndNoLayerIsRead() throws Exception {
        put(base);
        assertEquals(
                List.of("Pushed the base HOST/team/bases:" + tag() + ": 3 blobs sent (0.00 MB), 0 there already."),
                reports);
        reports.clear();
        server.forget();
        Base found = found().orElseThrow();
        assertEquals(from(base, Base.Origin.REGISTRY), found);
        assertTrue(found.reused());
        assertEquals(List.of("Found the base HOST/team/bases:" + tag() + "."), reports);
        assertEquals(1, requests("GET /v2/team/bases/manifests/").size());
        assertEquals(1, requests("GET /v2/team/bases/blobs/").size(), "the config");
        assertEquals(3, requests("HEAD /v2/team/bases/blobs/").size());
    }

    @Test
    void aBaseIsStoredUnderItsKeyWhatWasAskedForAndTheNameOfAll() throws Exception {
        base = base(Platform.LINUX_AMD64, "ansible.posix,community.general").asked(ASKED);
        put(base);
        for (String tag : List.of(tag(), RemoteBases.tag(ASKED), "v1-base")) {
            assertEquals(
                    base.image().manifest().document().descriptor().digest(),
                    Digest.of(server.manifest("team/bases", tag).orElseThrow().bytes()),
                    tag);
        }
        BaseInputs asked = base.inputs().with(List.of("used"));
        Base found = bases().find(base.platform(), asked, ASKED, Optional.empty(), second)
                .orElseThrow();
        assertEquals(
                List.of("ansible.posix", "community.general"), found.inputs().collections());
        assertEquals(base.key(), found.key());
        assertEquals(Optional.of(ASKED), found.asked());
    }

    @Test
    void basesForSeveralPlatformsAreStoredEachAndTogether() throws Exception {
        Base arm = base(Platform.LINUX_ARM64, "all");
        put(base, arm);
        assertEquals(MediaTypes.MANIFEST, manifest().type());
        assertEquals(
                MediaTypes.MANIFEST,
                server.manifest("team/bases", RemoteBases.tag(arm.key()))
                        .orElseThrow()
                        .type());
        assertEquals(
                MediaTypes.INDEX,
                server.manifest("team/bases", "v1-base").orElseThrow().type());
        assertEquals(3, reports.size());
    }

    @Test
    void whatCameFromTheRegistryIsNotStoredAgain() throws Exception {
        put(from(base, Base.Origin.REGISTRY));
        assertEquals(List.of(), server.requests());
        assertEquals(List.of(), reports);
    }

    @Test
    void whatIsKnownHereAndWasStoredOnceCostsNoRequest() throws Exception {
        put(from(base, Base.Origin.CACHE));
        server.forget();
        put(from(base, Base.Origin.CACHE));
        assertEquals(List.of(), server.requests());
        put(base);
        assertEquals("The base HOST/team/bases:" + tag() + " is there already.", reports.get(reports.size() - 1));
    }

    @Test
    void oneOfSeveralThatWasMadeHereIsStoredBesideThoseThatWereFound() throws Exception {
        Base arm = base(Platform.LINUX_ARM64, "all");
        put(from(base, Base.Origin.REGISTRY), arm);
        assertTrue(server.manifest("team/bases", RemoteBases.tag(arm.key())).isPresent());
    }

    // What is there is another, or not whole.

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertEquals(Optional.empty(), found());
        assertEquals(List.of(), reports);
        assertEquals(1, requests("GET /v2/team/bases/").size());
    }

    private void isNotTaken(String why) throws IOException {
        reports.clear();
        assertEquals(Optional.empty(), found());
        assertEquals(List.of("HOST/team/bases:" + tag() + " " + why + "; the base is built."), reports);
    }

    private static final String NOT_OURS = "is not what this version makes of these inputs";

    @Test
    void anotherImageUnderTheTagIsNotTaken() throws Exception {
        put(base);
        Base other = base(Platform.LINUX_AMD64, "ansible.posix");
        put(other);
        RegistryServer.Stored stored =
                server.manifest("team/bases", RemoteBases.tag(other.key())).orElseThrow();
        server.store("team/bases", tag(), stored.type(), stored.bytes());
        isNotTaken(NOT_OURS);
    }

    @Test
    void anIndexUnderTheTagIsNotTaken() throws Exception {
        put(base, base(Platform.LINUX_ARM64, "all"));
        RegistryServer.Stored index = server.manifest("team/bases", "v1-base").orElseThrow();
        server.store("team/bases", tag(), index.type(), index.bytes());
        isNotTaken(NOT_OURS);
        server.store("team/bases", tag(), MediaTypes.INDEX, "{\"manifests\":[]}".getBytes(StandardCharsets.UTF_8));
        isNotTaken(NOT_OURS);
    }

    @Test
    void whatIsNoImageIsNotTaken() throws Exception {
        put(base);
        String text = new String(manifest().bytes(), StandardCharsets.UTF_8);
        Document empty = Artifact.NO_CONFIG;
        server.storeBlob("team/bases", empty.descriptor().digest(), empty.bytes());
        for (String other : List.of(
                "{\"mediaType\":\"" + MediaTypes.MANIFEST + "\"}",
                "{\"mediaType\":\"" + MediaTypes.MANIFEST
                        + "\",\"layers\":[],\"config\":{\"mediaType\":\"a/b\",\"digest\":\""
                        + empty.descriptor().digest() + "\",\"size\":2}}",
                text.replace("\"schemaVersion\":2", "\"schemaVersion\": 2"),
                text.replace("io.github.kubespraymaven.base.unpacked", "unpacked"),
                text.replaceFirst("unpacked\":\"\\d+,", "unpacked\":\""),
                text.replaceFirst("unpacked\":\"\\d", "unpacked\":\"x"))) {
            server.store("team/bases", tag(), MediaTypes.MANIFEST, other.getBytes(StandardCharsets.UTF_8));
            isNotTaken(NOT_OURS);
        }
    }

    @Test
    void aBaseForAnotherPlatformIsNotTaken() throws Exception {
        put(base);
        assertEquals(
                Optional.empty(),
                bases().find(Platform.LINUX_ARM64, base.inputs(), base.key(), Optional.empty(), second));
    }

    @Test
    void aBaseThatHasLostABlobIsNotTaken() throws Exception {
        put(base);
        lose(layer(1));
        isNotTaken("has lost a blob (" + layer(1) + ")");
        lose(layer(0));
        isNotTaken("has lost 2 blobs (" + layer(0) + ")");
        Digest config = base.image().config().document().descriptor().digest();
        lose(config);
        isNotTaken("has lost 3 blobs (" + config + ")");
    }

    @Test
    void aBaseOfWhichALayerIsCutOffIsNotTaken() throws Exception {
        put(base);
        byte[] whole = server.blob("team/bases", layer(1)).orElseThrow();
        server.storeBlob("team/bases", layer(1), Arrays.copyOf(whole, whole.length - 1));
        isNotTaken("has lost a blob (" + layer(1) + ")");
    }

    @Test
    void aLayerWhoseSizeTheRegistryDoesNotSayIsTakenToBeThere() throws Exception {
        put(base);
        server.failing(RegistryServer.times(9, "HEAD", "/blobs/", 200, "text/plain", ""));
        assertTrue(found().isPresent());
    }

    @Test
    void aBaseThatWasMadeAgainBecauseItWasTornIsMended() throws Exception {
        put(base);
        server.failing(RegistryServer.times(2, "HEAD", layer(1).toString(), 404, "text/plain", ""));
        reports.clear();
        server.forget();
        put(base);
        assertEquals(
                List.of("Pushed the base HOST/team/bases:" + tag() + ": 1 blobs sent (0.00 MB), 2 there already."),
                reports);
        assertEquals(1, requests("PUT /v2/team/bases/blobs/").size());
    }

    @Test
    void aBlobThatTheRegistryKeepsDamagedIsWarnedOf() throws Exception {
        put(base);
        byte[] whole = server.blob("team/bases", layer(1)).orElseThrow();
        server.storeBlob("team/bases", layer(1), Arrays.copyOf(whole, whole.length - 1));
        reports.clear();
        put(base);
        assertEquals(
                List.of(
                        "WARNING: baseImage: HOST/team/bases:" + tag() + ": the registry keeps a damaged " + layer(1)
                                + "; delete it there, and the next build sends it again",
                        "Pushed the base HOST/team/bases:" + tag() + ": 0 blobs sent (0.00 MB), 3 there already."),
                reports.stream()
                        .map(line -> line.replace(server.host(), "HOST"))
                        .toList());
    }

    // Layers.

    @Test
    void layersComeHereVerified() throws Exception {
        put(base);
        Base found = found().orElseThrow();
        bases().pull(found, second);
        for (Layer layer : base.layers()) {
            assertTrue(second.cache().blobs().find(layer.blob().digest()).isPresent());
        }
    }

    @Test
    void aDamagedLayerIsNamedWithTheWayOut() throws Exception {
        put(base);
        Base found = found().orElseThrow();
        byte[] other = server.blob("team/bases", layer(0)).orElseThrow();
        other[other.length / 2] ^= 1;
        server.storeBlob("team/bases", layer(0), other);
        IOException failure = assertThrows(IOException.class, () -> bases().pull(found, second));
        assertEquals(
                "baseImage: the base HOST/team/bases:" + tag() + " has a damaged layer: HOST/team/bases@" + layer(0)
                        + ": wanted " + layer(0) + ", got " + Digest.of(other)
                        + "; delete it there, or leave baseImage out, and the base is built",
                String.valueOf(failure.getMessage()).replace(server.host(), "HOST"));
        assertEquals(Optional.empty(), second.cache().blobs().find(layer(0)));
    }

    @Test
    void whereLayersAreIsKnownWithoutAsking() {
        assertEquals(new Elsewhere(repository(), Set.of(layer(0), layer(1))), bases().holding(List.of(base)));
        assertEquals(List.of(), RemoteBases.below(base));
    }

    // An image below.

    @Test
    void theLayersOfAnImageBelowNeedNotBeThere() throws Exception {
        Image below = Objects.requireNonNull(new SmallImages(temporary.resolve("first"))
                .image("below")
                .images()
                .get(Platform.LINUX_AMD64));
        Repository images = new Repository(server.host(), "library/python");
        FromImage from = new FromImage(
                "docker://python", Digest.of("below"), below, Optional.of(images), layer -> temporary.resolve("none"));
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            layers.add(new Layer(
                    Layer.FROM,
                    below.config().history().get(i).createdBy(),
                    new LayerBlob(
                            below.layers().get(i).digest(),
                            below.config().diffIds().get(i),
                            below.layers().get(i).size(),
                            2048,
                            below.layers().get(i).mediaType())));
        }
        layers.addAll(base.layers());
        base = new Base(
                Platform.LINUX_AMD64,
                inputs(Platform.LINUX_AMD64, "all", Optional.of(Digest.of("below"))),
                layers,
                Base.Origin.BUILT,
                Optional.empty(),
                Optional.of(from));
        put(base);
        Set<Digest> ofBelow =
                Set.of(layers.get(0).blob().digest(), layers.get(1).blob().digest());
        assertEquals(List.of(new Elsewhere(images, ofBelow)), RemoteBases.below(base));
        lose(layers.get(0).blob().digest());
        Optional<Base> found = bases().find(base.platform(), base.inputs(), base.key(), Optional.of(from), second);
        assertEquals(
                base.layers().stream().map(Layer::blob).map(LayerBlob::digest).toList(),
                found.orElseThrow().layers().stream()
                        .map(Layer::blob)
                        .map(LayerBlob::digest)
                        .toList());
        assertEquals(
                List.of(),
                bases().find(base.platform(), base.inputs(), base.key(), Optional.empty(), second).stream()
                        .toList());
    }

    // Registries that do not answer.

    @Test
    void whoMayNotLookIsTold() {
        server.door = Optional.of(new RegistryServer.Door(List.of("Basic realm=\"here\""), "Basic x"));
        String complaint =
                String.valueOf(assertThrows(MistakeException.class, this::found).getMessage());
        assertTrue(
                complaint.startsWith("baseImage: " + server.host() + "/team/bases: cannot read the manifest "),
                complaint);
    }

    @Test
    void offlineNothingIsFoundAndThatIsSaid() throws Exception {
        registries = new Registries(
                request -> {
                    throw new OfflineException(request.uri());
                },
                Credentials.none(),
                Set.of());
        assertEquals(Optional.empty(), found());
        assertEquals(List.of("Offline: HOST/team/bases was not asked for the base."), reports);
    }

    // What is attached.

    @Test
    void whatIsAttachedToABaseIsRead() throws Exception {
        put(base);
        assertEquals(List.of(), bases().contents(base), "nothing is attached");
        attach("no SBOM");
        assertEquals(List.of(), bases().contents(base), "not one of ours");
        attach("{'components':[{'bom-ref':'pkg:generic/one@1','name':'one','version':'1','properties':["
                + "{'name':'kubespray:kind','value':'program'},{'name':'kubespray:layer','value':'" + layer(0)
                + "'}]}]}");
        List<LayerContent> contents = bases().contents(base);
        assertEquals(
                List.of(layer(0)), contents.stream().map(LayerContent::diffId).toList());
        assertEquals("one", contents.get(0).components().get(0).name());
    }

    private void attach(String text) throws IOException {
        Artifact artifact = new Artifact(
                base.image().manifest().document().descriptor(),
                "sbom.cdx.json",
                Document.of(CycloneDx.MEDIA_TYPE, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                new TreeMap<>());
        bases().put(List.of(base), Assembly.of(base.image()), "v1-base", of -> List.of(artifact), first);
    }

    @Test
    void whatCannotBeAttachedIsWarnedOf() throws Exception {
        server.failing(RegistryServer.times(9, "PUT", "/manifests/sha256", 400, "text/plain", "no artifacts here"));
        first = workshop("first");
        Artifact artifact = new Artifact(
                base.image().manifest().document().descriptor(),
                "sbom.cdx.json",
                Document.of(CycloneDx.MEDIA_TYPE, "{}".getBytes(StandardCharsets.UTF_8)),
                new TreeMap<>());
        bases().put(List.of(base), Assembly.of(base.image()), "v1-base", of -> List.of(artifact), first);
        assertTrue(reports.get(0).startsWith("WARNING: not attached to the base: HOST/team/bases"), reports::toString);
        assertEquals(2, reports.size());
    }
}
