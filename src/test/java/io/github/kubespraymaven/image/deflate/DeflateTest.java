package io.github.kubespraymaven.image.deflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeflateTest {
    private static final int PIECE = 1 << 18;

    @Test
    void aShortTextTakesTheFixedCode() {
        assertEquals("4b4c4a862000", encoded("abcabcabc"));
        assertEquals("0300", encoded(""));
        assertEquals("4b0400", encoded("a"));
    }

    @Test
    void whatCannotBeMadeSmallerIsStoredAndGrowsByFiveBytesIn64KiB() throws IOException {
        byte[] noise = new byte[200_000];
        new Random(1).nextBytes(noise);
        byte[] out = encode(noise, PIECE);
        assertEquals(200_000 + 4 * 5, out.length);
        assertArrayEquals(noise, inflate(out));
    }

    @Test
    void runsTakeNextToNothing() throws IOException {
        byte[] zeros = new byte[PIECE];
        byte[] out = encode(zeros, PIECE);
        assertTrue(out.length < 400, () -> out.length + " bytes");
        assertArrayEquals(zeros, inflate(out));
    }

    /** The bytes are a promise: whoever changes the encoder changes the digest of every layer. */
    @Test
    void theBytesAreTheSameOnEveryPlatformAndInEveryRelease() throws IOException {
        byte[] input = sentences(1_000_000, 42);
        byte[] out = encode(input, PIECE);
        assertArrayEquals(input, inflate(out));
        assertEquals(
                "sha256:ac9f98dd81f8dffe2407ef610eddea4512896c60fb743af40028120e952026b5",
                Digest.of(out).toString());
    }

    @Test
    void frequenciesAsUnequalAsCanBeStayWithinFifteenBits() throws IOException {
        ByteArrayOutputStream skewed = new ByteArrayOutputStream();
        int[] fibonacci = {1, 1};
        for (int symbol = 0; symbol < 24; symbol++) {
            for (int i = 0; i < fibonacci[0]; i++) {
                skewed.write(symbol * 7);
            }
            fibonacci = new int[] {fibonacci[1], fibonacci[0] + fibonacci[1]};
        }
        byte[] input = skewed.toByteArray();
        shuffle(input, new Random(2));
        assertArrayEquals(input, inflate(encode(input, PIECE)));
    }

    @Test
    void theTablesMayCountToTheEndOfAnIntAndBeginAgain() {
        byte[] input = sentences(6 * PIECE, 7);
        byte[] expected = encode(input, new Deflate(PIECE), PIECE);
        for (int left : new int[] {0, 1, PIECE, 2 * PIECE, 4 * PIECE}) {
            Deflate late = new Deflate(PIECE, new Matches(Integer.MAX_VALUE - left));
            assertArrayEquals(expected, encode(input, late, PIECE), () -> left + " before the end");
        }
    }

    @Property(tries = 300)
    void everyInputComesBack(@ForAll long seed, @ForAll @IntRange(max = 70_000) int length) throws IOException {
        Random random = new Random(seed);
        byte[] input = random.nextBoolean() ? sentences(length, seed) : symbols(length, random);
        assertArrayEquals(input, inflate(encode(input, 1 + random.nextInt(PIECE))));
    }

    private static String encoded(String text) {
        return HexFormat.of().formatHex(encode(text.getBytes(StandardCharsets.US_ASCII), PIECE));
    }

    private static byte[] encode(byte[] input, int pieceSize) {
        return encode(input, new Deflate(pieceSize), pieceSize);
    }

    private static byte[] encode(byte[] input, Deflate deflate, int pieceSize) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int done = 0;
        do {
            int history = Math.min(done, Deflate.WINDOW);
            int length = Math.min(pieceSize, input.length - done);
            byte[] buffer = Arrays.copyOfRange(input, done - history, done + length);
            done += length;
            ByteBuffer piece = deflate.encode(buffer, history, length, done == input.length);
            out.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
        } while (done < input.length);
        return out.toByteArray();
    }

    private static byte[] inflate(byte[] deflated) throws IOException {
        return new InflaterInputStream(new ByteArrayInputStream(deflated), new Inflater(true)).readAllBytes();
    }

    private static byte[] sentences(int length, long seed) {
        String[] words = {"the ", "host", "name: ", "kube", "\n  - ", "etcd_", "when: ", "item.", "true", "0x1f ", "{{ "
        };
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append(words[random.nextInt(words.length)]);
            if (random.nextInt(20) == 0) {
                text.append(random.nextInt());
            }
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] symbols(int length, Random random) {
        int kinds = 1 + random.nextInt(256);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) random.nextInt(1 + random.nextInt(kinds));
        }
        return bytes;
    }

    private static void shuffle(byte[] bytes, Random random) {
        for (int i = bytes.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            byte swapped = bytes[i];
            bytes[i] = bytes[j];
            bytes[j] = swapped;
        }
    }
}
