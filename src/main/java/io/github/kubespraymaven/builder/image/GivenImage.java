package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.layout.StoredImage;
import io.github.kubespraymaven.image.transport.ImageFile;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.registry.Lookup;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.verify.ComparedLayer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An image that somebody has, wherever that is.
 *
 * @param address as it was given
 * @param documents its manifests and configs
 * @param layers opens a layer's stored bytes
 * @param kept looks for them, where they are not to be read
 * @param original whether it is as a registry would have it
 * @param entry what a layout's {@code index.json} says of it
 * @param files to be closed when nothing more is read
 */
record GivenImage(
        String address,
        ImageContents documents,
        Layers layers,
        Optional<Kept> kept,
        boolean original,
        Optional<JsonView> entry,
        Closeable files)
        implements Closeable {
    /** Opens layers. */
    @FunctionalInterface
    interface Layers {
        /** Returns the stored bytes. */
        InputStream open(Descriptor layer) throws IOException;
    }

    /** Looks for layers. */
    @FunctionalInterface
    interface Kept {
        /** Returns how many bytes are there, as whoever keeps them says; nothing if it has none. */
        OptionalLong size(Descriptor layer) throws IOException;
    }

    /**
     * Finds it; no layer is read yet.
     *
     * @param reads whether the layers of an image in a registry are to be read, too
     * @param address as it was given
     * @param source what it stands for
     * @throws UserErrorException if there is nothing
     */
    static GivenImage open(String address, ImageSource source, Registries registries, boolean reads)
            throws IOException {
        if (source instanceof ImageSource.Remote remote) {
            return remote(address, remote.reference(), registries, reads);
        }
        ImageFile place = (ImageFile) source;
        boolean original = !(place instanceof ImageFile.DockerArchive);
        StoredImage files = StoredImage.open(place);
        try {
            ImageContents documents = ImageContents.read(files.top(), files::document);
            return new GivenImage(address, documents, files::layer, Optional.empty(), original, files.entry(), files);
        } catch (IOException | RuntimeException | Error e) {
            files.close();
            throw e;
        }
    }

    private static GivenImage remote(String address, String text, Registries registries, boolean reads)
            throws IOException {
        Reference reference;
        try {
            reference = Reference.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("image: " + e.getMessage(), e);
        }
        ImageContents documents = new Lookup(registries)
                .find(reference)
                .orElseThrow(() -> new UserErrorException("image: there is no " + reference));
        RemoteRepository repository = registries.toPull(reference.repository());
        return new GivenImage(
                address,
                documents,
                repository::open,
                reads ? Optional.empty() : Optional.of(repository::sizeOf),
                true,
                Optional.empty(),
                () -> {});
    }

    /** Returns a layer as it is compared. */
    ComparedLayer layer(String what, Descriptor blob, Digest diffId) {
        return new ComparedLayer(
                what, blob, diffId, () -> layers.open(blob), kept.map(registry -> () -> registry.size(blob)));
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}
