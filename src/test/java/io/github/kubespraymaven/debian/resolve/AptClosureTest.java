package io.github.kubespraymaven.debian.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.kubespraymaven.debian.DebianException.UnmetDependenciesException;
import io.github.kubespraymaven.debian.index.PackageIndex;
import io.github.kubespraymaven.debian.release.InRelease;
import io.github.kubespraymaven.debian.release.KeyRing;
import io.github.kubespraymaven.debian.release.Release;
import io.github.kubespraymaven.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The resolver against apt itself, on whole archives: it/parity/apt-closure.sh makes the directory that is compared with. */
class AptClosureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bullseye-amd64",
                "bullseye-arm64",
                "bookworm-amd64",
                "bookworm-arm64",
                "trixie-amd64",
                "trixie-arm64"
            })
    void closuresEqualApts(String target) throws IOException {
        String given = System.getProperty("kubespray.parity.apt", "");
        assumeFalse(given.isBlank(), "skipped: run it/parity/apt-closure.sh DIR and give -Dkubespray.parity.apt=DIR");
        Path root = Path.of(given, target);
        PackageIndex index = index(root.resolve("lists"), target);
        List<Path> closures = list(root.resolve("closures"));
        List<String> differences = new ArrayList<>();
        for (Path closure : closures) {
            List<String> lines = Files.readAllLines(closure);
            List<String> requested =
                    List.of(lines.get(0).substring("requested: ".length()).split(" "));
            List<String> wanted = lines.subList(1, lines.size());
            List<String> got = resolve(index, requested);
            if (!got.equals(wanted)) {
                differences.add(closure.getFileName() + ": only apt has " + minus(wanted, got)
                        + ", only the resolver has " + minus(got, wanted));
            }
        }
        assertEquals("", String.join("\n", differences), closures.size() + " closures of " + target);
    }

    private static List<String> resolve(PackageIndex index, List<String> requested) {
        try {
            return PackageResolver.resolve(index, requested).stream()
                    .map(chosen -> chosen.name() + " " + chosen.version() + " " + chosen.architecture())
                    .sorted()
                    .toList();
        } catch (UnmetDependenciesException refused) {
            return List.of("refused");
        }
    }

    private static PackageIndex index(Path lists, String target) throws IOException {
        String suite = target.substring(0, target.indexOf('-'));
        PackageIndex index = new PackageIndex(target.substring(target.indexOf('-') + 1));
        for (String part : List.of(suite, suite + "-updates", suite + "-security")) {
            Path inRelease = find(lists, ".*dists_" + part + "_InRelease");
            Release release = InRelease.verify(
                            Files.readAllBytes(inRelease),
                            part + " InRelease",
                            KeyRing.debian(),
                            Files.getLastModifiedTime(inRelease).toInstant())
                    .requireSuite(part);
            byte[] packages = Files.readAllBytes(find(lists, ".*dists_" + part + "_main_binary-.*_Packages"));
            String path = "main/binary-" + index.architecture() + "/Packages";
            assertEquals(
                    Objects.requireNonNull(release.files().get(path)).sha256(), Digest.of(packages), part + " " + path);
            index.add(part, new ByteArrayInputStream(packages));
        }
        return index;
    }

    private static Path find(Path directory, String pattern) throws IOException {
        return list(directory).stream()
                .filter(file -> file.getFileName().toString().matches(pattern))
                .findFirst()
                .orElseThrow(() -> new IOException("no " + pattern + " in " + directory));
    }

    private static List<String> minus(List<String> left, List<String> right) {
        TreeSet<String> rest = new TreeSet<>(left);
        right.forEach(rest::remove);
        return List.copyOf(rest);
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }
}
