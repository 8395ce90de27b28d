package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.image.Document;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A document that is sent as a blob, as configs are. */
record DocumentBody(Document document) implements Request.Body {
    @Override
    public long size() {
        return document.descriptor().size();
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(document.bytes());
    }
}
