package io.github.kubespraymaven.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {
    private static final Digest KEY = Digest.of("key");
    private static final String FILE =
            "records/layer/2c/2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683";

    @TempDir
    Path directory;

    private Records records;

    @BeforeEach
    void open() {
        records = new Cache(directory).records();
    }

    @Test
    void theLastThatWasKeptIsFound() throws IOException {
        assertEquals("absent", find("layer", KEY));
        put("layer", "first");
        put("layer", "second");

        assertEquals("second", find("layer", KEY));
        assertEquals(FILE + "\n", CacheListing.of(directory));
    }

    @Test
    void anEmptyRecordIsARecord() throws IOException {
        put("layer", "");

        assertEquals("", find("layer", KEY));
    }

    @Test
    void kindsAndKeysAreKeptApart() throws IOException {
        put("layer", "a layer");

        assertEquals("absent", find("resolution", KEY));
        assertEquals("absent", find("layer", Digest.of("another key")));
    }

    @Test
    void aDamagedRecordCountsAsNone() throws IOException {
        put("layer", "something");
        byte[] bytes = Files.readAllBytes(directory.resolve(FILE));
        for (int i : new int[] {0, 63, 64, bytes.length - 1}) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            Files.write(directory.resolve(FILE), damaged);
            assertEquals("absent", find("layer", KEY), "byte " + i);
        }
        for (int length : new int[] {0, 10, 64, bytes.length - 1}) {
            Files.write(directory.resolve(FILE), java.util.Arrays.copyOf(bytes, length));
            assertEquals("absent", find("layer", KEY), "length " + length);
        }
    }

    @Test
    void aRecordInAnothersPlaceCountsAsNone() throws IOException {
        put("layer", "a layer");
        Path other = directory.resolve(FILE.replace("layer", "page"));
        Files.createDirectories(other.resolve("..").normalize());
        Files.copy(directory.resolve(FILE), other);

        assertEquals("absent", find("page", KEY));
    }

    @Test
    void aKindIsAPlainWord() {
        assertThrows(IllegalArgumentException.class, () -> records.find("../blobs", KEY));
    }

    private void put(String kind, String text) throws IOException {
        records.put(kind, KEY, text.getBytes(StandardCharsets.UTF_8));
    }

    private String find(String kind, Digest key) throws IOException {
        return records.find(kind, key)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("absent");
    }
}
