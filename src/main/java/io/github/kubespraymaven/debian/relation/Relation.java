package io.github.kubespraymaven.debian.relation;

import java.util.Optional;

/**
 * One package that a relation names.
 *
 * @param name the package, without a qualifier
 * @param architecture what follows the colon ({@code any}, {@code native} or an architecture); empty when nothing does
 * @param constraint what its version must be
 */
public record Relation(String name, String architecture, Optional<VersionConstraint> constraint) {
    public Relation {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a relation names no package");
        }
    }

    /** The name with its qualifier, as it is written: {@code python3:any}. */
    public String target() {
        return architecture.isEmpty() ? name : name + ":" + architecture;
    }

    @Override
    public String toString() {
        return target() + constraint.map(c -> " (" + c + ")").orElse("");
    }
}
