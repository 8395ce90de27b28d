package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.registry.PlatformChoice;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.RegistryServer;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Two registries, images made by hand in the first, and mirrors of them. */
final class Mirroring implements AutoCloseable {
    final RegistryServer source = new RegistryServer();
    final RegistryServer target = new RegistryServer();
    final Path directory;

    /** The lines that a user reads. */
    final List<String> lines = new ArrayList<>();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Registries registries =
            new Registries(new HttpTransport(HttpSettings.usual(), pause -> {}), GivenLogins.none(), Set.of());
    private PlatformChoice platforms = new PlatformChoice(List.of());

    Mirroring(Path directory) throws IOException {
        this.directory = directory;
    }

    Mirroring wanting(String... wanted) {
        platforms = new PlatformChoice(Stream.of(wanted).map(Platform::parse).toList());
        return this;
    }

    MirrorResult copy(String to, String... images) throws IOException {
        return run(MirrorRequest.Mode.COPY, to, images);
    }

    MirrorResult check(String to, String... images) throws IOException {
        return run(MirrorRequest.Mode.CHECK, to, images);
    }

    /** TARGET is the second registry; images are the first one's. */
    MirrorResult run(MirrorRequest.Mode mode, String to, String... images) throws IOException {
        lines.clear();
        return ImageMirror.run(
                new MirrorRequest(
                        Stream.of(images)
                                .map(image -> Reference.parse(source.host() + "/" + image))
                                .toList(),
                        MirrorTarget.parse(to.replace("TARGET", "docker://" + target.host()), directory),
                        Naming.PATH,
                        platforms,
                        mode,
                        result()),
                registries,
                new SmallImages(directory.resolve("cache")).cache(),
                new Lines(),
                threads);
    }

    Path result() {
        return directory.resolve("results/mirror.json");
    }

    private final class Lines implements MirrorWatch {
        @Override
        public void planned(List<List<Descriptor>> images) {}

        @Override
        public void begun(String image, List<Descriptor> blobs) {}

        @Override
        public void moved(String image, PushProgress.Step step) {}

        @Override
        public synchronized void ended(String image, String line) {
            lines.add(named(line));
        }
    }

    /** Returns a text with the registries' names replaced. */
    String named(String text) {
        return text.replace(source.host(), "SOURCE").replace(target.host(), "TARGET");
    }

    String named(Exception failure) {
        return named(String.valueOf(failure.getMessage()));
    }

    /** Tells whether the second registry has a manifest under its digest. */
    boolean has(String repository, Digest digest) {
        return target.manifest(repository, digest.toString()).isPresent();
    }

    /** Returns which manifest the second registry has under a tag. */
    Digest tagged(String repository, String tag) {
        return Digest.of(target.manifest(repository, tag).orElseThrow().bytes());
    }

    /** Returns the entry of a blob that the first registry has now. */
    String blob(String repository, String type, String content) {
        source.storeBlob(repository, Digest.of(content), content.getBytes(StandardCharsets.UTF_8));
        return entry(type, Digest.of(content), content.length(), "");
    }

    static String entry(String type, Digest digest, long size, String more) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + more + "}";
    }

    /** Returns the entry of a manifest that the first registry has now, with one layer. */
    String image(String repository, String platform, String text) {
        return image(repository, platform, text, blob(repository, MediaTypes.LAYER, "layer of " + text));
    }

    /** The same with these layers. */
    String image(String repository, String platform, String text, String layers) {
        String[] parts = platform.split("/");
        String config =
                "{\"os\":\"" + parts[0] + "\",\"architecture\":\"" + parts[1] + "\",\"author\":\"" + text + "\"}";
        return manifest(repository, blob(repository, MediaTypes.CONFIG, config), layers, "");
    }

    /** Returns the entry of a manifest that the first registry has now. */
    String manifest(String repository, String config, String layers, String more) {
        return store(
                repository,
                MediaTypes.MANIFEST,
                "{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.MANIFEST + "\",\"config\":" + config
                        + ",\"layers\":[" + layers + "]" + more + "}");
    }

    /** Returns the entry of an index that the first registry has now. */
    String index(String repository, String more, String... entries) {
        return store(
                repository,
                MediaTypes.INDEX,
                "{\"manifests\":[" + String.join(",", entries) + "],\"mediaType\":\"" + MediaTypes.INDEX
                        + "\",\"schemaVersion\":2" + more + "}");
    }

    private String store(String repository, String type, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        source.store(repository, Digest.of(bytes).toString(), type, bytes);
        return entry(type, Digest.of(bytes), bytes.length, "");
    }

    /** Gives an entry's manifest a tag in the first registry. */
    Digest tag(String repository, String tag, String entry) {
        RegistryServer.Stored stored =
                source.manifest(repository, digest(entry).toString()).orElseThrow();
        source.store(repository, tag, stored.type(), stored.bytes());
        return digest(entry);
    }

    static Digest digest(String entry) {
        return Digest.parse(entry.replaceFirst(".*?\"digest\":\"([^\"]+)\".*", "$1"));
    }

    /** Returns an entry with a platform. */
    static String on(String entry, String platform) {
        String[] parts = platform.split("/");
        return with(
                entry,
                "\"platform\":{\"os\":\"" + parts[0] + "\",\"architecture\":\"" + parts[1] + "\""
                        + (parts.length > 2 ? ",\"variant\":\"" + parts[2] + "\"" : "") + "}");
    }

    static String with(String entry, String member) {
        return entry.substring(0, entry.length() - 1) + "," + member + "}";
    }

    @Override
    public void close() {
        source.close();
        target.close();
        threads.shutdownNow();
    }
}
