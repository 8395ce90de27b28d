package io.github.kubespraymaven.debian.script;

import java.util.List;

/** A word as it is written: pieces that stand side by side. */
record Word(List<Piece> pieces) {
    Word {
        pieces = List.copyOf(pieces);
    }

    sealed interface Piece {
        /** Text; unquoted text may be a keyword or a pattern. */
        record Text(String text, boolean quoted) implements Piece {}

        /**
         * A parameter.
         *
         * @param operation what is done with it, such as {@code :-} or {@code #}; empty for the plain value
         * @param operand what the operation uses
         */
        record Parameter(String name, String operation, Word operand, boolean quoted) implements Piece {}

        /** A command substitution. */
        record Substitution(List<ShellStatement> body, boolean quoted) implements Piece {}

        /** What cannot be known, such as an arithmetic expansion. */
        record Unknown() implements Piece {}
    }

    /** The word's text if it is one piece that is not quoted: keywords are recognised so. */
    String bare() {
        return pieces.size() == 1 && pieces.get(0) instanceof Piece.Text text && !text.quoted() ? text.text() : "";
    }
}
