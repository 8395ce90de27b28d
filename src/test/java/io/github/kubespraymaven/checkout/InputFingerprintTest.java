package io.github.kubespraymaven.checkout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.checkout.git.GitFacts;
import io.github.kubespraymaven.checkout.git.IndexEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputFingerprintTest {
    private static final Instant LONG_AGO = Instant.parse("2026-10-01T00:00:00Z");

    @TempDir
    Path checkout;

    @BeforeEach
    void draw() throws IOException {
        Drawing.checkout(
                checkout,
                """
                a = one
                run.sh*
                roles/x/tasks/main.yml = two
                roles/x/empty/
                ignored/b = three
                link -> a
                .git/HEAD = ref
                target/kubespray/image.json = {}
                """);
        Files.writeString(checkout.resolve(".dockerignore"), "ignored\n");
        try (var files = Files.walk(checkout)) {
            for (Path file : files.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(LONG_AGO));
            }
        }
    }

    private String watched(GitFacts git) throws IOException {
        InputRecorder watch = new InputRecorder(LONG_AGO.plusSeconds(60));
        AppTree.read(
                Checkout.open(checkout),
                git,
                Dockerignore.rules(Checkout.open(checkout)),
                Outputs.of(List.of(checkout.resolve("target"))),
                Checksums.NONE,
                watch);
        assertTrue(watch.isReliable());
        return watch.text();
    }

    private String watched() throws IOException {
        return watched(GitFacts.NONE);
    }

    @Test
    void whatNobodyTouchedIsUnchanged() throws IOException {
        assertTrue(InputFingerprint.unchanged(watched()));
    }

    @ParameterizedTest
    @CsvSource({
        "a, other",
        "new, file",
        "roles/x/tasks/more.yml, file",
        "roles/x/empty/file, file",
        "roles/y/tasks/main.yml, file",
        ".dockerignore, ignored\\nalso",
    })
    void aFileThatIsNewOrOtherIsSeen(String path, String content) throws IOException {
        String before = watched();
        Files.createDirectories(checkout.resolve(path).getParent());
        Files.writeString(checkout.resolve(path), content);

        assertFalse(InputFingerprint.unchanged(before));
    }

    @ParameterizedTest
    @CsvSource({"a", "link", "roles/x/empty", "roles/x/tasks/main.yml"})
    void whatWentAwayIsSeen(String path) throws IOException {
        String before = watched();
        Files.delete(checkout.resolve(path));

        assertFalse(InputFingerprint.unchanged(before));
    }

    @ParameterizedTest
    @CsvSource({"ignored/more", ".git/index", "target/kubespray/image/index.json", ".kubespray/state.json"})
    void whatGoesIntoNoImageDoesNotCount(String path) throws IOException {
        String before = watched();
        Files.createDirectories(checkout.resolve(path).getParent());
        Files.writeString(checkout.resolve(path), "new");

        assertTrue(InputFingerprint.unchanged(before));
    }

    @Test
    void theModeCountsWhereGitDoesNotSayIt() throws IOException {
        String alone = watched();
        String inGit = watched(new GitFacts(
                Optional.empty(),
                Optional.empty(),
                Map.of("a", new IndexEntry(IndexEntry.Kind.FILE, "5626abf0f72e58d7a153368ba57db4c673c0e171")),
                Optional.empty()));
        Files.setPosixFilePermissions(checkout.resolve("a"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertFalse(InputFingerprint.unchanged(alone));
        assertTrue(InputFingerprint.unchanged(inGit));
    }

    @Test
    void aLinkToSomethingElseIsSeen() throws IOException {
        String before = watched();
        Files.delete(checkout.resolve("link"));
        Files.createSymbolicLink(checkout.resolve("link"), Path.of("run.sh"));

        assertFalse(InputFingerprint.unchanged(before));
    }

    @Test
    void anotherFileOfTheSameSizeAndTimeIsSeen() throws IOException {
        String before = watched();
        Path other = Files.writeString(checkout.resolve("ignored/other"), "two");
        Files.setLastModifiedTime(other, FileTime.from(LONG_AGO));
        Files.delete(checkout.resolve("a"));
        Files.move(other, checkout.resolve("a"));

        assertFalse(InputFingerprint.unchanged(before));
    }

    @Test
    void anythingElseThanATextHasChanged() throws IOException {
        String whole = watched();
        assertFalse(InputFingerprint.unchanged("nothing of that kind"));
        assertFalse(InputFingerprint.unchanged(whole.replace("a\n", "\n")));
        assertFalse(InputFingerprint.unchanged("?\n"));
    }

    @Test
    void aNameThatHoldsALineFeedIsNotReliedOn() {
        InputRecorder watch = new InputRecorder(Instant.MAX);
        watch.directory(checkout, Set.of("a\nb"), Set.of());

        assertFalse(watch.isReliable());
    }

    @Test
    void aFileThatChangedATickBeforeItWasReadIsNotReliedOn() throws IOException {
        InputRecorder watch = new InputRecorder(LONG_AGO.plusSeconds(1));
        watch.asked(checkout.resolve("a"));
        assertFalse(watch.isReliable(), "whole seconds may come from a file system that counts in twos");

        Files.setLastModifiedTime(checkout.resolve("a"), FileTime.from(LONG_AGO.plusNanos(1234)));
        InputRecorder fine = new InputRecorder(LONG_AGO.plusSeconds(1));
        fine.asked(checkout.resolve("a"));
        assertTrue(fine.isReliable());
        assertEquals("?", fine.text().substring(0, 1));
        assertTrue(InputFingerprint.unchanged(fine.text()));
    }
}
