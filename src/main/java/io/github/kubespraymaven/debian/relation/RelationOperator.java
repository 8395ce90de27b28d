package io.github.kubespraymaven.debian.relation;

import io.github.kubespraymaven.debian.version.DebianVersion;

/** How a version must stand to the one a relation names. */
public enum RelationOperator {
    EARLIER("<<"),
    EARLIER_OR_EQUAL("<="),
    EQUAL("="),
    LATER_OR_EQUAL(">="),
    LATER(">>");

    private final String symbol;

    RelationOperator(String symbol) {
        this.symbol = symbol;
    }

    /** As it is written in a control file. */
    public String symbol() {
        return symbol;
    }

    /** Whether {@code have} stands so to {@code wanted}. */
    public boolean holds(DebianVersion have, DebianVersion wanted) {
        int order = have.compareTo(wanted);
        return switch (this) {
            case EARLIER -> order < 0;
            case EARLIER_OR_EQUAL -> order <= 0;
            case EQUAL -> order == 0;
            case LATER_OR_EQUAL -> order >= 0;
            case LATER -> order > 0;
        };
    }
}
