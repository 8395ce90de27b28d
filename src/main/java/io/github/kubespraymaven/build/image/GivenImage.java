package io.github.kubespraymaven.build.image;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Assembly;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.layout.OciLayout;
import io.github.kubespraymaven.image.transport.Target;
import io.github.kubespraymaven.mistake.MistakeException;
import io.github.kubespraymaven.registry.Lookup;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.verify.ComparedLayer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * An image that somebody has, wherever that is.
 *
 * @param address as it was given
 * @param documents its manifests and configs
 * @param layers opens a layer's stored bytes
 * @param kept looks for them, where that is enough
 * @param original whether it is as a registry would have it
 */
record GivenImage(String address, Assembly documents, Layers layers, Optional<Kept> kept, boolean original) {
    private static final String REGISTRY = "docker://";

    /** Opens layers. */
    @FunctionalInterface
    interface Layers {
        /** Returns the stored bytes. */
        InputStream open(Descriptor layer) throws IOException;
    }

    /** Looks for layers. */
    @FunctionalInterface
    interface Kept {
        /** Tells whether the stored bytes are there. */
        boolean has(Descriptor layer) throws IOException;
    }

    /**
     * Finds it; no layer is read.
     *
     * @throws MistakeException if the address is none, or there is nothing
     */
    static GivenImage open(String address, Registries registries) throws IOException {
        if (address.startsWith(REGISTRY)) {
            return remote(address, registries);
        }
        try {
            if (Target.parse(address) instanceof Target.Layout layout) {
                OciLayout files = new OciLayout(layout.directory());
                return new GivenImage(address, files.read(layout.tag()), files::open, Optional.empty(), true);
            }
        } catch (IllegalArgumentException e) {
            throw new MistakeException("image: " + e.getMessage(), e);
        }
        throw new MistakeException("image: " + address + " cannot be read");
    }

    private static GivenImage remote(String address, Registries registries) throws IOException {
        Reference reference;
        try {
            reference = Reference.parse(address.substring(REGISTRY.length()));
        } catch (IllegalArgumentException e) {
            throw new MistakeException("image: " + e.getMessage(), e);
        }
        Assembly documents = new Lookup(registries)
                .find(reference)
                .orElseThrow(() -> new MistakeException("image: there is no " + reference));
        RemoteRepository repository = registries.toPull(reference.repository());
        return new GivenImage(
                address, documents, repository::open, Optional.of(layer -> repository.hasBlob(layer.digest())), true);
    }

    /** Returns a layer as it is compared. */
    ComparedLayer layer(String what, Descriptor blob, Digest diffId) {
        return new ComparedLayer(
                what, blob, diffId, () -> layers.open(blob), kept.map(registry -> () -> registry.has(blob)));
    }
}
