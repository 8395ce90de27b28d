package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.PlatformImage;
import io.github.kubespraymaven.image.layout.StoredImage;
import io.github.kubespraymaven.image.transport.ImageFile;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.registry.distribution.Registries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the image that is asked for, platform by platform. */
public final class FromImages {
    private final ImageSource source;
    private final String written;
    private final Registries registries;
    private final BuildContext context;

    /**
     * Prepares; nothing is read yet.
     *
     * @param written how it was asked for
     * @param registries how registries are spoken to
     */
    public FromImages(ImageSource source, String written, Registries registries, BuildContext context) {
        this.source = source;
        this.written = written;
        this.registries = registries;
        this.context = context;
    }

    /** Returns where the image comes from, as it was asked for. */
    public ImageSource source() {
        return source;
    }

    /**
     * Returns the image for a platform. Documents are read, no layer.
     *
     * @param locked the digest of the manifest that a lock names: no other will do
     * @throws UserErrorException if there is no such image, or none for the platform, or not the locked one
     * @throws IOException if it cannot be read
     */
    public FromImage of(Platform platform, Optional<Digest> locked) throws IOException {
        FromImage found = source instanceof ImageFile place
                ? stored(place, platform)
                : new RemoteImages((ImageSource.Remote) source, registries, context).of(platform, locked);
        if (locked.isPresent() && !locked.get().equals(found.digest())) {
            throw new UserErrorException(
                    "from: " + source + " is " + found.digest().brief() + " for " + platform
                            + ", and the lock has " + locked.get().brief()
                            + "; take over the change with mvn kubespray:lock, or bring the locked image back");
        }
        return found;
    }

    private FromImage stored(ImageFile place, Platform platform) throws IOException {
        context.watch().asked(place.last());
        try (StoredImage image = open(place)) {
            PlatformImage chosen = PlatformImage.choose("from: " + source, image.top(), platform, image::document);
            return new FromImage(
                    written + "@" + image.top().descriptor().digest(),
                    chosen.digest(),
                    chosen.image(),
                    Optional.empty(),
                    layer -> bring(place, layer));
        }
    }

    private static StoredImage open(ImageFile place) throws UserErrorException {
        if (!Files.exists(place.last())) {
            throw new UserErrorException("from: " + place + ": there is no " + place.last());
        }
        try {
            return StoredImage.open(place);
        } catch (NoSuchFileException e) {
            throw new UserErrorException("from: " + place + ": there is no " + e.getFile(), e);
        } catch (IOException e) {
            throw new UserErrorException("from: " + e.getMessage(), e);
        }
    }

    private Path bring(ImageFile place, Descriptor layer) throws IOException {
        Optional<Path> there = context.cache().blobs().find(layer.digest());
        if (there.isPresent()) {
            return there.get();
        }
        try (StoredImage image = open(place);
                InputStream in = image.layer(layer)) {
            return context.cache()
                    .blobs()
                    .put(in, source + ", layer " + layer.digest(), layer.digest(), OptionalLong.of(layer.size()));
        }
    }
}
