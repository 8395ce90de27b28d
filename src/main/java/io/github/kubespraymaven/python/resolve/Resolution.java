package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.python.tag.SdistFilename;
import java.util.Comparator;
import java.util.List;

/**
 * One version of everything that is needed.
 *
 * @param distributions by name
 */
public record Resolution(List<ResolvedDistribution> distributions) {
    /** Puts them in order. */
    public Resolution {
        distributions = distributions.stream()
                .sorted(Comparator.comparing(ResolvedDistribution::project))
                .toList();
    }

    /** Returns those that have no wheel for the target. */
    public List<ResolvedDistribution> sdists() {
        return distributions.stream()
                .filter(chosen -> chosen.file().filename() instanceof SdistFilename)
                .toList();
    }
}
