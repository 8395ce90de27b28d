package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.index.IndexedPackage;
import io.github.kubespraymaven.debian.index.PackageIndex;
import io.github.kubespraymaven.debian.index.Provision;
import io.github.kubespraymaven.debian.resolve.Dependency.Alternative;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How much it matters that a name stays installed, by apt's default weights: its priority, who depends on it and how much
 * those matter, whether it is essential, whether the user named it.
 */
final class Scores {
    /** By priority; the first stands for none given. */
    private static final int[] PRIORITY = {0, 3, 2, 1, -1, -2};

    private static final int ESSENTIAL = 100;
    private static final int ADD_ESSENTIAL = 5000;
    private static final int ADD_REQUESTED = 10000;

    private final PackageSelection selection;
    private final int[] scores;

    Scores(PackageSelection selection, Set<Integer> requested) {
        this.selection = selection;
        this.scores = new int[selection.index.size()];
        addOwnWorth();
        int[] own = scores.clone();
        addWorthOfDependents(own);
        addWorthOfNames(own);
        for (int id = 0; id < scores.length; id++) {
            scores[id] += requested.contains(id) ? ADD_REQUESTED : 0;
            scores[id] += isVital(id) ? ADD_ESSENTIAL : 0;
        }
    }

    int of(int id) {
        return scores[id];
    }

    void set(int id, int score) {
        scores[id] = score;
    }

    /** All names, the highest score first; among equals the one mentioned first. */
    List<Integer> descending() {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((left, right) -> Integer.compare(scores[right], scores[left]))
                .toList();
    }

    private boolean isVital(int id) {
        PackageIndex index = selection.index;
        return index.essential(id) || index.important(id);
    }

    private IndexedPackage chosen(int id) {
        return Objects.requireNonNull(selection.installed(id));
    }

    private void addOwnWorth() {
        selection.installedIds().forEach(id -> {
            scores[id] += isVital(id) ? ESSENTIAL : 0;
            scores[id] += PRIORITY[chosen(id).priority()];
            for (Dependency need : selection.needs.of(chosen(id))) {
                int weight = weight(need.kind());
                if (weight != 0) {
                    need.alternatives().forEach(one -> addWorth(need, one, weight));
                }
            }
        });
    }

    private static int weight(Dependency.Kind kind) {
        return switch (kind) {
            case PRE_DEPENDS, DEPENDS, RECOMMENDS -> 1;
            case CONFLICTS, BREAKS -> -1;
            case SUGGESTS -> 0;
        };
    }

    private void addWorth(Dependency need, Alternative alternative, int weight) {
        int target = alternative.target();
        if (!PackageDependencies.irrelevant(need, target)) {
            IndexedPackage named = selection.installed(target);
            if (alternative.constraint().isPresent() && (named == null || !alternative.allows(named.version()))) {
                return;
            }
            scores[target] += weight;
        }
        Set<Integer> providers = new TreeSet<>();
        for (Provision provision : selection.index.provisions(target)) {
            IndexedPackage provider = provision.provider();
            if (!PackageDependencies.irrelevant(need, provider.nameId())
                    && selection.installed(provider.nameId()) == provider
                    && alternative.allows(provision.version())) {
                providers.add(provider.nameId());
            }
        }
        providers.forEach(provider -> scores[provider] += weight);
    }

    /** One level of inheritance; negative scores are not handed on. */
    private void addWorthOfDependents(int[] own) {
        selection.installedIds().filter(id -> own[id] > 0).forEach(id -> {
            for (Dependency need : selection.needs.of(chosen(id))) {
                if (weight(need.kind()) > 0) {
                    for (Alternative alternative : need.alternatives()) {
                        if (selection.installed(alternative.target()) != null) {
                            scores[alternative.target()] += own[id];
                        }
                    }
                }
            }
        });
    }

    /** Who provides a name inherits what the name gained. */
    private void addWorthOfNames(int[] own) {
        for (int id = 0; id < scores.length; id++) {
            int gained = Math.abs(scores[id] - own[id]);
            if (gained != 0) {
                Set<Integer> providers = new TreeSet<>();
                for (Provision provision : selection.index.provisions(id)) {
                    int provider = provision.provider().nameId();
                    if (selection.installed(provider) == provision.provider()) {
                        providers.add(provider);
                    }
                }
                providers.forEach(provider -> scores[provider] += gained);
            }
        }
    }
}
