package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.index.IndexedPackage;
import io.github.kubespraymaven.debian.index.PackageIndex;
import io.github.kubespraymaven.debian.index.Provision;
import io.github.kubespraymaven.debian.relation.Relation;
import io.github.kubespraymaven.debian.relation.Relations;
import io.github.kubespraymaven.debian.resolve.Dependency.Alternative;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The relations of packages, read when they are first asked for, and who meets them. */
final class PackageDependencies {
    private final PackageIndex index;
    private final Map<IndexedPackage, List<Dependency>> read = new HashMap<>();

    PackageDependencies(PackageIndex index) {
        this.index = index;
    }

    /** All of a package's needs, in the order in which apt goes through them. */
    List<Dependency> of(IndexedPackage owner) {
        return read.computeIfAbsent(owner, this::needs);
    }

    /** What is installed already was complete for whoever installed it: it is not mended, but may not be harmed either. */
    private List<Dependency> needs(IndexedPackage owner) {
        List<Dependency> needs = parse(owner);
        return index.present(owner.nameId()).filter(owner::equals).isPresent()
                ? needs.stream().filter(Dependency::negative).toList()
                : needs;
    }

    /** Whether what a selection chose for each name (null: nothing) meets one alternative. */
    boolean meets(Dependency need, Alternative alternative, IntFunction<@Nullable IndexedPackage> chosen) {
        int target = alternative.target();
        IndexedPackage named = chosen.apply(target);
        if (named != null && !irrelevant(need, target) && alternative.allows(named.version())) {
            return true;
        }
        for (Provision provision : index.provisions(target)) {
            int provider = provision.provider().nameId();
            if (!irrelevant(need, provider)
                    && chosen.apply(provider) == provision.provider()
                    && alternative.allows(provision.version())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a group holds: for a negative one, that nothing meets it. */
    boolean holds(Dependency need, IntFunction<@Nullable IndexedPackage> chosen) {
        for (Alternative alternative : need.alternatives()) {
            if (meets(need, alternative, chosen)) {
                return !need.negative();
            }
        }
        return need.negative();
    }

    /** What a selection chose that meets an alternative: the package of that name first, then providers. */
    List<IndexedPackage> meeting(
            Dependency need, Alternative alternative, IntFunction<@Nullable IndexedPackage> chosen) {
        List<IndexedPackage> meeting = new ArrayList<>();
        int target = alternative.target();
        IndexedPackage named = chosen.apply(target);
        if (named != null && !irrelevant(need, target) && alternative.allows(named.version())) {
            meeting.add(named);
        }
        for (Provision provision : index.provisions(target)) {
            IndexedPackage provider = provision.provider();
            if (!irrelevant(need, provider.nameId())
                    && chosen.apply(provider.nameId()) == provider
                    && alternative.allows(provision.version())) {
                meeting.add(provider);
            }
        }
        return meeting;
    }

    /** Every version in the index that meets an alternative, chosen or not. */
    List<IndexedPackage> offered(Dependency need, Alternative alternative) {
        List<IndexedPackage> offered = new ArrayList<>();
        for (IndexedPackage version : index.versions(alternative.target())) {
            if (!irrelevant(need, version.nameId()) && alternative.allows(version.version())) {
                offered.add(version);
            }
        }
        for (Provision provision : index.provisions(alternative.target())) {
            if (!irrelevant(need, provision.provider().nameId()) && alternative.allows(provision.version())) {
                offered.add(provision.provider());
            }
        }
        return offered;
    }

    /** No package conflicts with itself, nor with what it provides (Policy 7.6.2). */
    static boolean irrelevant(Dependency need, int nameId) {
        return need.negative() && need.owner().nameId() == nameId;
    }

    private List<Dependency> parse(IndexedPackage owner) {
        List<Dependency> needs = new ArrayList<>();
        for (Dependency.Kind kind : Dependency.Kind.values()) {
            for (List<Relation> group : Relations.parse(owner.field(kind.field).orElse(""))) {
                List<Alternative> alternatives =
                        group.stream().map(this::alternative).toList();
                if (kind.negative()) {
                    alternatives.forEach(one -> needs.add(new Dependency(owner, kind, List.of(one))));
                } else {
                    needs.add(new Dependency(owner, kind, alternatives));
                }
            }
        }
        return List.copyOf(needs);
    }

    private Alternative alternative(Relation relation) {
        String target = relation.architecture().equals("native")
                ? relation.name() + ":" + index.architecture()
                : relation.target();
        return new Alternative(index.id(target), relation.toString(), relation.constraint());
    }
}
