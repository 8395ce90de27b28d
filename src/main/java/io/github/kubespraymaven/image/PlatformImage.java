package io.github.kubespraymaven.image;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One platform's image of those that a name stands for.
 *
 * @param image its config and layers
 * @param digest its manifest's
 */
public record PlatformImage(Image image, Digest digest) {
    private static final int MAX_DEPTH = 4;

    /**
     * Chooses an image; of the others no document is read.
     *
     * @param what the name, for errors
     * @param top what the name stands for
     * @param wanted a platform; one without a variant takes any
     * @param source gives the documents that the top leads to
     * @throws UserErrorException if there is none for the platform: says for which there are
     * @throws IOException if a document cannot be had, or is none of an image
     */
    public static PlatformImage choose(String what, Document top, Platform wanted, ImageContents.Source source)
            throws IOException {
        Choice choice = new Choice(wanted, source);
        return choice.of(top, 0)
                .orElseThrow(() -> new UserErrorException(what + " is there, but not for " + wanted + "; it has "
                        + (choice.there.isEmpty() ? "no platform" : String.join(", ", choice.there))));
    }

    private static final class Choice {
        private final Platform wanted;
        private final ImageContents.Source source;
        private final TreeSet<String> there = new TreeSet<>();

        Choice(Platform wanted, ImageContents.Source source) {
            this.wanted = wanted;
            this.source = source;
        }

        Optional<PlatformImage> of(Document document, int depth) throws IOException {
            Descriptor descriptor = document.descriptor();
            if (depth > MAX_DEPTH) {
                throw new IOException(descriptor.digest() + ": indexes more than " + MAX_DEPTH + " deep are no image");
            }
            if (MediaTypes.isManifest(descriptor.mediaType())) {
                return ofManifest(document);
            }
            if (!MediaTypes.isIndex(descriptor.mediaType())) {
                throw new IOException(
                        descriptor.digest() + ": neither a manifest nor an index, but " + descriptor.mediaType());
            }
            for (Descriptor entry : Index.read(document).manifests()) {
                boolean image = MediaTypes.isManifest(entry.mediaType()) || MediaTypes.isIndex(entry.mediaType());
                if (image && entry.platform().map(this::fits).orElse(true)) {
                    Optional<PlatformImage> found = of(source.read(entry), depth + 1);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
            return Optional.empty();
        }

        private Optional<PlatformImage> ofManifest(Document document) throws IOException {
            ImageManifest manifest = ImageManifest.read(document);
            ImageConfig config = ImageConfig.read(source.read(manifest.config()));
            if (!fits(config.platform())) {
                return Optional.empty();
            }
            List<Descriptor> layers = new ArrayList<>();
            manifest.layers().forEach(layer -> layers.add(layer.oci()));
            if (layers.size() != config.diffIds().size()) {
                throw new IOException(document.descriptor().digest() + ": " + layers.size()
                        + " layers, where its config has " + config.diffIds().size());
            }
            return Optional.of(new PlatformImage(
                    new Image(config, layers, manifest.annotations()),
                    document.descriptor().digest()));
        }

        private boolean fits(Platform platform) {
            if (!platform.os().equals("unknown")) {
                there.add(platform.toString());
            }
            return wanted.covers(platform);
        }
    }
}
