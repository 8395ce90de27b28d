package io.github.kubespraymaven.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.checkout.git.GitFacts;
import io.github.kubespraymaven.checkout.ignore.IgnoreRules;
import io.github.kubespraymaven.tree.TreeEntry;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One small tree under many .dockerignore files: {@code expected} is what buildah's {@code COPY . /x} takes of it, as
 * it/parity/dockerignore.sh found and finds. Where buildah is known to leave Docker's rules, {@code expected} is Docker's
 * answer, {@code buildah} is buildah's and {@code why} says what is different.
 */
class DockerignoreTest {
    private final Path directory;

    DockerignoreTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @TestFactory
    Stream<DynamicTest> theTreeHoldsWhatDockerWouldCopy() throws IOException, URISyntaxException {
        Path cases = Path.of(DockerignoreTest.class.getResource("dockerignore").toURI());
        Path tree = Drawing.make(directory, Files.readString(cases.resolve("tree")));
        List<Path> folders;
        try (Stream<Path> all = Files.list(cases)) {
            folders = all.filter(Files::isDirectory).sorted().toList();
        }
        return folders.stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> {
                    byte[] ignore = Files.readAllBytes(folder.resolve("dockerignore"));
                    Files.write(tree.resolve(".dockerignore"), ignore);
                    assertEquals(Files.readString(folder.resolve("expected")), listing(tree, ignore));
                }));
    }

    private static String listing(Path tree, byte[] ignore) throws IOException {
        List<String> lines = new ArrayList<>();
        AppTree.read(
                        new Checkout(tree),
                        GitFacts.NONE,
                        IgnoreRules.parse(ignore, ".dockerignore"),
                        Outputs.NONE,
                        Checksums.NONE,
                        new InputRecorder(Instant.EPOCH))
                .writeTo((path, entry) -> {
                    if (!path.equals(AppTree.PLACE)) {
                        lines.add(path.value().substring("kubespray/".length()) + mark(entry) + "\n");
                    }
                });
        // As "LC_ALL=C sort" does, which the script sorts with.
        lines.sort(Comparator.comparing(
                line -> new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
        return String.join("", lines);
    }

    private static String mark(TreeEntry entry) {
        if (entry instanceof TreeEntry.Symlink link) {
            return " -> " + link.target();
        }
        if (entry instanceof TreeEntry.Directory) {
            return "/";
        }
        return (entry.attributes().mode() & 0100) != 0 ? "*" : "";
    }
}
