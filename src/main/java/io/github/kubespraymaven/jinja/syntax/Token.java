package io.github.kubespraymaven.jinja.syntax;

/**
 * A piece of a template.
 *
 * @param text what stands there; for {@link Kind#STRING} without quotes and escapes
 * @param offset where it begins, in characters from the template's beginning
 */
record Token(Kind kind, String text, int offset) {
    enum Kind {
        DATA,
        OUTPUT_BEGIN,
        OUTPUT_END,
        BLOCK_BEGIN,
        BLOCK_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Kind other, String otherText) {
        return kind == other && text.equals(otherText);
    }

    /** As an error message names it. */
    String described() {
        return switch (kind) {
            case END -> "the end of the template";
            case OUTPUT_END -> "the end of the expression";
            case BLOCK_END -> "the end of the statement";
            case DATA, OUTPUT_BEGIN, BLOCK_BEGIN -> "text";
            case NAME, STRING, INTEGER, FLOAT, OPERATOR -> "'" + text + "'";
        };
    }
}
