package io.github.kubespraymaven.offline.chart;

import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FilesMirror;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.fetch.TreeName;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.ScriptedServer;
import io.github.kubespraymaven.manifest.ChartEntry;
import io.github.kubespraymaven.manifest.FileEntry;
import io.github.kubespraymaven.manifest.Manifest;
import io.github.kubespraymaven.offline.download.DownloadList;
import io.github.kubespraymaven.offline.download.DownloadRequest;
import io.github.kubespraymaven.offline.download.DownloadResult;
import io.github.kubespraymaven.offline.download.DownloadWatch;
import io.github.kubespraymaven.offline.download.FileDownloads;
import io.github.kubespraymaven.offline.download.TreeCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartDownloadsTest {
    private static final String HEX = Digest.of("chart").hex();

    @TempDir
    Path work;

    private ScriptedServer server;
    private Path tree;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        tree = work.resolve("tree");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aChartComesByItsIndexAndBesideItStandsAnIndexOfItAlone() throws IOException {
        server.on("/charts/index.yaml", whole(index("net-1.18.6.tgz", HEX)))
                .on("/charts/net-1.18.6.tgz", whole("chart"));
        assertEquals(
                DownloadResult.State.FETCHED,
                download("1.18.6").outcomes().get(0).state());
        assertEquals("chart", Files.readString(place("net-1.18.6.tgz")));
        assertEquals(
                """
                apiVersion: v1
                entries:
                  net:
                  - apiVersion: v2
                    digest: HEX
                    name: net
                    urls:
                    - 'net-1.18.6.tgz'
                    version: '1.18.6'
                """
                        .replace("HEX", HEX),
                Files.readString(place("index.yaml")));
        String records = Files.readString(tree.resolve("files.json"));
        assertTrue(records.contains("\"trust\": \"index\""), records);

        assertEquals(
                DownloadResult.State.PRESENT,
                download("1.18.6").outcomes().get(0).state());
        assertEquals(List.of("GET /charts/index.yaml", "GET /charts/net-1.18.6.tgz"), server.requests());
        assertEquals(List.of(), check("1.18.6").differences());
        Files.writeString(
                place("index.yaml"), Files.readString(place("index.yaml")).replace("v2", "v1"));
        assertEquals(1, check("1.18.6").differences().size());
    }

    @Test
    void anotherVersionJoinsTheIndexAndOnlyItsFileComes() throws IOException {
        server.on("/charts/index.yaml", whole(index("net-1.18.6.tgz", HEX) + version("1.19.0", "v1.19.0/x.tgz", HEX)))
                .on("/charts/net-1.18.6.tgz", whole("chart"))
                .on("/charts/v1.19.0/x.tgz", whole("chart"));
        download("1.18.6");
        download("v1.19.0");
        assertEquals(4, server.requests().size());
        assertEquals("chart", Files.readString(place("net-1.19.0.tgz")));
        assertTrue(Files.readString(place("index.yaml")).contains("'1.18.6'"));
    }

    @Test
    void aFileOfAnotherHostStandsBesideTheIndexToo() throws IOException {
        server.on(
                        "/charts/index.yaml",
                        whole(index(server.uri("/elsewhere/a.tgz").toString(), HEX)))
                .on("/elsewhere/a.tgz", whole("chart"));
        download("1.18.6");
        assertEquals("chart", Files.readString(place("net-1.18.6.tgz")));
        Files.delete(place("net-1.18.6.tgz"));
        download("1.18.6");
        assertEquals("GET /elsewhere/a.tgz", server.requests().get(3));
    }

    @Test
    void otherBytesThanTheIndexsDigestAreRefused() {
        server.on("/charts/index.yaml", whole(index("net-1.18.6.tgz", HEX)))
                .on("/charts/net-1.18.6.tgz", whole("other"));
        assertTrue(failure("1.18.6").contains("sent other bytes, " + Digest.of("other")));
    }

    @Test
    void aVersionThatIsNotThereNamesThoseThatAre() {
        server.on("/charts/index.yaml", whole(index("net-1.18.6.tgz", HEX)));
        String message = failure("9.9.9");
        assertTrue(
                message.contains("the chart net 9.9.9: " + server.uri("/charts/index.yaml")
                        + " does not name it; it has 1.18.6; set the variable of its version to one of them"),
                message);
    }

    @Test
    void whatIsNoIndexIsNamed() {
        server.on("/charts/index.yaml", whole("<html>Log in"));
        String message = failure("1.18.6");
        assertTrue(message.contains(server.uri("/charts/index.yaml") + " is no index of charts"), message);
        server.on("/charts/index.yaml", whole(index("file:///etc/passwd", HEX)));
        assertTrue(failure("1.18.6").contains("'file:///etc/passwd' is no http or https address"));
    }

    @Test
    void aMirrorIsAskedBeforeTheRepository() throws IOException {
        Path mirror = work.resolve("mirror");
        Path index = TreeName.of(server.uri("/charts/index.yaml")).in(mirror);
        Files.createDirectories(index.getParent());
        Files.writeString(index, index("net-1.18.6.tgz", HEX));
        Files.writeString(index.resolveSibling("net-1.18.6.tgz"), "chart");
        download("1.18.6", FilesMirror.parse(List.of(mirror.toString()), work));
        assertEquals(List.of(), server.requests());
        assertEquals("chart", Files.readString(place("net-1.18.6.tgz")));
    }

    @Test
    void aMirrorThatDoesNotNameItIsPassedOver() throws IOException {
        Path mirror = work.resolve("mirror");
        Path index = TreeName.of(server.uri("/charts/index.yaml")).in(mirror);
        Files.createDirectories(index.getParent());
        Files.writeString(index, index("net-1.18.6.tgz", HEX).replace("1.18.6", "1.0.0"));
        server.on("/charts/index.yaml", whole(index("net-1.18.6.tgz", HEX)))
                .on("/charts/net-1.18.6.tgz", whole("chart"));
        download("1.18.6", FilesMirror.parse(List.of(mirror.toString()), work));
        assertEquals("chart", Files.readString(place("net-1.18.6.tgz")));
    }

    @Test
    void aTreeWithoutTheIndexIsMissingTheChart() throws IOException {
        List<String> differences = check("1.18.6").differences();
        assertEquals(1, differences.size());
        assertTrue(differences.get(0).contains("net-1.18.6.tgz (the chart net 1.18.6: its index "), differences.get(0));
        assertTrue(differences.get(0).contains("index.yaml is missing in " + tree), differences.get(0));
    }

    private static String index(String url, String hex) {
        return "apiVersion: v1\nentries:\n  other:\n  - version: '1'\n  net:\n" + version("1.18.6", url, hex);
    }

    private static String version(String version, String url, String hex) {
        return "  - version: " + version + "\n    digest: " + hex + "\n    description: \"{{ braces }}\"\n    urls: ['"
                + url + "']\n";
    }

    private String failure(String version) {
        return String.valueOf(
                assertThrows(IOException.class, () -> download(version)).getMessage());
    }

    private DownloadResult download(String version) throws IOException {
        return download(version, FilesMirror.NONE);
    }

    private DownloadResult download(String version, FilesMirror mirror) throws IOException {
        Cache cache = new Cache(work.resolve("cache"));
        Fetch fetch = new Fetch(
                new HttpTransport(HttpSettings.usual(), time -> {}),
                cache.blobs(),
                cache.records(),
                Progress.silent(),
                1,
                time -> {});
        DownloadList list = list(version, mirror, Optional.of(fetch));
        try (ThreadPool threads = ThreadPool.unbounded("test")) {
            return FileDownloads.run(
                    new DownloadRequest(list, tree, mirror, false),
                    fetch,
                    cache.blobs(),
                    DownloadWatch.silent(),
                    threads);
        }
    }

    private TreeCheck.Result check(String version) throws IOException {
        try (ThreadPool threads = ThreadPool.unbounded("test")) {
            return TreeCheck.run(tree, list(version, FilesMirror.NONE, Optional.empty()), threads);
        }
    }

    private DownloadList list(String version, FilesMirror mirror, Optional<Fetch> fetch) throws IOException {
        String repository = server.uri("/charts/").toString();
        FileEntry file = new FileEntry(
                "net_chart",
                repository + "net-" + version + ".tgz",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                true,
                "chart");
        ChartEntry chart = new ChartEntry("net", repository, version, List.of(), List.of(), true, "role net");
        Manifest manifest = new Manifest(
                "v1",
                "linux/amd64",
                Map.of(),
                version.equals("1.18.6") ? List.of(file) : List.of(),
                List.of(),
                List.of(chart));
        return DownloadList.of(List.of(manifest), ChartDownloads.find(List.of(manifest), tree, mirror, fetch));
    }

    private Path place(String name) {
        return TreeName.of(server.uri("/charts/" + name)).in(tree);
    }
}
