package io.github.kubespraymaven.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftsTest {
    @TempDir
    Path directory;

    @Test
    void whatAKilledBuildLeftIsDeletedByTheNextAndWhatARunningOneWritesIsNot() throws Exception {
        try (OtherProcess killed = OtherProcess.start("write", directory);
                OtherProcess running = OtherProcess.start("write", directory)) {
            assertEquals(2, drafts());
            killed.kill();

            try (Draft mine = new Drafts(directory).create()) {
                mine.write(new byte[1], 0, 1);
                assertEquals(2, drafts());
            }
            assertEquals(1, drafts());

            running.goOn();
            assertEquals(0, drafts());
        }
    }

    @Test
    void anotherUserOfTheCacheInThisProcessSweepsNothingAway() throws IOException {
        try (Draft one = new Drafts(directory).create();
                Draft other = new Drafts(directory).create()) {
            one.write(new byte[1], 0, 1);
            other.write(new byte[1], 0, 1);
            assertEquals(2, drafts());
        }
        assertEquals(0, drafts());
    }

    private long drafts() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("drafts"))) {
            return files.count();
        }
    }
}
