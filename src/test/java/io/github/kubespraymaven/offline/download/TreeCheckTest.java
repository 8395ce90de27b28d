package io.github.kubespraymaven.offline.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.TreeName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeCheckTest {
    @TempDir
    Path tree;

    @TempDir
    Path lists;

    @Test
    void missingWrongAndSuperfluousFilesAreNamedAndNothingIsChanged() throws IOException {
        write("host/right", "right");
        write("host/wrong", "other");
        write("host/unknown", "unknown");
        write("host/first", "first");
        write("host/old", "old");
        write("host/touched", "touched");
        write("host/.late.part", "la");
        write("host/stray", "stray");
        Files.createDirectories(tree.resolve("host/folder"));
        FileRecords records = FileRecords.of(tree);
        for (String name : List.of("first", "old")) {
            records.put(name(name), record(name, name));
        }
        records.put(name("touched"), record("touched", "before"));
        String before = Files.readString(tree.resolve("files.json"));

        TreeCheck.Result result = check(
                "https://host/right " + Digest.of("right"),
                "https://host/wrong " + Digest.of("wrong"),
                "https://host/unknown",
                "https://host/first",
                "https://host/folder " + Digest.of("folder"),
                "https://host/missing");
        assertEquals(2, result.right());
        assertEquals(
                List.of(
                        "missing: host/missing (https://host/missing)",
                        "superfluous: host/stray",
                        "wrong: host/folder is no file",
                        "wrong: host/touched is " + Digest.of("touched") + " instead of " + Digest.of("before"),
                        "wrong: host/unknown has no sum, and files.json does not know it; download it anew",
                        "wrong: host/wrong is " + Digest.of("other") + " instead of " + Digest.of("wrong")),
                result.differences());
        assertEquals(
                List.of("of an earlier list: host/old", "unfinished: host/.late.part"),
                result.notes().stream().sorted().toList());
        assertEquals(before, Files.readString(tree.resolve("files.json")));
    }

    @Test
    void aTreeThatIsNotThereLacksAll() throws IOException {
        Path none = tree.resolve("none");
        try (ThreadPool threads = ThreadPool.unbounded("test")) {
            assertEquals(
                    1,
                    TreeCheck.run(none, list("https://host/a"), threads)
                            .differences()
                            .size());
        }
        assertFalse(Files.exists(none));
    }

    private TreeCheck.Result check(String... lines) throws IOException {
        try (ThreadPool threads = ThreadPool.unbounded("test")) {
            return TreeCheck.run(tree, list(lines), threads);
        }
    }

    private DownloadList list(String... lines) throws IOException {
        return DownloadList.read(Files.writeString(lists.resolve("list"), String.join("\n", lines)));
    }

    private void write(String path, String text) throws IOException {
        Path file = tree.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static TreeName name(String name) {
        return TreeName.of(URI.create("https://host/" + name));
    }

    private static FileRecord record(String name, String text) {
        return new FileRecord("https://host/" + name, text.length(), Digest.of(text), FileTrust.FIRST_USE, "upstream");
    }
}
