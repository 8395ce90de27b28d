package io.github.kubespraymaven.python.requirement;

/** How a marker compares, PEP 508, "Environment Markers": as versions where both sides are some, else as texts. */
public enum MarkerOperator {
    IDENTICAL("==="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    COMPATIBLE("~="),
    LESS_OR_EQUAL("<="),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    GREATER(">"),
    IN("in"),
    NOT_IN("not in");

    private final String text;

    MarkerOperator(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
