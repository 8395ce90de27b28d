package io.github.kubespraymaven.python.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFilesTest {
    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final Path directory;
    private final IndexPages pages = new IndexPages();

    ProjectFilesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private List<String> files(Optional<Instant> excludeNewer, PackageSources sources) throws IOException {
        return new ProjectFiles(pages.fetch(directory), sources, excludeNewer)
                .of(ProjectName.of("demo")).stream().map(ProjectFilesTest::line).toList();
    }

    private List<String> files() throws IOException {
        return files(Optional.empty(), IndexPages.SOURCES);
    }

    private String refusal() {
        return String.valueOf(assertThrows(PythonException.class, this::files).getMessage());
    }

    private static String line(IndexFile file) {
        try {
            return file + " " + file.uri() + " " + file.digests().size() + " digests, python '" + file.requiresPython()
                    + "', size " + file.size().orElse(-1) + ", "
                    + file.uploaded().map(Instant::toString).orElse("no time") + ", yanked "
                    + file.yanked().map(reason -> "'" + reason + "'").orElse("no") + ", "
                    + file.sidecar().getClass().getSimpleName();
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void readsAllKeysOfJson() throws IOException {
        pages.put(
                "/simple/demo/",
                JSON,
                """
                {"meta": {"api-version": "1.1"}, "name": "demo", "files": [
                  {"filename": "demo-1.0-py3-none-any.whl", "url": "https://files.test/a/demo-1.0-py3-none-any.whl",
                   "hashes": {"sha256": "%s", "blake2b": "00"}, "requires-python": ">=3.8", "size": 7,
                   "upload-time": "2026-01-02T03:04:05.678901Z", "yanked": "broken",
                   "core-metadata": {"sha256": "%s"}},
                  {"filename": "demo-2.0.tar.gz", "url": "../../b/demo-2.0.tar.gz", "hashes": {},
                   "requires-python": null, "yanked": false, "core-metadata": false},
                  {"filename": "demo-2.0-py3.11.egg", "url": "x", "hashes": {}},
                  {"filename": "demo-3.0-py3-none-any.whl", "url": "demo 3.0.whl", "hashes": {}, "yanked": true}
                ]}"""
                        .formatted(HASH, HASH));
        assertEquals(
                """
                demo-1.0-py3-none-any.whl https://files.test/a/demo-1.0-py3-none-any.whl 1 digests, python '>=3.8', size 7, 2026-01-02T03:04:05.678901Z, yanked 'broken', Present
                demo-2.0.tar.gz https://index.test/b/demo-2.0.tar.gz 0 digests, python '', size -1, no time, yanked no, Absent
                demo-3.0-py3-none-any.whl https://index.test/simple/demo/demo%203.0.whl 0 digests, python '', size -1, no time, yanked '', Unmentioned""",
                String.join("\n", files()));
    }

    @Test
    void readsAllAttributesOfHtml() throws IOException {
        pages.put(
                "/simple/demo/",
                "text/html; charset=utf-8",
                """
                <!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.0">
                <base href="https://files.test/x/"></head><body>
                <!-- <a href="demo-0.1.tar.gz">commented out</a> -->
                <a href="demo-1.0-py3-none-any.whl#sha256=%s" data-requires-python="&gt;=3.8, &lt;4" data-yanked
                   data-core-metadata="sha256=%s">demo-1.0-py3-none-any.whl</a><br/>
                <A HREF='//files.test/demo-2.0.tar.gz' data-yanked="a &amp; b">demo-2.0.tar.gz</A>
                <a href="other-1.0.tar.gz">other</a><a name=here>no link</a>
                """
                        .formatted(HASH, HASH));
        assertEquals(
                """
                demo-1.0-py3-none-any.whl https://files.test/x/demo-1.0-py3-none-any.whl 1 digests, python '<4,>=3.8', size -1, no time, yanked '', Present
                demo-2.0.tar.gz https://files.test/demo-2.0.tar.gz 0 digests, python '', size -1, no time, yanked 'a & b', Unmentioned""",
                String.join("\n", files()));
    }

    @Test
    void anUnknownProjectHasNoFiles() throws IOException {
        assertEquals(List.of(), files());
        assertEquals(List.of("/simple/demo/"), pages.asked());
    }

    @Test
    void newerFilesAreLeftOut() throws IOException {
        pages.put(
                "/simple/demo/",
                JSON,
                """
                {"meta": {"api-version": "1.1"}, "files": [
                  {"filename": "demo-1.0.tar.gz", "url": "a", "hashes": {}, "upload-time": "2026-01-01T00:00:00Z"},
                  {"filename": "demo-2.0.tar.gz", "url": "a", "hashes": {}, "upload-time": "2026-01-01T00:00:01Z"}]}""");
        List<String> files = files(Optional.of(Instant.parse("2026-01-01T00:00:01Z")), IndexPages.SOURCES);
        assertEquals(1, files.size());
        assertEquals("demo-1.0.tar.gz", files.get(0).split(" ", 2)[0]);
    }

    @Test
    void uploadTimesThatHtmlLacksComeFromTheOtherInterface() throws IOException {
        pages.put("/simple/demo/", "text/html", "<a href='demo-1.0.tar.gz#sha256=" + HASH + "'>x</a>");
        pages.put(
                "/pypi/demo/json",
                "application/json",
                """
                {"releases": {"1.0": [{"filename": "demo-1.0.tar.gz", "digests": {"sha256": "%s"}, "size": 3,
                  "upload_time_iso_8601": "2026-01-01T00:00:00.5Z"}]}}"""
                        .formatted(HASH));
        assertEquals(
                List.of("demo-1.0.tar.gz https://index.test/simple/demo/demo-1.0.tar.gz 1 digests, python '', size 3,"
                        + " 2026-01-01T00:00:00.500Z, yanked no, Unmentioned"),
                files(Optional.of(Instant.parse("2026-02-01T00:00:00Z")), IndexPages.SOURCES));
    }

    @Test
    void excludingNewerFilesNeedsUploadTimes() {
        pages.put("/simple/demo/", "text/html", "<a href='demo-1.0.tar.gz'>x</a>");
        assertEquals(
                "https://index.test/simple/ does not say when demo-1.0.tar.gz was uploaded, so excludeNewer"
                        + " (2026-02-01T00:00:00Z) cannot be kept; use an index that answers JSON with upload times"
                        + " (PEP 700) with -Dkubespray.pythonIndex, or leave excludeNewer out",
                assertThrows(
                                PythonException.class,
                                () -> files(Optional.of(Instant.parse("2026-02-01T00:00:00Z")), IndexPages.SOURCES))
                        .getMessage());
    }

    @Test
    void linksAndDirectoriesAddToTheIndex() throws IOException {
        Path wheels = Files.createDirectory(directory.resolve("wheels"));
        Files.writeString(wheels.resolve("demo-3.0-py3-none-any.whl"), "zip");
        Files.writeString(wheels.resolve("other-3.0-py3-none-any.whl"), "zip");
        pages.put("/links.html", "text/html", "<a href='f/demo-2.0.tar.gz'>x</a>");
        pages.put(
                "/simple/demo/",
                JSON,
                """
                {"files": [{"filename": "demo-1.0.tar.gz", "url": "a", "hashes": {}}]}""");
        PackageSources sources = new PackageSources(
                List.of(IndexPages.INDEX, URI.create("https://index.test/extra")),
                List.of(wheels.toUri(), URI.create("https://index.test/links.html")));
        assertEquals(
                "[demo-3.0-py3-none-any.whl, demo-2.0.tar.gz, demo-1.0.tar.gz]",
                files(Optional.empty(), sources).stream()
                        .map(line -> line.split(" ", 2)[0])
                        .toList()
                        .toString());
        assertEquals(true, pages.asked().contains("/extra/demo/"));
    }

    @Test
    void credentialsOfTheIndexGoToItsFilesOnTheSameServerOnly() throws IOException {
        pages.put(
                "/simple/demo/",
                JSON,
                """
                {"files": [{"filename": "demo-1.0.tar.gz", "url": "a", "hashes": {}},
                           {"filename": "demo-2.0.tar.gz", "url": "https://files.test/a", "hashes": {}}]}""");
        List<String> files = files(
                Optional.empty(),
                new PackageSources(List.of(URI.create("https://me:secret@index.test/simple")), List.of()));
        assertEquals("https://me:secret@index.test/simple/demo/a", files.get(0).split(" ", 3)[1]);
        assertEquals("https://files.test/a", files.get(1).split(" ", 3)[1]);
    }

    @Test
    void aServersFailureIsNamed() {
        pages.status("/simple/demo/", 500);
        assertEquals(
                "the Python index does not give the files of demo: https://index.test/simple/demo/: 500 (the server"
                        + " failed); try again later, or use another index (-Dkubespray.pythonIndex)",
                refusal());
    }

    @Test
    void halfABodyIsNamed() {
        pages.put("/simple/demo/", JSON, "{\"files\": [{\"filename\": \"demo-1.0.ta");
        assertEquals(
                "the Python index's answer cannot be read: https://index.test/simple/demo/, line 1,",
                refusal().replaceFirst("(line 1,).*", "$1"));
    }

    @Test
    void aPageOfHtmlThatIsNoIndexIsNamed() {
        pages.put("/simple/demo/", "text/html", "<html><a href='/login'>Please log in</a></html>");
        assertEquals(
                "https://index.test/simple/demo/ answered a page of HTML (47 bytes) without a link to any file of demo:"
                        + " a login page, or no Python index; check its address (-Dkubespray.pythonIndex)",
                refusal());
    }

    @Test
    void otherTypesAndVersionsAreNamed() {
        pages.put("/simple/demo/", "image/png", "PNG");
        assertEquals(
                "https://index.test/simple/demo/ answered 'image/png', where the JSON or HTML of a Python index was"
                        + " wanted; check its address (-Dkubespray.pythonIndex)",
                refusal());
        IndexPages newer = new IndexPages();
        newer.put("/simple/demo/", JSON, "{\"meta\": {\"api-version\": \"2.0\"}, \"files\": []}");
        assertEquals(
                "https://index.test/simple/demo/: speaks version 2.0 of the simple repository API, 1.x was wanted; use"
                        + " another index (-Dkubespray.pythonIndex)",
                assertThrows(PythonException.class, () -> new ProjectFiles(
                                        newer.fetch(directory.resolve("newer")), IndexPages.SOURCES, Optional.empty())
                                .of(ProjectName.of("demo")))
                        .getMessage());
    }

    @Test
    void brokenHtmlStillGivesItsLinks() {
        for (String html :
                List.of("<a href=demo-1.0.tar.gz", "<a href='demo-1.0.tar.gz", "<<a href=\"demo-1.0.tar.gz\"/>")) {
            assertEquals(1, HtmlAnchors.in(html).anchors().size(), html);
        }
    }
}
