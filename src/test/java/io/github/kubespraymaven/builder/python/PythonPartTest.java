package io.github.kubespraymaven.builder.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.Timings;
import io.github.kubespraymaven.builder.from.From;
import io.github.kubespraymaven.builder.layer.LayerCache;
import io.github.kubespraymaven.builder.plan.BasePlan;
import io.github.kubespraymaven.builder.plan.BaseRequest;
import io.github.kubespraymaven.builder.plan.Sources;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.cache.Locks;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.checkout.Outputs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FilesMirror;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.python.index.PipConfiguration;
import io.github.kubespraymaven.python.index.SourceSearch;
import io.github.kubespraymaven.python.resolve.Sdists;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a checkout's Python requirements become in a base, from the plan of the base on. */
class PythonPartTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> reported = new ArrayList<>();
    private final Path directory;
    private final Path checkout;
    private final SmallIndex index;
    private Sdists sdists = Sdists.REFUSE;
    private List<String> collections = List.of("all");
    private String python = "no-such-python";

    PythonPartTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.checkout = Files.createDirectory(directory.resolve("checkout"));
        this.index = new SmallIndex(Files.createDirectory(directory.resolve("files")));
    }

    @BeforeEach
    void someFiles() throws IOException {
        index.wheel("alpha", "1", "beta>=2").wheel("beta", "1").wheel("beta", "2");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void requirementsBecomeALayer() throws IOException {
        requirements("alpha");

        assertEquals("python: alpha 1, beta 2", made());
        assertEquals(List.of("Python: 2 distributions, with all they need."), reported);
    }

    @Test
    void offlineAllIsTakenFromTheCacheAndWhatIsMissingThereIsNamedTogether() throws IOException {
        requirements("alpha");
        String online = made();

        assertEquals(online, made(OFFLINE, true));

        delete(directory.resolve("cache/blobs"));
        delete(directory.resolve("cache/records/layer"));
        IOException missing = assertThrows(IOException.class, () -> made(OFFLINE, true));
        assertEquals(
                """
                Maven is offline, and these files are not in the cache (2 of 2); build once without -o:
                  alpha-1-py3-none-any.whl (https://index.test/f/alpha-1-py3-none-any.whl)
                  beta-2-py3-none-any.whl (https://index.test/f/beta-2-py3-none-any.whl)""",
                missing.getMessage());
    }

    @Test
    void offlineEveryPageThatWasNeverSeenIsNamed() throws IOException {
        requirements("alpha", "beta");

        IOException missing = assertThrows(IOException.class, () -> made(OFFLINE, true));
        assertEquals(
                "Maven is offline, and the index's pages of these projects are not in the cache: alpha, beta; build once"
                        + " without -o",
                missing.getMessage());
    }

    @Test
    void whereAllCollectionsAreKeptTheBuildSaysWhatTheUsedOnesWouldSave() throws IOException {
        String manifest = "{\"collection_info\": {\"dependencies\": {}}}";
        index.wheel("ansible_core", "2.18.1")
                .wheel(
                        "ansible",
                        "11.0",
                        Map.of(
                                "ansible_collections/ansible/posix/MANIFEST.json", manifest,
                                "ansible_collections/amazon/aws/MANIFEST.json", manifest,
                                "ansible_collections/amazon/aws/large.py", "x".repeat(2_000_000)));
        requirements("ansible", "ansible-core");
        Files.writeString(checkout.resolve("cluster.yml"), "- tasks:\n  - ansible.posix.mount: {}\n");

        assertEquals("python: ansible 11.0\npython: ansible-core 2.18.1", made());
        assertEquals(
                "Collections: all 2 are kept; with -Dkubespray.collections=used it would be 1, 2 MB less and about 0 MB"
                        + " compressed.",
                reported.get(reported.size() - 1));

        collections = List.of("used");
        assertEquals("python: ansible 11.0\npython: ansible-core 2.18.1", made());
        assertEquals("Collections: 1 are kept: ansible.posix.", reported.get(reported.size() - 1));
    }

    @Test
    void anImpossibleSetIsExplained() throws IOException {
        requirements("alpha", "beta<2");

        assertMistake(
                "the Python requirements cannot be fulfilled: no beta fits beta<2 in requirements.txt:2, and beta>=2 of alpha"
                        + " 1, which is there for alpha in requirements.txt:1: there are the versions 2, 1");
    }

    @Test
    void aFileWithoutAWantedHashIsRefused() throws IOException {
        requirements("beta==2 --hash=sha256:" + "0".repeat(64));

        assertMistake(
                "the Python requirements cannot be fulfilled: no beta fits beta==2 in requirements.txt:1: none of the files of"
                        + " 2 has a hash that was asked for (sha256:" + "0".repeat(64) + "); the index has "
                        + index.digest("beta-2-py3-none-any.whl")
                        + " (beta-2-py3-none-any.whl): update the hashes if you trust it");
    }

    @Test
    void aProjectThatNoIndexHasIsNamed() throws IOException {
        requirements("gamma");

        assertMistake(
                "the Python requirements cannot be fulfilled: no gamma fits gamma in requirements.txt:1: there is no gamma"
                        + " in any index; check its spelling and the index's address (-Dkubespray.pythonIndex)");
    }

    @Test
    void anIndexThatFailsIsNamed() throws IOException {
        index.pages().status("/simple/beta/", 500);
        requirements("alpha");

        assertFailure(
                "the Python index does not give the files of beta: https://index.test/simple/beta/: 500 (the server"
                        + " failed); try again later, or use another index (-Dkubespray.pythonIndex)");
    }

    @Test
    void rubbishInsteadOfAPageIsNamed() throws IOException {
        index.pages().put("/simple/beta/", "text/html", "<html><body><h1>Log in</h1></body></html>");
        requirements("alpha");

        assertFailure(
                "https://index.test/simple/beta/ answered a page of HTML (41 bytes) without a link to any file of beta: a"
                        + " login page, or no Python index; check its address (-Dkubespray.pythonIndex)");
    }

    @Test
    void halfAPageIsNamed() throws IOException {
        index.pages().put("/simple/beta/", "application/vnd.pypi.simple.v1+json", "{\"files\": [{\"filename\": \"be");
        requirements("alpha");

        assertFailure(
                "the Python index's answer cannot be read: https://index.test/simple/beta/, line 1, column 28: not JSON:"
                        + " Unexpected end-of-input in VALUE_STRING; try again, or use another index (-Dkubespray.pythonIndex)");
    }

    @Test
    void otherBytesThanTheIndexListsAreRefused() throws IOException {
        requirements("beta");
        String digest = index.digest("beta-2-py3-none-any.whl");
        made();
        delete(directory.resolve("cache/blobs"));
        delete(directory.resolve("cache/records/layer"));
        index.pages().put("/f/beta-2-py3-none-any.whl", "application/octet-stream", "other");

        assertFailure(
                "files that could not be fetched (1 of 1):\n  beta-2-py3-none-any.whl: beta-2-py3-none-any.whl from"
                        + " index.test: wanted " + digest + ", got "
                        + Digest.of("other".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everySdistThatWouldHaveToBeBuiltIsNamed() throws IOException {
        index.sdist("gamma", "1").sdist("delta", "2");
        requirements("gamma", "delta", "beta");

        assertMistake(
                "2 of 3 Python distributions have no wheel for CPython 3.11, x86_64, glibc 2.36: delta 2, gamma 1; choose a"
                        + " base with a Python that they have wheels for (-Dkubespray.from), name a --find-links directory with wheels"
                        + " of them in the requirements, or, for those that are pure Python, have them built with this machine's"
                        + " python3 (-Dkubespray.sdist=build)");
    }

    @Test
    void anSdistIsBuiltOnceWhenAsked() throws IOException {
        index.sdist("gamma", "1");
        requirements("gamma");
        sdists = Sdists.BUILD;
        python = program("cp " + wheel("gamma", "1", "beta") + " \"$7\"\necho $PIP_INDEX_URL $SECRET_TOKEN > "
                + directory + "/seen");

        assertEquals("python: beta 2, gamma 1", made());
        assertEquals(
                "https://index.test/simple",
                Files.readString(directory.resolve("seen")).strip());
        assertEquals(
                List.of(
                        "Python: 1 distributions, with all they need.",
                        "Building a wheel of gamma 1 with " + python + ".",
                        "Python: 2 distributions, with all they need."),
                reported);

        python = "no-such-python";
        assertEquals("python: beta 2, gamma 1", made());
        assertEquals("python: beta 2, gamma 1", made(OFFLINE, true));
    }

    @Test
    void offlineWhatWasNotBuiltYetIsNamed() throws IOException {
        index.sdist("gamma", "1").sdist("delta", "2");
        requirements("gamma", "delta");
        sdists = Sdists.BUILD;
        assertThrows(IOException.class, this::made);

        assertEquals(
                "delta 2, gamma 1: not built yet, and Maven is offline; build once without -o",
                assertThrows(IOException.class, () -> made(OFFLINE, true)).getMessage());
    }

    @Test
    void withoutAPythonNothingCanBeBuilt() throws IOException {
        index.sdist("gamma", "1");
        requirements("gamma");
        sdists = Sdists.BUILD;

        assertMistake("gamma-1.tar.gz: cannot be built, because no-such-python cannot be started; install Python 3 with"
                + " pip, or leave -Dkubespray.sdist=build out");
    }

    @Test
    void aFailedBuildShowsTheEndOfWhatItPrinted() throws IOException {
        index.sdist("gamma", "1");
        requirements("gamma");
        sdists = Sdists.BUILD;
        python = program("for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do echo line $i; done; exit 1");

        assertFailure("gamma-1.tar.gz: cannot be built with " + python + "; the last that pip says:\n"
                + "    line 2\n    line 3\n    line 4\n    line 5\n    line 6\n    line 7\n    line 8\n    line 9\n"
                + "    line 10\n    line 11\n    line 12\n    line 13\n    line 14\n    line 15\n    line 16");
    }

    @Test
    void aWheelForThisMachineIsRefused() throws IOException {
        index.sdist("gamma", "1");
        requirements("gamma");
        sdists = Sdists.BUILD;
        python = program("cp " + wheel("gamma", "1") + " \"$7/gamma-1-cp311-cp311-linux_x86_64.whl\"");

        assertMistake("gamma-1.tar.gz: was built as gamma-1-cp311-cp311-linux_x86_64.whl, which is for this machine and"
                + " not for the image; only pure Python (py3-none-any) can be built here: name a directory with a wheel of"
                + " it for the image with --find-links in the requirements, or choose a base with a Python that it has"
                + " wheels for (-Dkubespray.from)");
    }

    private static final Http OFFLINE = request -> {
        throw new OfflineException(request.uri());
    };

    private void requirements(String... lines) throws IOException {
        Files.writeString(checkout.resolve("requirements.txt"), String.join("\n", lines) + "\n");
    }

    private void assertMistake(String message) {
        assertInstanceOf(UserError.class, assertFailure(message));
    }

    private IOException assertFailure(String message) {
        IOException failure = assertThrows(IOException.class, this::made);
        assertEquals(message, failure.getMessage());
        return failure;
    }

    private String made() throws IOException {
        return made(index.pages(), false);
    }

    private String made(Http http, boolean offline) throws IOException {
        return part(http, offline).make().stream()
                .map(layer -> layer.kind() + ": " + layer.what())
                .collect(Collectors.joining("\n"));
    }

    private PythonPart part(Http http, boolean offline) throws IOException {
        Cache cache = new Cache(directory.resolve("cache"));
        Locks locks = cache.locks(name -> {});
        BuildContext context = new BuildContext(
                cache,
                locks,
                new Fetch(http, cache.blobs(), cache.records(), Progress.silent(), 2),
                new LayerCache(cache, locks, new LayerWriter(Compression.GZIP, threads, 2)),
                threads,
                reported::add,
                new Timings(Timings.Watch.NOBODY),
                new InputRecorder(Instant.EPOCH),
                Outputs.NONE);
        Registries registries = new Registries(http, GivenLogins.none(), Set.of());
        Sources sources = new Sources(
                List::of,
                List.of(),
                () -> new SourceSearch(
                        Optional.of("https://index.test/simple"), Map.of(), PipConfiguration.read(List.of()), checkout),
                List.of(),
                python,
                FilesMirror.NONE,
                Optional.empty(),
                registries,
                Instant.EPOCH,
                offline);
        BaseRequest request = new BaseRequest(
                checkout,
                From.parse("debian:bookworm", Path.of("/")),
                List.of(),
                "none",
                "requirements.txt",
                collections,
                Optional.empty(),
                sdists,
                Compression.GZIP,
                false,
                Map.of("PATH", "/usr/bin:/bin", "SECRET_TOKEN", "secret"));
        BasePlan plan = BasePlan.of(request, context, registries);
        PythonDistributions distributions = plan.parts(
                        Platform.LINUX_AMD64, plan.inputs(Platform.LINUX_AMD64), context, sources, Optional.empty())
                .python();
        KeptCollections kept = KeptCollections.of(collections, checkout);
        return new PythonPart(
                context,
                distributions,
                kept,
                () -> kept.areAll() ? Optional.empty() : kept.of(distributions.collections(), () -> kept.scan(context)),
                Compression.GZIP);
    }

    /** Writes a program that stands for python3; the seventh of the arguments of pip is where the wheel belongs. */
    private String program(String script) throws IOException {
        Path program = Files.writeString(directory.resolve("python3"), "#!/bin/sh\nset -e\nshift 2\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program.toString();
    }

    private Path wheel(String name, String version, String... requires) throws IOException {
        return new SmallIndex(Files.createTempDirectory(directory, "built")).built(name, version, requires);
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }
}
