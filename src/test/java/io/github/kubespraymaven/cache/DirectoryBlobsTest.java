package io.github.kubespraymaven.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobsTest {
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final Digest HELLO_DIGEST =
            Digest.parse("sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    private static final String HELLO_FILE =
            "blobs/sha256/2c/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\n";

    @TempDir
    Path temporary;

    private Path directory;
    private Blobs blobs;

    @BeforeEach
    void open() {
        directory = temporary.resolve("cache");
        blobs = new Cache(directory).blobs();
    }

    @Test
    void whatWasNeverStoredIsNotThere() throws IOException {
        assertEquals(Optional.empty(), blobs.find(HELLO_DIGEST));
        assertTrue(blobs.open(HELLO_DIGEST).isEmpty());
        assertFalse(Files.exists(directory));
    }

    @Test
    void whatWasStoredStandsUnderItsDigestAndNothingElseIsLeft() throws IOException {
        Path file = put(HELLO);

        assertEquals(HELLO_FILE, CacheListing.of(directory));
        assertEquals(Optional.of(file), blobs.find(HELLO_DIGEST));
        assertArrayEquals(HELLO, Files.readAllBytes(file));
    }

    @Test
    void otherBytesThanPromisedAreNotStored() throws IOException {
        DigestMismatchException e = assertThrows(
                DigestMismatchException.class,
                () -> blobs.put(
                        new ByteArrayInputStream("hallo".getBytes(StandardCharsets.UTF_8)),
                        "a greeting",
                        HELLO_DIGEST,
                        OptionalLong.empty()));

        assertEquals(
                "a greeting: wanted " + HELLO_DIGEST
                        + ", got sha256:d3751d33f9cd5049c4af2b462735457e4d3baf130bcbb87f389e349fbaeb20b9",
                e.getMessage());
        assertEquals("", CacheListing.of(directory));
    }

    @Test
    void aBlobIsKnownByItsDigestOnlyWhenAllIsWritten() throws IOException {
        try (BlobWriter writer = blobs.writer()) {
            writer.write("nonsense".getBytes(StandardCharsets.UTF_8));
            writer.restart();
            writer.write(HELLO, 0, 4);
            writer.write('o');

            assertEquals(
                    new BlobWriter.Stored(HELLO_DIGEST, 5, directory.resolve(HELLO_FILE.strip())), writer.commit());
        }
        assertEquals(HELLO_FILE, CacheListing.of(directory));
    }

    @Test
    void otherAlgorithmsStandBesideSha256() throws IOException {
        try (BlobWriter writer = blobs.writer(Algorithm.SHA512)) {
            writer.write(HELLO);
            Digest digest = writer.commit().digest();
            assertTrue(digest.toString().startsWith("sha512:9b71d224bd62f378"), digest.toString());
            assertTrue(CacheListing.of(directory).startsWith("blobs/sha512/9b/9b71d224bd62f378"));
            assertTrue(blobs.find(digest).isPresent());
        }
    }

    @Test
    void aBlobThatWasOnlyTouchedIsVerifiedOnceAndKept() throws IOException {
        Path file = put(HELLO);
        FileTime stamp = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));

        assertEquals(Optional.of(file), blobs.find(HELLO_DIGEST));
        assertEquals(stamp, Files.getLastModifiedTime(file));
    }

    @Test
    void aBlobThatWasWrittenToIsDeleted() throws IOException {
        Path file = put(HELLO);
        Files.writeString(file, "hallo");

        assertEquals(Optional.empty(), blobs.find(HELLO_DIGEST));
        assertEquals("", CacheListing.of(directory));
    }

    @Test
    void aBlobThatACrashCutOffIsNoticedEvenIfItsTimeIsOld() throws IOException {
        Path file = put(HELLO);
        FileTime stamp = Files.getLastModifiedTime(file);
        Files.write(file, new byte[0]);
        Files.setLastModifiedTime(file, stamp);

        assertEquals(Optional.empty(), blobs.find(HELLO_DIGEST));
    }

    @Test
    void anIdleCheckReadsNoByteAndReadingFindsWhatItMissed() throws IOException {
        Path file = put(HELLO);
        FileTime stamp = Files.getLastModifiedTime(file);
        Files.writeString(file, "hallo");
        Files.setLastModifiedTime(file, stamp);

        assertEquals(Optional.of(file), blobs.find(HELLO_DIGEST));
        try (InputStream in = blobs.open(HELLO_DIGEST).orElseThrow()) {
            DigestMismatchException e = assertThrows(DigestMismatchException.class, in::readAllBytes);
            assertTrue(e.toString().contains("cached file " + file + ": wanted " + HELLO_DIGEST), e.getMessage());
        }
        assertEquals(Optional.empty(), blobs.find(HELLO_DIGEST));
    }

    @Test
    void manyMayStoreTheSameAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<Path>> files = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            files.add(threads.submit(() -> new Cache(directory)
                    .blobs()
                    .put(new ByteArrayInputStream(HELLO), "hello", HELLO_DIGEST, OptionalLong.of(5))));
        }
        for (Future<Path> file : files) {
            assertArrayEquals(HELLO, Files.readAllBytes(file.get()));
        }
        threads.shutdown();
        assertEquals(HELLO_FILE, CacheListing.of(directory));
    }

    @Test
    void aCacheThatIsDeletedWhileABlobIsWrittenIsMadeAgain() throws IOException {
        Assumptions.assumeTrue(!System.getProperty("os.name").startsWith("Windows"), "skipped: files in use stay");
        try (BlobWriter writer = blobs.writer()) {
            writer.write(HELLO);
            CacheListing.delete(directory);
            writer.commit();
        }
        assertEquals(HELLO_FILE, CacheListing.of(directory));
        assertTrue(blobs.find(HELLO_DIGEST).isPresent());

        CacheListing.delete(directory);
        assertEquals(Optional.empty(), blobs.find(HELLO_DIGEST));
        put(HELLO);
        assertEquals(HELLO_FILE, CacheListing.of(directory));
    }

    @Test
    void aCacheThatIsAFileIsAnErrorThatSaysWhatToDo() throws IOException {
        Files.writeString(directory, "in the way");

        CacheException e = assertThrows(CacheException.class, () -> put(HELLO));

        assertTrue(e.toString().contains("the cache " + directory + " cannot be used: "), e.getMessage());
        assertTrue(
                e.toString()
                        .endsWith("; make room or see to its permissions, or name another directory with"
                                + " -Dkubespray.cache=DIR"),
                e.getMessage());
        assertThrows(CacheException.class, () -> blobs.find(HELLO_DIGEST));
    }

    @Test
    void aCacheThatMayOnlyBeReadIsReadAndNamedWhenItIsToBeWritten() throws IOException {
        put(HELLO);
        Path drafts = directory.resolve("drafts");
        Assumptions.assumeTrue(drafts.toFile().setWritable(false) && !Files.isWritable(drafts), "skipped: am root");

        assertTrue(blobs.find(HELLO_DIGEST).isPresent());
        CacheException e = assertThrows(CacheException.class, () -> put("other".getBytes(StandardCharsets.UTF_8)));
        assertTrue(e.toString().contains("permission denied for " + drafts), e.getMessage());
    }

    private Path put(byte[] bytes) throws IOException {
        return blobs.put(new ByteArrayInputStream(bytes), "test", Digest.of(bytes), OptionalLong.of(bytes.length));
    }
}
