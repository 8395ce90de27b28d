package io.github.kubespraymaven.build.image;

import io.github.kubespraymaven.build.base.BaseRequest;
import io.github.kubespraymaven.checkout.git.Inquiry;
import io.github.kubespraymaven.image.Platform;
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
 */
public record ImageRequest(
        BaseRequest base,
        List<Platform> platforms,
        Path results,
        Optional<String> version,
        Optional<Instant> timestamp,
        Inquiry git,
        Destinations destinations,
        AttestationRequest attestations) {
    /** Keeps its own copy. */
    public ImageRequest {
        platforms = List.copyOf(platforms);
    }
}
