package io.github.kubespraymaven.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TransferTest {
    private static final URI SOURCE = URI.create("http://host/a");

    @Test
    void aServerThatDoesNotStopIsStopped() {
        Transfer transfer = new Transfer(
                request -> new Response(200, SOURCE, name -> Optional.empty(), new ByteArrayInputStream(new byte[9])),
                "a",
                SOURCE,
                OptionalLong.empty(),
                new Large(),
                new Silent(),
                time -> {});
        assertEquals(
                "host does not stop: 4 GiB have come, and it has not said how many there are",
                assertThrows(IOException.class, transfer::run).getMessage());
    }

    /** As if four gibibytes less a few had come. */
    private static final class Large implements PartialContent {
        private boolean begun;

        @Override
        public long size() {
            return begun ? (4L << 30) - 8 : 0;
        }

        @Override
        public ContentHead head() {
            return ContentHead.NONE;
        }

        @Override
        public void begin(ContentHead head) {
            begun = true;
        }

        @Override
        public void append(byte[] bytes, int offset, int length) {}
    }

    private static final class Silent implements TransferWatch {
        @Override
        public void sized(long bytes) {}

        @Override
        public void advanced(long bytes) {}
    }
}
