package io.github.kubespraymaven.image.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.ImageContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a layout of many images says to have. */
class LayoutStoreTest {
    @TempDir
    Path directory;

    private SmallImages images;
    private ImageContents image;
    private Descriptor layer;
    private LayoutStore store;

    @BeforeEach
    void add() throws IOException {
        images = new SmallImages(directory.resolve("cache"));
        image = images.image("hello");
        layer = image.blobs().get(1);
        store = LayoutStore.open(directory.resolve("layout"));
        assertFalse(store.has(layer));
        store.add(image, image.blobs(), "one:v1", images.cache());
    }

    private Path blob() {
        return directory.resolve("layout/blobs/sha256").resolve(layer.digest().hex());
    }

    /** As somebody else writes it: not through the link to the cache. */
    private byte[] write(byte[] bytes) throws IOException {
        Files.delete(blob());
        return Files.readAllBytes(Files.write(blob(), bytes));
    }

    @Test
    void aBlobWithOtherBytesOrCutOffIsNotThereAndIsWrittenAnew() throws IOException {
        byte[] whole = Files.readAllBytes(blob());
        assertTrue(store.has(layer));
        byte[] other = whole.clone();
        other[other.length / 2] ^= 1;
        for (byte[] bytes : new byte[][] {other, Arrays.copyOf(whole, whole.length - 1), new byte[0]}) {
            write(bytes);
            assertFalse(store.has(layer));
            store.add(image, image.blobs(), "one:v1", images.cache());
            assertArrayEquals(whole, Files.readAllBytes(blob()));
        }
    }

    @Test
    void theSameBytesOfSomebodyElseAreHashedOnce() throws IOException {
        FileTime before = Files.getLastModifiedTime(blob());
        write(Files.readAllBytes(blob()));
        assertTrue(store.has(layer));
        assertEquals(before, Files.getLastModifiedTime(blob()));
    }
}
