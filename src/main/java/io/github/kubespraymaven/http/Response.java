package io.github.kubespraymaven.http;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A server's answer. Closing it gives the connection back, or drops it where the body was not read to its end.
 *
 * @param status the status code
 * @param uri where it came from in the end, after redirects
 * @param headers its header fields
 * @param body its bytes, as they were sent (a content encoding is not undone)
 */
public record Response(int status, URI uri, Headers headers, InputStream body) implements Closeable {
    private static final int NEAR = 16 * 1024;

    /** Header fields by name, of which case does not matter. */
    @FunctionalInterface
    public interface Headers {
        /** Returns the first value of a field. */
        Optional<String> first(String name);

        /** Returns all values of a field, in their order. */
        default List<String> all(String name) {
            return first(name).map(List::of).orElse(List.of());
        }
    }

    /** Returns this answer with bytes that were read already. */
    public Response with(byte[] bytes) {
        return new Response(status, uri, headers, new ByteArrayInputStream(bytes));
    }

    /** Tells whether the status is one of success (200 to 299). */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** Reads on to a near end, so that the connection can be used again, and closes. */
    public void discard() {
        try (InputStream rest = body) {
            rest.readNBytes(NEAR);
        } catch (IOException e) {
            // What the bytes would have been is of no interest, and neither is that they did not all come.
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
