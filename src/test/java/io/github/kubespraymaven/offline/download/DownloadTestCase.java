package io.github.kubespraymaven.offline.download;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FilesMirror;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Limits;
import io.github.kubespraymaven.http.Patience;
import io.github.kubespraymaven.http.Retries;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server, a tree that its files go to, and a cache. */
abstract class DownloadTestCase {
    static final byte[] BYTES = "0123456789".getBytes(StandardCharsets.UTF_8);
    static final byte[] OTHER = "abcdefghij".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path work;

    final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    ScriptedServer server;
    Cache cache;
    Path tree;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        cache = new Cache(work.resolve("cache"));
        tree = work.resolve("tree");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    final DownloadResult run(WantedFile... files) throws IOException {
        return run(new DownloadRequest(list(files), tree, FilesMirror.NONE, false));
    }

    final DownloadResult run(DownloadRequest request) throws IOException {
        return run(request, false);
    }

    final DownloadResult run(DownloadRequest request, boolean offline) throws IOException {
        HttpSettings settings = HttpSettings.usual()
                .withOffline(offline)
                .withPatience(new Patience(Duration.ZERO, (host, status, time) -> {}))
                .withLimits(new Limits(
                        16,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20),
                        new Retries(2, 2, Duration.ofMillis(1), Duration.ofMillis(1))));
        Fetch fetch = new Fetch(
                new HttpTransport(settings), cache.blobs(), cache.records(), Progress.silent(), 1, time -> {});
        try (ThreadPool threads = ThreadPool.unbounded("test")) {
            return FileDownloads.run(request, fetch, cache.blobs(), new Lines(), threads);
        }
    }

    static DownloadList list(WantedFile... files) throws IOException {
        return DownloadList.of(List.of(), new ChartFiles(Arrays.asList(files), List.of(), List.of()));
    }

    final String failure(WantedFile... files) {
        return String.valueOf(assertThrows(IOException.class, () -> run(files)).getMessage());
    }

    final WantedFile known(String path, byte[] bytes) {
        return wanted(path, Optional.of(Digest.of(bytes)));
    }

    final WantedFile wanted(String path, Optional<Digest> digest) {
        return file(server.uri(path), digest);
    }

    static WantedFile file(URI url, Optional<Digest> digest) {
        return new WantedFile(
                url, TreeName.of(url), digest, digest.isPresent() ? FileTrust.KUBESPRAY : FileTrust.FIRST_USE);
    }

    final Path place(String path) {
        return TreeName.of(server.uri(path)).in(tree);
    }

    final List<String> filesOfTree() throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> tree.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private final class Lines implements DownloadWatch {
        @Override
        public void planned(int files) {}

        @Override
        public void begun(TreeName file) {}

        @Override
        public void sized(TreeName file, long bytes) {}

        @Override
        public void advanced(TreeName file, long bytes) {}

        @Override
        public void ended(TreeName file, boolean there, String line) {
            lines.add(line);
        }
    }
}
