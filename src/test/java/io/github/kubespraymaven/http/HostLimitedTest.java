package io.github.kubespraymaven.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HostLimitedTest {
    private static final Request ASKED = Request.get(URI.create("http://a.test/"));

    private int asked;

    @Test
    void anErrorGivesThePlaceBack() throws IOException {
        Http http = new HostLimited(
                request -> {
                    if (asked++ == 0) {
                        throw new NoClassDefFoundError("gone");
                    }
                    return answer(new ByteArrayInputStream(new byte[0]));
                },
                1);
        assertThrows(NoClassDefFoundError.class, () -> http.send(ASKED));
        assertEquals(200, http.send(ASKED).status());
    }

    @Test
    void aBodyThatDiesGivesThePlaceBackWhenItIsClosed() throws IOException {
        Http http = new HostLimited(
                request -> answer(new InputStream() {
                    @Override
                    public int read() {
                        throw new OutOfMemoryError("full");
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        return read();
                    }
                }),
                1);
        try (Response response = http.send(ASKED)) {
            assertThrows(OutOfMemoryError.class, () -> response.body().read());
        }
        assertEquals(200, http.send(ASKED).status());
    }

    private static Response answer(InputStream body) {
        return new Response(200, ASKED.uri(), name -> Optional.empty(), body);
    }
}
