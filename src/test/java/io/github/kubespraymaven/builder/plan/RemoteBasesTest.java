package io.github.kubespraymaven.builder.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.builder.from.FromImage;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.registry.MountSource;
import io.github.kubespraymaven.registry.RegistryServer;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Repository;
import io.github.kubespraymaven.sbom.CycloneDx;
import io.github.kubespraymaven.sbom.LayerContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Bases that are stored, found and brought. */
class RemoteBasesTest extends StoredBases {
    @Test
    void aTagHasTheFirstTwelveDigitsOfTheKey() {
        assertEquals("base-" + base.key().hex().substring(0, 12), tag());
        assertEquals(server.host() + "/team/bases", bases().toString());
    }

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
        assertEquals(new MountSource(repository(), Set.of(layer(0), layer(1))), bases().holding(List.of(base)));
        assertEquals(List.of(), RemoteBases.below(base));
    }

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
        assertEquals(List.of(new MountSource(images, ofBelow)), RemoteBases.below(base));
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

    @Test
    void whoMayNotLookIsTold() {
        server.door = Optional.of(new RegistryServer.Door(List.of("Basic realm=\"here\""), "Basic x"));
        String complaint = String.valueOf(
                assertThrows(UserErrorException.class, this::found).getMessage());
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
                GivenLogins.none(),
                Set.of());
        assertEquals(Optional.empty(), found());
        assertEquals(List.of("Offline: HOST/team/bases was not asked for the base."), reports);
    }

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
        bases().put(List.of(base), ImageContents.of(base.image()), "v1-base", of -> List.of(artifact), first);
    }

    @Test
    void whatCannotBeAttachedIsWarnedOf() throws Exception {
        server.failing(RegistryServer.times(9, "PUT", "/manifests/sha256", 400, "text/plain", "no artifacts here"));
        first = context("first");
        Artifact artifact = new Artifact(
                base.image().manifest().document().descriptor(),
                "sbom.cdx.json",
                Document.of(CycloneDx.MEDIA_TYPE, "{}".getBytes(StandardCharsets.UTF_8)),
                new TreeMap<>());
        bases().put(List.of(base), ImageContents.of(base.image()), "v1-base", of -> List.of(artifact), first);
        assertTrue(reports.get(0).startsWith("WARNING: not attached to the base: HOST/team/bases"), reports::toString);
        assertEquals(2, reports.size());
    }
}
