package io.github.kubespraymaven.python.version;

import java.util.List;
import java.util.Optional;

/** How a specifier compares, PEP 440, "Version specifiers". */
public enum SpecifierOperator {
    IDENTICAL("==="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    COMPATIBLE("~="),
    LESS_OR_EQUAL("<="),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    GREATER(">");

    /** In declaration order, where no symbol comes after one that it starts with. */
    private static final List<SpecifierOperator> LONGEST_FIRST = List.of(values());

    private final String symbol;

    SpecifierOperator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /** The longest operator that stands at this place of the text. */
    public static Optional<SpecifierOperator> at(String text, int index) {
        for (SpecifierOperator operator : LONGEST_FIRST) {
            if (text.startsWith(operator.symbol, index)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
