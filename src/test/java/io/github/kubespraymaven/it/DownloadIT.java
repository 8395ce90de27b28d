package io.github.kubespraymaven.it;

import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The goal download, from a server to a tree. */
@ExtendWith(Laboratory.Provider.class)
class DownloadIT {
    @TempDir
    Path work;

    private ScriptedServer server;

    @BeforeEach
    void open() throws IOException {
        server = ScriptedServer.start();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aListComesIntoATreeOnceAndIsChecked(Laboratory lab) throws Exception {
        server.on("/v1/a", whole("a")).on("/v1/b", whole("b"));
        String host = "127.0.0.1:" + server.port();
        Files.writeString(
                work.resolve("list"),
                "# ours\n" + server.uri("/v1/a") + " " + Digest.of("a") + "\n" + server.uri("/v1/b") + "\n");
        MavenRun run = download(lab, "-Dkubespray.files=list").succeeded();
        assertTrue(run.output().contains(host + "/v1/a: 1 bytes."), run.output());
        assertTrue(run.output().contains("2 files of 2 bytes, 2 fetched; 2 bytes moved. "), run.output());
        Path tree = work.resolve("target/kubespray/files");
        assertEquals("b", Files.readString(tree.resolve(host).resolve("v1/b")));

        download(lab, "-Dkubespray.files=list").succeeded();
        download(lab, "-Dkubespray.files=list", "-Dkubespray.check", "-o").succeeded();
        assertEquals(2, server.requests().size());

        Files.writeString(tree.resolve(host).resolve("v1/a"), "x");
        String difference = download(lab, "-Dkubespray.files=list", "-Dkubespray.check")
                .failed()
                .complaint();
        assertTrue(
                difference.contains("wrong: " + host + "/v1/a is " + Digest.of("x") + " instead of " + Digest.of("a")),
                difference);
        download(lab, "-Dkubespray.files=list").succeeded();
        assertEquals("a", Files.readString(tree.resolve(host).resolve("v1/a")));
        assertEquals(3, server.requests().size());
    }

    @Test
    void whatADeploymentDownloadsComesByTheReleasesSums(Laboratory lab) throws Exception {
        Site site = lab.site(work.resolve("site"));
        Path tree = work.resolve("tree");
        Files.writeString(
                site.checkout().resolve("site.yml"),
                """
                kube_image_repo: registry.example
                downloads:
                  kubectl:
                    enabled: true
                    file: true
                    dest: /tmp/kubectl
                    url: "{{ kubectl_download_url }}"
                    checksum: "{{ kubectl_binary_checksum }}"
                    groups: [kube_control_plane]
                """);
        MavenRun run = lab.maven()
                .run(
                        site.checkout(),
                        List.of(
                                Laboratory.goal("download"),
                                "-Dkubespray.cache=" + work.resolve("empty"),
                                "-Dkubespray.extraVars=@site.yml",
                                "-Dkubespray.filesMirror=" + lab.server().uri("/mirror"),
                                "-Dkubespray.filesDirectory=" + tree))
                .succeeded();
        assertTrue(run.output().contains("1 file of "), run.output());
        List<Path> files = Site.files(tree);
        assertEquals(2, files.size(), files.toString());
        assertTrue(Files.readString(tree.resolve("files.json")).contains("\"trust\": \"kubespray\""));
    }

    @Test
    void aDiskThatIsTooSmallIsFoundBeforeTheFirstByte(Laboratory lab) throws Exception {
        server.on("/large", whole(new byte[1 << 20]));
        Files.writeString(work.resolve("list"), server.uri("/large") + "\n");
        try (SmallDisk disk = SmallDisk.mount(work.resolve("disk"), "size=512k")) {
            String complaint = download(lab, "-Dkubespray.files=list", "-Dkubespray.filesDirectory=" + disk.place())
                    .failed()
                    .complaint();
            assertTrue(
                    complaint.contains("/large cannot be written: it needs 1.0 MB, and 0.5 MB are free in "),
                    complaint);
            assertTrue(complaint.contains("; make room, or name another place"), complaint);
        }
    }

    @Test
    void aTreeThatCannotBeWrittenIsSaidOnceAndNothingIsAskedFor(Laboratory lab) throws Exception {
        Files.writeString(work.resolve("list"), server.uri("/a") + "\n" + server.uri("/b") + "\n");
        try (SmallDisk disk = SmallDisk.mount(work.resolve("disk"), "ro,size=512k")) {
            String complaint = download(lab, "-Dkubespray.files=list", "-Dkubespray.filesDirectory=" + disk.place())
                    .failed()
                    .complaint();
            assertTrue(complaint.contains("files.json cannot be written: read-only file system"), complaint);
        }
        assertFalse(server.requests().stream().anyMatch(line -> line.startsWith("GET")), server.requests()::toString);
    }

    private MavenRun download(Laboratory lab, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of(Laboratory.goal("download"), "-Dkubespray.cache=" + work.resolve("cache")));
        arguments.addAll(Arrays.asList(more));
        return lab.maven().run(work, arguments);
    }
}
