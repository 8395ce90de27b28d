package io.github.kubespraymaven.debian.index;

import io.github.kubespraymaven.debian.relation.Relation;
import io.github.kubespraymaven.debian.relation.RelationOperator;
import io.github.kubespraymaven.debian.relation.Relations;
import io.github.kubespraymaven.debian.version.DebianVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a package provides a name: read when a name matters, as Debian's packages provide 150,000 of them. */
final class Provided {
    private static final String FIELD = "Provides";
    /** The architecture of a relation that any satisfies. */
    static final String ANY = ":any";

    private Provided() {}

    /**
     * Returns how a package provides a name, in order.
     *
     * @throws IllegalArgumentException if its field cannot be read
     */
    static List<Provision> at(IndexedPackage provider, String name) {
        boolean allowed = provider.multiArch() == MultiArch.ALLOWED;
        List<Provision> provisions = new ArrayList<>();
        for (List<Relation> group : Relations.parse(provider.field(FIELD).orElse(""))) {
            for (Relation provided : group) {
                if (provided.constraint().isPresent()
                        && provided.constraint().get().operator() != RelationOperator.EQUAL) {
                    continue;
                }
                Optional<DebianVersion> version = provided.constraint().map(c -> c.version());
                if (allowed && provided.architecture().isEmpty() && name.equals(provided.name() + ANY)) {
                    provisions.add(new Provision(provider, version));
                }
                boolean itself = name.equals(provider.name())
                        && (version.isEmpty() || version.get().equals(provider.version()));
                if (name.equals(provided.target()) && !itself) {
                    provisions.add(new Provision(provider, version));
                }
            }
        }
        if (allowed && name.equals(provider.name() + ANY)) {
            provisions.add(new Provision(provider, Optional.of(provider.version())));
        }
        return provisions;
    }
}
