package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.relation.Relation;
import io.github.kubespraymaven.digest.Digest;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Keeps packages at older versions where nothing forbids it: those that were locked before stay, with what they need, until
 * every relation among the packages holds. What a relation forbids moves to today's version, on both of its sides, and brings
 * with it what that needs; what nothing needs any more goes. In the end today's closure itself is left, of which all relations
 * hold.
 */
public final class LockedVersions {
    private static final List<String> POSITIVE = List.of("Pre-Depends", "Depends");
    private static final List<String> NEGATIVE = List.of("Conflicts", "Breaks");

    private final Map<String, ChosenPackage> newest = new TreeMap<>();
    private final Map<String, ChosenPackage> kept = new TreeMap<>();
    private final Set<String> before;
    private final Map<Digest, Paragraph> controls = new HashMap<>();
    private final Control control;

    /** Gives the control paragraph of a package. */
    @FunctionalInterface
    public interface Control {
        /** Returns it. */
        Paragraph of(ChosenPackage one) throws IOException;
    }

    private LockedVersions(Set<String> before, Control control) {
        this.before = Set.copyOf(before);
        this.control = control;
    }

    /**
     * Returns the packages that are to be had, by name, each as it was if it can stay.
     *
     * @param kept what is to stay; others of the same names were locked, too
     * @param locked all names that were locked
     * @param closure of today's versions; whom it says to be asked for is asked for
     * @param control is asked for the packages of both
     */
    public static List<ChosenPackage> of(
            List<ChosenPackage> kept, Set<String> locked, List<ChosenPackage> closure, Control control)
            throws IOException {
        LockedVersions keeping = new LockedVersions(locked, control);
        closure.forEach(one -> keeping.newest.put(one.name(), one));
        for (ChosenPackage one : kept) {
            ChosenPackage today = keeping.newest.get(one.name());
            if (today == null || !today.sha256().equals(one.sha256())) {
                keeping.kept.put(one.name(), one);
            }
        }
        while (!keeping.kept.isEmpty()) {
            Collection<ChosenPackage> needed = keeping.needed();
            Set<String> broken = keeping.broken(needed);
            if (broken.isEmpty()) {
                return List.copyOf(needed);
            }
            keeping.kept.keySet().removeAll(broken);
        }
        return List.copyOf(keeping.newest.values());
    }

    /** What is asked for, and what that needs: where one of several will do, those that were there before. */
    private Collection<ChosenPackage> needed() throws IOException {
        Map<String, ChosenPackage> there = new TreeMap<>(newest);
        there.putAll(kept);
        Providers providers = providers(there.values());
        Map<String, ChosenPackage> needed = new TreeMap<>();
        Deque<ChosenPackage> open = new ArrayDeque<>();
        for (ChosenPackage one : newest.values()) {
            if (one.why() instanceof InstallReason.Requested) {
                take(there.getOrDefault(one.name(), one), one.why(), needed, open);
            }
        }
        while (!open.isEmpty()) {
            ChosenPackage one = open.remove();
            for (String field : POSITIVE) {
                for (List<Relation> group : Providers.groups(control(one), field)) {
                    for (String name : meeting(one, group, providers)) {
                        InstallReason why = new InstallReason.Needed(one.name(), field + ": " + group);
                        take(Optional.ofNullable(there.get(name)).orElseThrow(), why, needed, open);
                    }
                }
            }
        }
        return needed.values();
    }

    private static void take(
            ChosenPackage one, InstallReason why, Map<String, ChosenPackage> needed, Deque<ChosenPackage> open) {
        if (!needed.containsKey(one.name())) {
            needed.put(one.name(), one.because(why));
            open.add(one);
        }
    }

    private Set<String> meeting(ChosenPackage owner, List<Relation> group, Providers providers) {
        List<Set<String>> met = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (Relation relation : group) {
            Set<String> names = new TreeSet<>(providers.meeting(relation));
            if (!names.isEmpty()) {
                met.add(names);
            }
            names.stream().filter(before::contains).forEach(known::add);
        }
        // A need that nothing met was left out on purpose, when the package was locked.
        boolean leftOut =
                kept.containsKey(owner.name()) && group.stream().noneMatch(one -> before.contains(one.name()));
        return !known.isEmpty() || met.isEmpty() || leftOut ? known : met.get(0);
    }

    /** The packages at other than today's versions that are on either side of a relation that does not hold. */
    private Set<String> broken(Collection<ChosenPackage> chosen) throws IOException {
        Providers providers = providers(chosen);
        Set<String> broken = new HashSet<>();
        for (ChosenPackage one : chosen) {
            for (String field : POSITIVE) {
                for (List<Relation> group : Providers.groups(control(one), field)) {
                    check(one, group, providers, broken);
                }
            }
            for (String field : NEGATIVE) {
                for (Relation relation : Providers.relations(control(one), field)) {
                    Set<String> met = providers.meeting(relation);
                    met.remove(one.name());
                    if (!met.isEmpty()) {
                        broken.add(one.name());
                        broken.addAll(met);
                    }
                }
            }
        }
        broken.retainAll(kept.keySet());
        return broken;
    }

    private void check(ChosenPackage owner, List<Relation> group, Providers providers, Set<String> broken) {
        Set<String> named = new HashSet<>();
        boolean wentAway = false;
        for (Relation relation : group) {
            if (!providers.meeting(relation).isEmpty()) {
                return;
            }
            named.addAll(providers.of(relation.name()));
            wentAway |= before.contains(relation.name());
        }
        // A need that nothing here was ever to meet was left out on purpose.
        if (!named.isEmpty() || wentAway) {
            broken.add(owner.name());
            broken.addAll(named);
        }
    }

    private Providers providers(Collection<ChosenPackage> packages) throws IOException {
        Providers providers = new Providers();
        for (ChosenPackage one : packages) {
            providers.add(one, control(one));
        }
        return providers;
    }

    private Paragraph control(ChosenPackage one) throws IOException {
        Paragraph known = controls.get(one.sha256());
        if (known == null) {
            known = control.of(one);
            controls.put(one.sha256(), known);
        }
        return known;
    }
}
