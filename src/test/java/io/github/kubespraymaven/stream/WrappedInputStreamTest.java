package io.github.kubespraymaven.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrappedInputStreamTest {
    private int seen;

    private final BlockInputStream stream = new WrappedInputStream(new ByteArrayInputStream(new byte[] {-1, 2, 3, 4})) {
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            seen += Math.max(n, 0);
            return n;
        }
    };

    @Test
    void nothingGoesByUnseen() throws IOException {
        assertEquals(0xff, stream.read());
        assertEquals(1, seen);
        stream.skipNBytes(2);
        assertEquals(3, seen);
        assertEquals(1, stream.available());
        assertEquals(4, stream.read());
        assertEquals(-1, stream.read());
        assertEquals(4, seen);
    }

    @Test
    void theOthersMarksAreNotToBeHad() {
        assertFalse(stream.markSupported());
    }
}
