package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was chosen of an image.
 *
 * @param top its manifest or index: the source's own, or one with less in it
 * @param documents those below it that were made or read for the choice
 * @param left the platforms that are left out
 * @param lacking the platforms that were wanted and that the image does not have
 */
public record PlatformSelection(
        Document top, Map<Digest, Document> documents, Set<Platform> left, List<Platform> lacking) {
    /** Keeps its own copies. */
    public PlatformSelection {
        documents = Map.copyOf(documents);
        left = Set.copyOf(left);
        lacking = List.copyOf(lacking);
    }

    /** Returns the same choice of another top. */
    public PlatformSelection of(Document other) {
        return new PlatformSelection(other, documents, left, lacking);
    }

    /**
     * Returns all that it leads to.
     *
     * @param source gives the documents of the image that it was chosen from
     * @throws IOException if one cannot be had, or is not what its media type says
     */
    public ImageContents assembly(ImageContents.Source source) throws IOException {
        return ImageContents.read(top, wanted -> {
            Document known = documents.get(wanted.digest());
            return known != null ? known : source.read(wanted);
        });
    }
}
