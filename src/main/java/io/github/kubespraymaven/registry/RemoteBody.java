package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import java.io.IOException;
import java.io.InputStream;

/** A blob that is read where it is while it is sent elsewhere. */
record RemoteBody(RemoteRepository from, Descriptor blob) implements Request.Body {
    @Override
    public long size() {
        return blob.size();
    }

    @Override
    public InputStream open() throws IOException {
        return from.open(blob);
    }
}
