package io.github.kubespraymaven.image.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PieceStreamTest {
    private static final Executor HERE = Runnable::run;

    /** Does nothing: all is left to the writing thread. */
    private static final Executor NOBODY = task -> {};

    @ParameterizedTest
    @EnumSource(Compression.class)
    void whatComesOutUnpacksToWhatWentIn(Compression compression) throws IOException {
        for (int length : new int[] {0, 1, 100, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, (1 << 21) + 7, 5_000_000}) {
            byte[] bytes = mixed(length);
            assertArrayEquals(
                    bytes, unpack(compression, compress(compression, bytes, HERE, 2)), () -> length + " bytes");
        }
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void theBytesDependNeitherOnTheWorkersNorOnHowTheyWereWritten(Compression compression) throws Exception {
        byte[] bytes = mixed(3_000_000);
        byte[] expected = compress(compression, bytes, HERE, 1);
        assertArrayEquals(expected, compress(compression, bytes, NOBODY, 5), "the writing thread alone");
        ExecutorService three = Executors.newFixedThreadPool(3);
        try {
            assertArrayEquals(expected, compress(compression, bytes, three, 6), "three workers");
        } finally {
            three.shutdown();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PieceStream stream = compression.start(HERE, 2, out)) {
            for (int i = 0; i < bytes.length; i += 1013) {
                stream.write(bytes, i, Math.min(1013, bytes.length - i));
            }
            stream.finish();
        }
        assertArrayEquals(expected, out.toByteArray(), "in small portions");
    }

    @Test
    void aFailureToWriteIsTheWritersAndStopsTheWork() {
        List<Runnable> handedOver = new ArrayList<>();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        try (PieceStream stream = Compression.GZIP.start(handedOver::add, 2, full)) {
            IOException thrown = assertThrows(IOException.class, () -> stream.write(mixed(2_000_000)));
            assertEquals("No space left on device", thrown.getMessage());
        }
        handedOver.forEach(Runnable::run);
    }

    @Test
    void aGzipHeaderTellsNothingAboutWhereAndWhenItWasMade() throws IOException {
        byte[] gzip = compress(Compression.GZIP, new byte[0], HERE, 1);
        assertEquals(
                "[31, -117, 8, 0, 0, 0, 0, 0, 0, -1, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]", java.util.Arrays.toString(gzip));
    }

    private static byte[] compress(Compression compression, byte[] bytes, Executor workers, int ahead)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PieceStream stream = compression.start(workers, ahead, out)) {
            stream.write(bytes);
            stream.finish();
        }
        return out.toByteArray();
    }

    private static byte[] unpack(Compression compression, byte[] bytes) throws IOException {
        try (InputStream in =
                switch (compression) {
                    case GZIP -> new GZIPInputStream(new ByteArrayInputStream(bytes));
                    case ZSTD -> new ZstdInputStream(new ByteArrayInputStream(bytes));
                }) {
            return in.readAllBytes();
        }
    }

    /** Text-like, repeated, random and empty stretches in turn, always the same. */
    static byte[] mixed(int length) {
        Random random = new Random(4711);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; ) {
            int stretch = Math.min(length - i, 1 + random.nextInt(5000));
            int kind = random.nextInt(4);
            for (int end = i + stretch; i < end; i++) {
                bytes[i] = switch (kind) {
                    case 0 -> (byte) "etaoin shrdlu".charAt(random.nextInt(13));
                    case 1 -> i >= 300 ? bytes[i - 300] : 7;
                    case 2 -> (byte) random.nextInt();
                    default -> 0;
                };
            }
        }
        return bytes;
    }
}
