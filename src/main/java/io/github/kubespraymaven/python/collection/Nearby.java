package io.github.kubespraymaven.python.collection;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Which of the names there are somebody may have meant. */
final class Nearby {
    /** So many edits make another word of it. */
    private static final int MOST_EDITS = 3;

    private static final int MOST_NAMES = 5;

    private Nearby() {}

    /** Says which there are like this one: spelled nearly so, or with one half of the name. */
    static String names(CollectionName wanted, Collection<CollectionName> there) {
        List<CollectionName> near = there.stream()
                .filter(name -> distance(name, wanted) <= MOST_EDITS
                        || name.namespace().equals(wanted.namespace())
                        || name.name().equals(wanted.name()))
                .sorted(Comparator.comparingInt((CollectionName name) -> distance(name, wanted))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_NAMES)
                .toList();
        return near.isEmpty()
                ? "none of its " + there.size() + " collections has a name like that"
                : "there are " + near.stream().map(CollectionName::toString).collect(Collectors.joining(", "));
    }

    private static int distance(CollectionName one, CollectionName other) {
        return distance(one.toString(), other.toString());
    }

    /** The least number of letters to insert, delete or replace (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
