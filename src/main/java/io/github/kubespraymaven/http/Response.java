package io.github.kubespraymaven.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
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

    /** Header fields by name, of which case does not matter. */
    @FunctionalInterface
    public interface Headers {
        /** Returns the first value of a field. */
        Optional<String> first(String name);

        /** Returns all values of a field, in their order. */
        default java.util.List<String> all(String name) {
            return first(name).map(java.util.List::of).orElse(java.util.List.of());
        }
    }

    /** Tells whether the status is one of success (200 to 299). */
    public boolean ok() {
        return status >= 200 && status < 300;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
