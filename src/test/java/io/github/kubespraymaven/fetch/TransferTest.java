package io.github.kubespraymaven.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.stream.BlockInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TransferTest {
    private static final long NEARLY = (4L << 30) - 8;
    private static final URI SOURCE = URI.create("http://host/a");

    @Test
    void aServerThatDoesNotStopIsStopped() {
        Transfer transfer = new Transfer(
                request -> new Response(200, SOURCE, name -> Optional.empty(), new ByteArrayInputStream(new byte[9])),
                "a",
                SOURCE,
                OptionalLong.empty(),
                new Large(),
                TransferWatch.silent(),
                time -> {});
        assertEquals(
                "host does not stop: 4 GiB have come, and it has not said how many there are",
                assertThrows(IOException.class, transfer::run).getMessage());
    }

    @Test
    void aServerThatFallsSilentAgainAndAgainIsSoonGivenUp() {
        List<String> asked = new ArrayList<>();
        Transfer transfer = new Transfer(
                request -> {
                    asked.add(request.method());
                    return new Response(200, SOURCE, name -> Optional.empty(), new BlockInputStream() {
                        @Override
                        public int read(byte[] buffer, int offset, int length) throws IOException {
                            throw new SocketTimeoutException("nothing for 60 s");
                        }
                    });
                },
                "a",
                SOURCE,
                OptionalLong.empty(),
                new Large(),
                TransferWatch.silent(),
                time -> {});
        assertEquals(
                "nothing for 60 s",
                assertThrows(IOException.class, transfer::run).getMessage());
        assertEquals(3, asked.size());
    }

    /** As if four gibibytes less a few had come. */
    private static final class Large implements PartialContent {
        private boolean begun;

        @Override
        public long size() {
            return begun ? NEARLY : 0;
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
}
