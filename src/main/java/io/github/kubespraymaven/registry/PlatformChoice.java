package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.Platform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * For which platforms an image is wanted.
 *
 * @param platforms none for all that it has
 */
public record PlatformChoice(List<Platform> platforms) {
    /** Keeps its own copy. */
    public PlatformChoice {
        platforms = List.copyOf(platforms);
    }

    /** Tells whether all are wanted, so that digests stay as they are. */
    public boolean isAll() {
        return platforms.isEmpty();
    }

    /**
     * Chooses from an image: of an index what is for the wanted platforms, with the attestations of these, in indexes below it
     * too. All else that an index says stays, so its digest is another, but that of each platform's manifest is not. What is
     * for no platform at all, as a chart, stays.
     *
     * @param name what the image is called, for the error
     * @param source gives the documents that the top leads to; it is asked only where an index does not say what is for which
     *     platform
     * @throws UserErrorException if it has none of the platforms: says which it has
     * @throws IOException if a document cannot be had, or is not what its media type says
     */
    public PlatformSelection of(Document top, String name, ImageContents.Source source) throws IOException {
        if (isAll()) {
            return new PlatformSelection(top, Map.of(), Set.of(), List.of());
        }
        IndexCut cut = new IndexCut(platforms, source);
        Document kept = cut.of(top)
                .orElseThrow(() -> new UserErrorException(name + " is there, but not for "
                        + Platform.list(platforms) + "; it has "
                        + (cut.there().isEmpty() ? "no platform" : Platform.list(cut.there()))
                        + "; take it out of the list, or name one that it has with -Dkubespray.platforms"));
        List<Platform> lacking = cut.there().isEmpty()
                ? List.of()
                : platforms.stream()
                        .filter(wanted -> cut.there().stream().noneMatch(wanted::covers))
                        .toList();
        return new PlatformSelection(kept, cut.documents(), cut.left(), lacking);
    }

    @Override
    public String toString() {
        return platforms.stream().map(Platform::toString).collect(Collectors.joining(","));
    }
}
