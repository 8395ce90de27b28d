package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.relation.Relation;
import io.github.kubespraymaven.debian.relation.Relations;
import io.github.kubespraymaven.debian.version.DebianVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Keeps packages at older versions where nothing forbids it: of a closure of today's versions, those that were locked before take
 * the place of newer ones, until every relation among the packages holds. What a relation forbids moves, on both of its sides;
 * in the end today's closure itself is left, of which all relations hold.
 */
public final class Keeping {
    private static final List<String> POSITIVE = List.of("Pre-Depends", "Depends");
    private static final List<String> NEGATIVE = List.of("Conflicts", "Breaks");

    private final Map<String, ChosenPackage> newest = new TreeMap<>();
    private final Map<String, ChosenPackage> chosen = new TreeMap<>();
    private final Set<String> before = new HashSet<>();
    private final Map<ChosenPackage, Paragraph> controls = new HashMap<>();

    /** Gives the control paragraph of a package. */
    @FunctionalInterface
    public interface Control {
        /** Returns it. */
        Paragraph of(ChosenPackage one) throws IOException;
    }

    private Keeping() {}

    /**
     * Returns the packages of a closure, each as it was if it can stay.
     *
     * @param kept what is to stay; others of the same names were locked, too
     * @param locked all names that were locked
     * @param closure of today's versions
     * @param control is asked for the packages of both
     */
    public static List<ChosenPackage> of(
            List<ChosenPackage> kept, Set<String> locked, List<ChosenPackage> closure, Control control)
            throws IOException {
        Keeping keeping = new Keeping();
        keeping.before.addAll(locked);
        for (ChosenPackage one : closure) {
            keeping.newest.put(one.name(), one);
            keeping.chosen.put(one.name(), one);
        }
        for (ChosenPackage one : kept) {
            keeping.chosen.computeIfPresent(one.name(), (name, newer) -> same(one, newer) ? newer : one);
        }
        for (Set<String> broken = keeping.broken(control); !broken.isEmpty(); broken = keeping.broken(control)) {
            broken.forEach(
                    name -> keeping.chosen.put(name, keeping.newest.getOrDefault(name, keeping.chosen.get(name))));
        }
        return List.copyOf(keeping.chosen.values());
    }

    private static boolean same(ChosenPackage one, ChosenPackage other) {
        return one.sha256().equals(other.sha256());
    }

    /** The packages at other than today's versions that are on either side of a relation that does not hold. */
    private Set<String> broken(Control control) throws IOException {
        if (chosen.equals(newest)) {
            return Set.of();
        }
        Map<String, Map<String, Optional<DebianVersion>>> providers = new HashMap<>();
        for (ChosenPackage one : chosen.values()) {
            Paragraph paragraph = paragraph(one, control);
            provide(providers, one.name(), one.name(), Optional.of(DebianVersion.parse(one.version())));
            for (Relation provided : relations(paragraph, "Provides")) {
                provide(
                        providers,
                        provided.name(),
                        one.name(),
                        provided.constraint().map(constraint -> constraint.version()));
            }
        }
        Set<String> broken = new HashSet<>();
        for (ChosenPackage one : chosen.values()) {
            Paragraph paragraph = paragraph(one, control);
            for (String field : POSITIVE) {
                for (List<Relation> group :
                        Relations.parse(paragraph.unfolded(field).orElse(""))) {
                    check(one, group, providers, broken);
                }
            }
            for (String field : NEGATIVE) {
                for (Relation relation : relations(paragraph, field)) {
                    Set<String> met = met(relation, providers);
                    met.remove(one.name());
                    if (!met.isEmpty()) {
                        broken.add(one.name());
                        broken.addAll(met);
                    }
                }
            }
        }
        broken.removeIf(name -> Optional.ofNullable(newest.get(name))
                .map(today -> today.equals(chosen.get(name)))
                .orElse(true));
        return broken;
    }

    private void check(
            ChosenPackage owner,
            List<Relation> group,
            Map<String, Map<String, Optional<DebianVersion>>> providers,
            Set<String> broken) {
        Set<String> named = new HashSet<>();
        boolean wentAway = false;
        for (Relation relation : group) {
            if (!met(relation, providers).isEmpty()) {
                return;
            }
            named.addAll(providers.getOrDefault(relation.name(), Map.of()).keySet());
            wentAway |= before.contains(relation.name());
        }
        // A need that nothing here was ever to meet was left out on purpose.
        if (!named.isEmpty() || wentAway) {
            broken.add(owner.name());
            broken.addAll(named);
        }
    }

    private static Set<String> met(Relation relation, Map<String, Map<String, Optional<DebianVersion>>> providers) {
        Set<String> met = new HashSet<>();
        providers.getOrDefault(relation.name(), Map.of()).forEach((provider, version) -> {
            boolean fits = relation.constraint()
                    .map(constraint -> version.map(constraint::allows).orElse(false))
                    .orElse(true);
            if (fits) {
                met.add(provider);
            }
        });
        return met;
    }

    private static void provide(
            Map<String, Map<String, Optional<DebianVersion>>> providers,
            String name,
            String by,
            Optional<DebianVersion> version) {
        providers.computeIfAbsent(name, any -> new HashMap<>()).putIfAbsent(by, version);
    }

    private static List<Relation> relations(Paragraph paragraph, String field) {
        List<Relation> relations = new ArrayList<>();
        Relations.parse(paragraph.unfolded(field).orElse("")).forEach(relations::addAll);
        return relations;
    }

    private Paragraph paragraph(ChosenPackage one, Control control) throws IOException {
        Paragraph known = controls.get(one);
        if (known == null) {
            known = control.of(one);
            controls.put(one, known);
        }
        return known;
    }
}
