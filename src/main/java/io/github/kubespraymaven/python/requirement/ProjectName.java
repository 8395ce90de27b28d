package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.text.SourceExcerpt;
import java.util.Locale;

/**
 * The name of a project, or of an extra, in the form in which names are compared: PEP 503, "Normalized Names". What is in
 * use is wider than what the standard allows, so all but the letters of a path are let in.
 *
 * @param normalized lower case, with single hyphens where hyphens, underscores and dots were. Never a path: it has no dot,
 *     no slash and no control character
 */
public record ProjectName(String normalized) implements Comparable<ProjectName> {
    public ProjectName {
        boolean allowed = !normalized.isEmpty() && !normalized.contains("--");
        for (int i = 0; i < normalized.length(); i++) {
            allowed &= isAllowed(normalized.charAt(i));
        }
        if (!allowed) {
            throw new IllegalArgumentException("\"" + SourceExcerpt.of(normalized)
                    + "\" is not a normalized project name; wanted lower case letters and digits with single hyphens"
                    + " between them (PEP 503)");
        }
    }

    private static boolean isAllowed(char c) {
        return "._/\\".indexOf(c) < 0 && !Character.isISOControl(c) && Character.toLowerCase(c) == c;
    }

    /**
     * The name that this text is a spelling of: lower case, runs of {@code - _ .} as one hyphen.
     *
     * @throws IllegalArgumentException when the text is empty or could be a path
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
