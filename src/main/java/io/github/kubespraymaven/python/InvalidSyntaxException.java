package io.github.kubespraymaven.python;

import io.github.kubespraymaven.python.text.SourceExcerpt;
import org.jspecify.annotations.Nullable;

/**
 * A text that was to be something of the packaging standards, a version, a specifier, a file name, and is not. The message names the text
 * and says what was wanted.
 */
public sealed class InvalidSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** With the whole message. */
    public InvalidSyntaxException(String message) {
        super(message);
    }

    private InvalidSyntaxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A text that was to be a requirement or a marker and is none: where it stops being one, and what was wanted there. */
    public static final class RequirementSyntaxException extends InvalidSyntaxException {
        private static final long serialVersionUID = 1L;

        private static final int MOST_FOUND = 20;

        private final String text;
        private final int column;
        private final String problem;

        /** With the index in the text at which something else was wanted. */
        public RequirementSyntaxException(String text, int index, String wanted) {
            this(text, index + 1, "wanted " + wanted + ", got " + found(text, index), null);
        }

        private RequirementSyntaxException(String text, int column, String problem, @Nullable Throwable cause) {
            super("column " + column + " of \"" + SourceExcerpt.of(text) + "\": " + problem, cause);
            this.text = text;
            this.column = column;
            this.problem = problem;
        }

        /** Says of a part of a text, from an index on, why it is not valid. */
        public static RequirementSyntaxException because(String text, int index, IllegalArgumentException cause) {
            String reason = cause.getMessage();
            return new RequirementSyntaxException(text, index + 1, reason == null ? "not valid" : reason, cause);
        }

        private static String found(String text, int index) {
            if (index >= text.length()) {
                return "the end";
            }
            String rest = text.substring(index, Math.min(text.length(), index + MOST_FOUND));
            return "\"" + SourceExcerpt.of(rest) + (index + MOST_FOUND < text.length() ? "…\"" : "\"");
        }

        /** The whole text. */
        public String text() {
            return text;
        }

        /** Where the trouble starts, counted in UTF-16 units from 1; one past the end when something is missing there. */
        public int column() {
            return column;
        }

        /** What was wanted and what was got, without the place. */
        public String problem() {
            return problem;
        }
    }
}
