package io.github.kubespraymaven.builder.kubectl;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.checkout.InputFingerprint;
import io.github.kubespraymaven.checkout.InputRecorder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTreeTest {
    private static final Instant THEN = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    Path root;

    private int writes;

    @BeforeEach
    void draw() throws IOException {
        Files.createDirectories(root.resolve("roles"));
        write("roles/main.yml", "kube_version: 1.34.5\n");
    }

    @Test
    void whatNobodyTouchedSaysTheSame() throws IOException {
        assertTrue(InputFingerprint.unchanged(watched()));
    }

    @Test
    void anotherContentOfTheSameSizeIsSeen() throws IOException {
        String before = watched();
        write("roles/main.yml", "kube_version: 1.33.9\n");

        assertFalse(InputFingerprint.unchanged(before));
    }

    @Test
    void aFileThatWasMissingAndIsThereNowIsSeen() throws IOException {
        String before = watched();
        write("extra.yml", "kube_version: 1.33.9\n");

        assertFalse(InputFingerprint.unchanged(before));
    }

    @Test
    void aFileThatIsNewInADirectoryIsSeen() throws IOException {
        String before = watched();
        write("roles/more.yml", "kube_version: 1.33.9\n");

        assertFalse(InputFingerprint.unchanged(before));
    }

    @Test
    void whatChangedAMomentAgoIsNotReliedOn() throws IOException {
        InputRecorder watch = new InputRecorder(THEN.minusSeconds(60).plusMillis(50));
        new RecordedTree(root, watch).read("roles/main.yml");

        assertFalse(watch.isReliable());
    }

    private String watched() throws IOException {
        InputRecorder watch = new InputRecorder(THEN.plusSeconds(60));
        RecordedTree tree = new RecordedTree(root, watch);
        tree.read("roles/main.yml");
        tree.read("extra.yml");
        tree.list("roles");
        assertTrue(watch.isReliable());
        return watch.text();
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(root.resolve(path), text);
        writes++;
        settle(path);
        settle("roles");
    }

    /** Gives a time as files have that were written some time ago: a test takes no longer than times are coarse. */
    private void settle(String path) throws IOException {
        Files.setLastModifiedTime(
                root.resolve(path), FileTime.from(THEN.minusSeconds(60).plusMillis(writes)));
    }
}
