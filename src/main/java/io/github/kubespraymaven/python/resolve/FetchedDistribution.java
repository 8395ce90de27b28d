package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.interpreter.PythonInterpreter;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.sdist.InstalledSdist;
import io.github.kubespraymaven.python.sdist.SdistRules;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.wheel.Installation;
import io.github.kubespraymaven.python.wheel.InstalledWheel;
import io.github.kubespraymaven.tree.EntrySource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

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

    /**
     * Returns the tree of what is installed of it, where the interpreter's pip lays it down. It reads the file each time it is asked
     * for its entries.
     *
     * @param python the image's interpreter
     * @param kept which files, by their places in a wheel, are installed
     * @throws IllegalArgumentException if it is an sdist that has to be built first
     */
    public EntrySource installed(PythonInterpreter python, Predicate<String> kept) throws IOException {
        Installation installation = new Installation(
                python.scheme(),
                python.executable(),
                chosen.requested(),
                chosen.direct() ? Optional.of(chosen.directUrl()) : Optional.empty());
        return filename instanceof SdistFilename sdist
                ? new InstalledSdist(path, sdist, SdistRules.standard(), installation, kept)
                : new InstalledWheel(path, filename.text(), installation, kept);
    }

    /** Returns the same distribution, installed from a wheel that was built of it. */
    public FetchedDistribution as(DistributionFilename wheel, Digest digestOfWheel, Path wheelPath) {
        return new FetchedDistribution(chosen, wheel, digestOfWheel, wheelPath);
    }
}
