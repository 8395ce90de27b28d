package io.github.kubespraymaven.offline.upload;

import io.github.kubespraymaven.fetch.TransferWatch;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.stream.WrappedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file, as it is sent.
 *
 * @param size how many bytes it has
 * @param isRepeatable whether the transport may send it again by itself
 * @param watch is told how many of them have been read to be sent
 */
record FileBody(Path file, long size, boolean isRepeatable, TransferWatch watch) implements Request.Body {
    @Override
    public InputStream open() throws IOException {
        return new WrappedInputStream(Files.newInputStream(file)) {
            private long read;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = in.read(buffer, offset, length);
                if (n > 0) {
                    read += n;
                    watch.advanced(read);
                }
                return n;
            }
        };
    }
}
