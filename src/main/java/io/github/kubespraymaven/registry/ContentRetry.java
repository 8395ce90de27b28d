package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.registry.distribution.RegistryException;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pushes again what a registry says to miss although it was seen there. A blob may be deleted behind what was looked at, a
 * store may show what it has taken only after a while, and docker-registry misses for a moment a blob that somebody else
 * pushes into the same repository.
 */
final class ContentRetry {
    private static final int ATTEMPTS = 3;

    private ContentRetry() {}

    /** A push of content and the manifests that refer to it. */
    @FunctionalInterface
    interface Attempt<T> {
        /**
         * Pushes.
         *
         * @param again whether an attempt before this one ended because content was missing
         */
        T push(boolean again) throws IOException;
    }

    /**
     * Returns what the first attempt gives that the registry does not refuse for missing content.
     *
     * @param doubt is given each blob before another attempt: it is to be looked for again
     * @throws IOException as the last attempt does
     */
    static <T> T run(List<Descriptor> blobs, Consumer<Descriptor> doubt, Attempt<T> attempt) throws IOException {
        for (int count = 1; ; count++) {
            try {
                return attempt.push(count > 1);
            } catch (RegistryException e) {
                if (!e.missesContent() || count == ATTEMPTS) {
                    throw e;
                }
                blobs.forEach(doubt);
            }
        }
    }
}
