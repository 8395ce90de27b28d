package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A few bytes to send. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Bytes(byte[] bytes) implements Request.Body {
    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
