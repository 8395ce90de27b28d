package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.python.version.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All that is known about a key.
 *
 * @param demands what its version must fulfil
 * @param excluded versions that were tried, and led nowhere
 * @param candidates what is left, best first
 */
record Criterion(List<RequirementInformation> demands, Set<Version> excluded, List<Candidate> candidates) {
    Criterion {
        demands = List.copyOf(demands);
        excluded = Set.copyOf(excluded);
        candidates = List.copyOf(candidates);
    }

    boolean isMetBy(Candidate candidate) {
        return demands.stream().allMatch(demand -> demand.isMetBy(candidate));
    }

    List<RequirementInformation> demandsWith(RequirementInformation demand) {
        List<RequirementInformation> more = new ArrayList<>(demands);
        if (!more.contains(demand)) {
            more.add(demand);
        }
        return more;
    }

    List<RequirementInformation> demandsWithout(Predicate<RequirementInformation> dropped) {
        return demands.stream().filter(dropped.negate()).toList();
    }

    Set<Version> excludedWith(Version version) {
        Set<Version> more = new HashSet<>(excluded);
        more.add(version);
        return more;
    }
}
