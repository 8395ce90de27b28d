package io.github.kubespraymaven.verify;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The differences of one part of an image: the first of them, and how many more there are of which kind. */
final class Findings {
    /** So many of a part are told one by one. */
    static final int TOLD = 25;

    private final List<ImageDifference> told = new ArrayList<>();
    private final Map<String, Integer> more = new TreeMap<>();
    private int count;

    void add(ImageDifference difference) {
        count++;
        if (told.size() < TOLD) {
            told.add(difference);
        } else {
            more.merge(difference.what(), 1, Integer::sum);
        }
    }

    /** Adds all that others are. */
    void add(Findings others) {
        others.told.forEach(this::add);
        others.more.forEach((what, times) -> {
            count += times;
            more.merge(what, times, Integer::sum);
        });
    }

    /** Puts another in the place of one that was told: the same, shown better. */
    void replace(ImageDifference one, ImageDifference other) {
        Collections.replaceAll(told, one, other);
    }

    List<ImageDifference> told() {
        return List.copyOf(told);
    }

    int count() {
        return count;
    }

    /** Returns what is not told one by one; empty where all is. */
    String rest() {
        return more.isEmpty()
                ? ""
                : "and " + (count - told.size()) + " more: "
                        + more.entrySet().stream()
                                .map(one -> one.getValue() + " " + one.getKey())
                                .collect(Collectors.joining(", "));
    }
}
