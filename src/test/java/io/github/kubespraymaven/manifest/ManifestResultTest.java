package io.github.kubespraymaven.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestResultTest {
    @TempDir
    private Path folder;

    private static ManifestResult result(String... namesAndTexts) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return new ManifestResult(List.of(), files, List.of());
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatOnlyAnEarlierRunWroteIsRemovedAndOthersFilesStay() throws IOException {
        Files.writeString(folder.resolve("image.json"), "{}");
        result("files.list", "a\n", "manifest.json", "{}", "addons.yml", "x: true\n")
                .write(folder);
        result("files.list", "b\n", "manifest-linux-amd64.json", "{}", "manifest-linux-arm64.json", "{}")
                .write(folder);
        assertEquals(
                List.of("files.list", "image.json", "manifest-linux-amd64.json", "manifest-linux-arm64.json"),
                listing());
        assertEquals("b\n", Files.readString(folder.resolve("files.list")));
    }

    @Test
    void listsOfPackagesOfAnEarlierRunAreRemoved() throws IOException {
        result("files.list", "a\n", "os-packages/debian-12.txt", "a\n", "os-packages/rocky-9.txt", "a\n")
                .write(folder);
        result("files.list", "a\n", "os-packages/rocky-9.txt", "b\n").write(folder);
        try (Stream<Path> files = Files.list(folder.resolve("os-packages"))) {
            assertEquals(
                    List.of("rocky-9.txt"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
        assertEquals("b\n", Files.readString(folder.resolve("os-packages/rocky-9.txt")));
        result("files.list", "a\n").write(folder);
        assertEquals(List.of("files.list", "os-packages"), listing());
    }

    @Test
    void aFileThatCannotBeWrittenLeavesTheEarlierOnes() throws IOException {
        result("files.list", "a\n", "images.list", "b\n").write(folder);
        IOException failure =
                assertThrows(IOException.class, () -> result("files.list", "c\n", "images.list/folder.list", "d\n")
                        .write(folder));
        assertEquals(
                folder.resolve("images.list/folder.list") + " cannot be written: " + folder.resolve("images.list")
                        + " is no directory; name another place",
                failure.getMessage());
        assertEquals(List.of("files.list", "images.list"), listing());
        assertEquals("a\n", Files.readString(folder.resolve("files.list")));
    }
}
