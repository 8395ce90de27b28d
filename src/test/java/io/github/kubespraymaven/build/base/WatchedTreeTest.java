package io.github.kubespraymaven.build.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedTreeTest {
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
        assertTrue(WatchedTree.untouched(root, watched()));
    }

    @Test
    void anotherContentOfTheSameSizeIsSeen() throws IOException {
        List<String> before = watched();
        write("roles/main.yml", "kube_version: 1.33.9\n");

        assertFalse(WatchedTree.untouched(root, before));
    }

    @Test
    void aFileThatWasMissingAndIsThereNowIsSeen() throws IOException {
        List<String> before = watched();
        write("extra.yml", "kube_version: 1.33.9\n");

        assertFalse(WatchedTree.untouched(root, before));
    }

    @Test
    void aFileThatIsNewInADirectoryIsSeen() throws IOException {
        List<String> before = watched();
        write("roles/more.yml", "kube_version: 1.33.9\n");

        assertFalse(WatchedTree.untouched(root, before));
    }

    @Test
    void whatChangedAMomentAgoIsNotReliedOn() throws IOException {
        WatchedTree tree = new WatchedTree(root);
        tree.read("roles/main.yml");

        assertEquals(Optional.empty(), tree.files(THEN.minusSeconds(60).plusMillis(1900)));
    }

    private List<String> watched() throws IOException {
        WatchedTree tree = new WatchedTree(root);
        tree.read("roles/main.yml");
        tree.read("extra.yml");
        tree.list("roles");
        return tree.files(THEN.plusSeconds(60)).orElseThrow();
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
