package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.text.Excerpt;
import java.util.Locale;

/**
 * The name of a project, or of an extra, in the form in which names are compared: PEP 503, "Normalized Names".
 *
 * @param normalized lower case; letters and digits with single hyphens between them. Never a path: it has no dot or slash
 */
public record ProjectName(String normalized) implements Comparable<ProjectName> {
    public ProjectName {
        if (normalized.isEmpty()
                || normalized.contains("--")
                || !normalized.codePoints().allMatch(ProjectName::isAllowed)) {
            throw new IllegalArgumentException("\"" + Excerpt.of(normalized)
                    + "\" is not a normalized project name; wanted letters and digits with single hyphens between them"
                    + " (PEP 503)");
        }
    }

    /** Old wheels have letters of all scripts in their names, so not only ASCII is let in. */
    private static boolean isAllowed(int c) {
        return c == '-' || (Character.isLetterOrDigit(c) && Character.toLowerCase(c) == c);
    }

    /**
     * The name that this text is a spelling of: lower case, runs of {@code - _ .} as one hyphen.
     *
     * @throws IllegalArgumentException when the text holds something else than letters, digits and {@code - _ .}
     */
    public static ProjectName of(String text) {
        return new ProjectName(normalize(text));
    }

    /** Normalizes any text, whether it can be a name or not. */
    static String normalize(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        StringBuilder normalized = new StringBuilder(lower.length());
        boolean hyphen = false;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            boolean separator = c == '-' || c == '_' || c == '.';
            if (!separator) {
                normalized.append(c);
            } else if (!hyphen) {
                normalized.append('-');
            }
            hyphen = separator;
        }
        return normalized.toString();
    }

    @Override
    public int compareTo(ProjectName other) {
        return normalized.compareTo(other.normalized);
    }

    @Override
    public String toString() {
        return normalized;
    }
}
