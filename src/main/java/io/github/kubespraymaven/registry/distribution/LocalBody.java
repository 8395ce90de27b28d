package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.stream.WrappedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Tells a blob that cannot be read here from a registry that cannot be reached: only the second may pass. */
final class LocalBody implements Request.Body {
    private final Request.Body body;
    private volatile Optional<IOException> failure = Optional.empty();

    LocalBody(Request.Body body) {
        this.body = body;
    }

    Optional<IOException> failure() {
        return failure;
    }

    @Override
    public long size() {
        return body.size();
    }

    @Override
    public InputStream open() throws IOException {
        try {
            return new Watched(body.open());
        } catch (IOException e) {
            throw noted(e);
        }
    }

    /** An upload that broke off is in no state that anybody knows. */
    @Override
    public boolean isRepeatable() {
        return false;
    }

    private synchronized IOException noted(IOException e) {
        failure = failure.or(() -> Optional.of(e));
        return e;
    }

    private final class Watched extends WrappedInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                throw noted(e);
            }
        }
    }
}
