package io.github.kubespraymaven.jinja.filter;

import java.util.Comparator;
import java.util.List;

/** Names of filters, tests and lookups. */
public final class FilterNames {
    private static final List<String> COLLECTIONS =
            List.of("ansible.builtin.", "ansible.utils.", "ansible.netcommon.", "ansible.legacy.");

    private FilterNames() {}

    /** A name without the collection that it comes from, if its filters are among those known here. */
    public static String plain(String name) {
        for (String collection : COLLECTIONS) {
            if (name.startsWith(collection)) {
                return name.substring(collection.length());
            }
        }
        return name;
    }

    /** "; did you mean …?", or nothing when no name is near. */
    public static String suggestion(String wrong, List<String> known) {
        return known.stream()
                .filter(name -> distance(wrong, name) <= Math.max(1, wrong.length() / 3))
                .min(Comparator.comparingInt(name -> distance(wrong, name)))
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /** Levenshtein's distance; names longer than 64 characters are compared in their first 64. */
    private static int distance(String left, String right) {
        String a = left.substring(0, Math.min(left.length(), 64));
        String b = right.substring(0, Math.min(right.length(), 64));
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
