package io.github.kubespraymaven.debian.resolve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of apt's closure does not go into an image: packages that serve maintainer scripts only, which omissions.txt names
 * with the reason, and what only they need.
 */
public final class Omissions {
    private static final String FILE = "omissions.txt";

    private Omissions() {}

    /** The packages that are left out when nobody asks for them, with the reason for each. */
    public static Map<String, String> reasons() {
        try (InputStream in = Objects.requireNonNull(Omissions.class.getResourceAsStream(FILE), FILE)) {
            Map<String, String> reasons = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> reasons.put(
                            line.substring(0, line.indexOf(':')),
                            line.substring(line.indexOf(':') + 1).strip()));
            return reasons;
        } catch (IOException e) {
            throw new IllegalStateException("this plugin's jar is damaged: " + FILE, e);
        }
    }

    /**
     * What remains of a closure, in its order: what the request reaches without going through what is left out. perl-base, for
     * example, goes if only helpers of scripts brought it in, and stays if git did. What was requested by name stays.
     */
    public static List<ChosenPackage> without(List<ChosenPackage> closure) {
        Set<String> omitted = new HashSet<>(reasons().keySet());
        Map<String, ChosenPackage> byName = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        for (ChosenPackage one : closure) {
            byName.put(one.name(), one);
            if (one.why() instanceof Why.Requested) {
                omitted.remove(one.name());
                open.add(one.name());
            }
        }
        Set<String> kept = keeps(byName, omitted, open);
        return closure.stream().filter(one -> kept.contains(one.name())).toList();
    }

    private static Set<String> keeps(
            Map<String, ChosenPackage> byName, Set<String> omitted, Collection<String> requested) {
        Set<String> kept = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(requested);
        while (!open.isEmpty()) {
            String name = open.remove();
            ChosenPackage one = byName.get(name);
            if (one != null && !omitted.contains(name) && kept.add(name)) {
                open.addAll(one.needs());
            }
        }
        return kept;
    }
}
