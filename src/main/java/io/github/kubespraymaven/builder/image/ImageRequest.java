package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.from.From;
import io.github.kubespraymaven.builder.plan.BaseRequest;
import io.github.kubespraymaven.checkout.git.GitQuery;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.transport.ImageSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image as it is asked for.
 *
 * @param base what it stands on
 * @param platforms one or more
 * @param results the folder for results
 * @param version the version to name it by, instead of the checkout's own
 * @param timestamp when it was made, where that is asked for
 * @param git what git is asked of the checkout
 * @param destinations where the image goes besides the layout in the results folder
 * @param attestations which documents go with it
 * @param compared the image that this one is compared with, if it is
 */
public record ImageRequest(
        BaseRequest base,
        List<Platform> platforms,
        Path results,
        Optional<String> version,
        Optional<Instant> timestamp,
        GitQuery git,
        Destinations destinations,
        AttestationRequest attestations,
        Optional<ImageSource> compared) {
    /** Keeps its own copy. */
    public ImageRequest {
        platforms = List.copyOf(platforms);
    }

    /**
     * Returns where this writes.
     *
     * @param cache the cache's directory
     */
    public WrittenPlaces places(Path cache) {
        return new WrittenPlaces(
                base.checkout(),
                results,
                cache,
                WrittenPlaces.files(destinations.targets()),
                base.from() instanceof From.Image image ? Optional.of(image.source()) : Optional.empty(),
                compared);
    }
}
