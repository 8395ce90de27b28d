package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.text.SourceExcerpt;

/** A text that was to be a requirement or a marker and is none: where it stops being one, and what was wanted there. */
public final class RequirementSyntaxException extends IllegalArgumentException {
    private static final int MOST_FOUND = 20;

    private final String text;
    private final int column;
    private final String problem;

    RequirementSyntaxException(String text, int index, String wanted) {
        this(text, index + 1, "wanted " + wanted + ", got " + found(text, index), null);
    }

    private RequirementSyntaxException(
            String text, int column, String problem, @org.jspecify.annotations.Nullable Throwable cause) {
        super("column " + column + " of \"" + SourceExcerpt.of(text) + "\": " + problem, cause);
        this.text = text;
        this.column = column;
        this.problem = problem;
    }

    static RequirementSyntaxException because(String text, int index, IllegalArgumentException cause) {
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
