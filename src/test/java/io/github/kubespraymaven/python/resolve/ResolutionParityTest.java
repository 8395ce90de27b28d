package io.github.kubespraymaven.python.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.Oracles;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What uv and pip resolved for kubespray's releases, against the index that {@code -Dkubespray.index} names. */
@Tag("network")
class ResolutionParityTest {
    private final Path directory;

    ResolutionParityTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @TestFactory
    List<DynamicTest> everyReleaseGetsTheVersionsFilesAndHashesThatUvChose() throws IOException {
        Path oracles = Oracles.find("python");
        String index = System.getProperty("kubespray.index", "");
        Assumptions.assumeTrue(!index.isBlank(), "skipped: give -Dkubespray.index=ADDRESS of a Python index");
        Cache cache = new Cache(directory);
        HttpSettings settings = HttpSettings.usual();
        Optional<Path> authorities =
                Optional.ofNullable(System.getenv("PIP_CERT")).map(Path::of);
        HttpTransport http = new HttpTransport(
                authorities.isPresent() ? settings.withAuthorities(List.of(authorities.get())) : settings);
        Fetch fetch = new Fetch(http, cache.blobs(), cache.records(), Progress.silent(), 8);
        TreeMap<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(oracles, "*-cp*.json")) {
            found.forEach(file -> files.put(String.valueOf(file.getFileName()), file));
        }
        List<DynamicTest> tests = new ArrayList<>();
        files.forEach((name, file) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            JsonView oracle = JsonReader.read(Files.readAllBytes(file), name);
            Resolver resolver = new Resolver(
                    fetch,
                    cache.records(),
                    PackageSources.of(URI.create(index)),
                    Optional.of(Instant.parse(oracle.get("cutoff").text())));
            assertEquals(expected(oracle), resolved(resolver.search(goal(oracle))));
        })));
        return tests;
    }

    private static Goal goal(JsonView oracle) throws IOException {
        List<Wanted> wanted = new ArrayList<>();
        int line = 0;
        for (JsonView text : oracle.get("requirements").items()) {
            line++;
            if (!text.text().startsWith("#") && !text.text().isBlank()) {
                wanted.add(Wanted.of(Requirement.parse(text.text()), "requirements.txt:" + line));
            }
        }
        return Goal.of(
                wanted,
                new Target(
                        Integer.parseInt(oracle.get("python").text().substring(2)),
                        Integer.parseInt(oracle.get("glibc").text().substring(2)),
                        Machine.valueOf(oracle.get("arch").text().toUpperCase(Locale.ROOT))),
                Sdists.REFUSE);
    }

    private static String expected(JsonView oracle) throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonView distribution : oracle.get("distributions").items()) {
            lines.add(distribution.get("name").text() + " "
                    + distribution.get("version").text() + " "
                    + distribution.get("file").text() + " sha256:"
                    + distribution.get("sha256").text());
        }
        return lines.stream().sorted().collect(Collectors.joining("\n"));
    }

    private static String resolved(Resolution resolution) {
        return resolution.distributions().stream()
                .map(chosen -> chosen + " " + chosen.file() + " "
                        + chosen.file().digests().get(0))
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
