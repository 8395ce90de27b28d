package io.github.kubespraymaven.image.transport;

import java.nio.file.Path;

/** Where an image comes from, written as skopeo and podman write their transports. */
public sealed interface ImageSource permits ImageFile, ImageSource.Remote {

    /**
     * {@code docker://HOST/NAME[:TAG|@DIGEST]}: a registry.
     *
     * @param reference what stands after the slashes; whoever asks the registry reads it
     */
    record Remote(String reference) implements ImageSource {
        @Override
        public String toString() {
            return "docker://" + reference;
        }
    }

    /**
     * Reads a source.
     *
     * @param base what paths are relative to
     * @throws IllegalArgumentException if it is none; says what is wrong, and which forms there are
     */
    static ImageSource parse(String text, Path base) {
        return new TargetReader(base).source(text);
    }
}
