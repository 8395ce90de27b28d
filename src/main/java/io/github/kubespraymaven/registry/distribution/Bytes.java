package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/**
 * A few bytes to send.
 *
 * @param isSecret whether they go to the address itself alone, wherever it leads
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Bytes(byte[] bytes, boolean isSecret) implements Request.Body {
    Bytes(byte[] bytes) {
        this(bytes, false);
    }

    static Bytes secret(byte[] bytes) {
        return new Bytes(bytes, true);
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
