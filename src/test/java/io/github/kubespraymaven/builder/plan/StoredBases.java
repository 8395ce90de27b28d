package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.Timings;
import io.github.kubespraymaven.builder.from.BaseOs;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.layer.LayerCache;
import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.checkout.Outputs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.RegistryServer;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Repository;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One machine stores a base of two layers, another, which has nothing, looks for it; in between somebody was at the registry. */
abstract class StoredBases {
    static final Digest ASKED = Digest.of("asked");

    @TempDir
    Path temporary;

    final ExecutorService threads = Executors.newCachedThreadPool();
    final List<String> reports = new ArrayList<>();
    RegistryServer server;
    Registries registries;
    BuildContext first;
    BuildContext second;
    Base base;

    @BeforeEach
    void start() throws IOException {
        server = new RegistryServer();
        registries =
                new Registries(new HttpTransport(HttpSettings.usual(), duration -> {}), GivenLogins.none(), Set.of());
        first = context("first");
        second = context("second");
        base = base(Platform.LINUX_AMD64, "all");
    }

    @AfterEach
    void stop() {
        server.close();
        threads.shutdownNow();
    }

    BuildContext context(String name) {
        Cache cache = new Cache(temporary.resolve(name));
        Fetch fetch = new Fetch(
                new HttpTransport(HttpSettings.usual(), duration -> {}),
                cache.blobs(),
                cache.records(),
                Progress.silent(),
                1);
        LayerWriter writer = new LayerWriter(Compression.GZIP, Runnable::run, 1);
        return new BuildContext(
                cache,
                cache.locks(waiting -> {}),
                fetch,
                new LayerCache(cache, cache.locks(waiting -> {}), writer),
                threads,
                line -> reports.add(line.replace(server.host(), "HOST")),
                new Timings(Timings.Watch.NOBODY),
                new InputRecorder(Instant.EPOCH),
                Outputs.NONE);
    }

    RemoteBases bases() {
        return new RemoteBases(registries, repository(), PushProgress.silent());
    }

    Repository repository() {
        return new Repository(server.host(), "team/bases");
    }

    static BaseInputs inputs(Platform platform, String collections, Optional<Digest> image) {
        return new BaseInputs(
                platform.toString(),
                new BaseOs("debian:trixie", "debian:trixie", image),
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

    Base base(Platform platform, String collections) throws IOException {
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

    Layer layer(String kind, String what, String path) throws IOException {
        try (BlobWriter out = first.cache().blobs().writer()) {
            LayerBlob blob = new LayerWriter(Compression.GZIP, Runnable::run, 1)
                    .write(
                            sink -> sink.accept(TreePath.of(path), TreeEntry.RegularFile.of(0644, Content.of(path))),
                            out);
            out.commit();
            return new Layer(kind, what, blob);
        }
    }

    void put(Base... made) throws IOException {
        ImageContents together = made.length == 1
                ? ImageContents.of(made[0].image())
                : ImageContents.of(Arrays.stream(made).map(Base::image).toList(), new TreeMap<>());
        bases().put(List.of(made), together, "v1-base", of -> List.of(), first);
    }

    Optional<Base> found() throws IOException {
        return bases().find(base.platform(), base.inputs(), base.key(), Optional.empty(), second);
    }

    String tag() {
        return RemoteBases.tag(base.key());
    }

    RegistryServer.Stored manifest() {
        return server.manifest("team/bases", tag()).orElseThrow();
    }

    Digest layer(int number) {
        return base.layers().get(number).blob().digest();
    }

    void lose(Digest blob) {
        server.failing(RegistryServer.times(9, "HEAD", blob.toString(), 404, "text/plain", ""));
    }

    List<String> requests(String start) {
        return server.requests().stream().filter(line -> line.startsWith(start)).toList();
    }

    static Base from(Base base, Base.Origin origin) {
        return new Base(base.platform(), base.inputs(), base.layers(), origin, base.asked(), base.from());
    }
}
