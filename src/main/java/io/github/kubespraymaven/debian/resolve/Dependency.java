package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.index.IndexedPackage;
import io.github.kubespraymaven.debian.relation.VersionConstraint;
import io.github.kubespraymaven.debian.version.DebianVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One group of a package's relationship field.
 *
 * @param owner whose field it is
 * @param kind which field
 * @param alternatives one or more; always one for a negative kind
 */
record Dependency(IndexedPackage owner, Kind kind, List<Alternative> alternatives) {

    enum Kind {
        PRE_DEPENDS("Pre-Depends"),
        DEPENDS("Depends"),
        CONFLICTS("Conflicts"),
        BREAKS("Breaks"),
        RECOMMENDS("Recommends"),
        SUGGESTS("Suggests");

        final String field;

        Kind(String field) {
            this.field = field;
        }

        /** What must hold for the package to be installed; the other kinds are wishes. */
        boolean critical() {
            return this != RECOMMENDS && this != SUGGESTS;
        }

        boolean negative() {
            return this == CONFLICTS || this == BREAKS;
        }
    }

    /** One package that a group names; {@code target} is its name's number in the index. */
    record Alternative(int target, String text, Optional<VersionConstraint> constraint) {
        boolean allows(DebianVersion version) {
            return constraint.isEmpty() || constraint.get().allows(version);
        }

        /** Policy 7.5: what is provided without a version meets no relation that asks for one. */
        boolean allows(Optional<DebianVersion> provided) {
            return constraint.isEmpty()
                    || (provided.isPresent() && constraint.get().allows(provided.get()));
        }
    }

    boolean critical() {
        return kind.critical();
    }

    boolean negative() {
        return kind.negative();
    }

    /** As the field writes it: {@code Depends: debconf (>= 0.5) | debconf-2.0}. */
    @Override
    public String toString() {
        return kind.field + ": " + alternatives.stream().map(Alternative::text).collect(Collectors.joining(" | "));
    }
}
