package io.github.kubespraymaven.offline.overrides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results take the place of those of an earlier run, and logins are their owner's alone. */
class OverridesResultTest {
    @TempDir
    private Path folder;

    private void write(String... namesAndTexts) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        new OverridesResult(files, 1, 1, List.of(), List.of()).write(folder);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatOnlyAnEarlierRunHadIsRemoved() throws IOException {
        write("offline.yml", "1", "offline-extra.yml", "2", "offline-logins.yml", "3");
        assertEquals(List.of("offline-extra.yml", "offline-logins.yml", "offline.yml"), names());
        Files.writeString(folder.resolve("manifest.json"), "{}");
        write("offline.yml", "4");
        assertEquals(List.of("manifest.json", "offline.yml"), names());
        assertEquals("4", Files.readString(folder.resolve("offline.yml")));
    }

    @Test
    void loginsAreTheirOwnersAlone() throws IOException {
        Path logins = folder.resolve("offline-logins.yml");
        Files.writeString(logins, "of an earlier run, for all to read");
        write("offline.yml", "1", "offline-logins.yml", "secret");
        assertEquals("secret", Files.readString(logins));
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(logins)));
        }
    }

    @Test
    void noSecretIsPrinted() {
        assertEquals("the login of 'me' to h.example", new RegistryLogin("h.example", "me", "s3cret").toString());
        assertFalse(
                new VariableOverride("x", new SecretText("s3cret")).toString().contains("s3cret"));
        assertTrue(new SecretText("s3cret").toString().contains("secret"));
    }
}
