package io.github.kubespraymaven.python.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.Oracles;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.mojo.RealIndex;
import io.github.kubespraymaven.python.requirementsfile.RequirementsFile;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.TargetEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What uv and pip resolved for kubespray's releases, against a real index: see {@link RealIndex}. */
@Tag("network")
class ResolutionParityTest {
    private static final int CUTOFFS = 13;

    /** glibc of the Debian release that the cutoffs' Python is of. */
    private static final int BOOKWORM_GLIBC = 36;

    private final Path directory;

    ResolutionParityTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @TestFactory
    List<DynamicTest> everyReleaseGetsTheVersionsFilesAndHashesThatUvChose() throws IOException {
        Path oracles = Oracles.find("python");
        RealIndex index = RealIndex.orSkip(directory);
        TreeMap<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(oracles, "*-cp*.json")) {
            found.forEach(file -> files.put(String.valueOf(file.getFileName()), file));
        }
        List<DynamicTest> tests = new ArrayList<>();
        files.forEach((name, file) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            JsonView oracle = JsonReader.read(Files.readAllBytes(file), name);
            Resolver resolver =
                    index.resolver(Instant.parse(oracle.get("cutoff").text()));
            ResolutionRequest goal = goal(
                    texts(oracle.get("requirements")),
                    oracle,
                    Integer.parseInt(oracle.get("glibc").text().substring(2)));
            assertEquals(expected(oracle), files(resolver.search(goal, Map.of())));
        })));
        return tests;
    }

    @TestFactory
    List<DynamicTest> everyCutoffGetsTheVersionsThatUvAndPipChose() throws IOException {
        Path oracle = Oracles.find("python/cutoffs.json");
        RealIndex index = RealIndex.orSkip(directory);
        List<JsonView> cutoffs = JsonReader.read(Files.readAllBytes(oracle), "cutoffs.json")
                .get("cases")
                .items();
        assertEquals(CUTOFFS, cutoffs.size());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonView cutoff : cutoffs) {
            String tag = cutoff.get("tag").text();
            String instant = cutoff.get("cutoff").text();
            tests.add(DynamicTest.dynamicTest(tag + " before " + instant, () -> {
                Resolver resolver = index.resolver(Instant.parse(instant));
                ResolutionRequest goal = goal(requirements(tag), cutoff, BOOKWORM_GLIBC);
                Optional<JsonView> resolved = cutoff.find("resolved");
                if (resolved.isPresent()) {
                    assertEquals(texts(resolved.get()), versions(resolver.resolve(goal, Map.of())));
                } else {
                    assertThrows(UserErrorException.class, () -> resolver.resolve(goal, Map.of()));
                }
            }));
        }
        return tests;
    }

    /** Kubespray's own requirements at a tag. */
    private static String requirements(String tag) throws IOException {
        String name = "requirements-" + tag + ".txt";
        try (InputStream in = ResolutionParityTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String texts(JsonView list) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonView item : list.items()) {
            texts.add(item.text());
        }
        return String.join("\n", texts);
    }

    private static ResolutionRequest goal(String requirements, JsonView target, int glibcMinor) throws IOException {
        return ResolutionRequests.of(
                RequirementsFile.read("requirements.txt", name -> Optional.of(requirements), Map.of())
                        .orThrow(),
                Path.of(""),
                new TargetEnvironment(
                        Integer.parseInt(target.get("python").text().substring(2)),
                        glibcMinor,
                        Machine.valueOf(target.get("arch").text().toUpperCase(Locale.ROOT))),
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

    private static String files(List<ResolvedDistribution> resolution) {
        return resolution.stream()
                .map(chosen -> chosen + " " + chosen.file() + " "
                        + chosen.file().digests().get(0))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static String versions(List<ResolvedDistribution> resolution) {
        return resolution.stream()
                .map(chosen -> chosen.project() + "==" + chosen.version())
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
