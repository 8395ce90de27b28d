package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.tag.SdistFilename;
import java.nio.file.Path;

/**
 * A distribution of a resolution, and what it is installed from: the file that was chosen, or the wheel that was built of it.
 *
 * @param chosen what was resolved
 * @param filename what is installed
 * @param digest of its bytes, which were verified
 * @param path where it lies
 */
public record FetchedDistribution(
        ResolvedDistribution chosen, DistributionFilename filename, Digest digest, Path path) {

    /** Returns whose distribution it is. */
    public ProjectName project() {
        return chosen.project();
    }

    /** Tells whether it is installed from its sources. */
    public boolean isSdist() {
        return filename instanceof SdistFilename;
    }

    /** Returns the same distribution, installed from a wheel that was built of it. */
    public FetchedDistribution as(DistributionFilename wheel, Digest digestOfWheel, Path wheelPath) {
        return new FetchedDistribution(chosen, wheel, digestOfWheel, wheelPath);
    }
}
