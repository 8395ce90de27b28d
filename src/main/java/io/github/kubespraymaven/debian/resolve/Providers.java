package io.github.kubespraymaven.debian.resolve;

import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.relation.Relation;
import io.github.kubespraymaven.debian.relation.Relations;
import io.github.kubespraymaven.debian.version.DebianVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which names some packages stand for, their own and those they provide (Policy 7.5). */
final class Providers {
    private final Map<String, Map<String, Optional<DebianVersion>>> byName = new HashMap<>();

    /** Adds a package with what its control paragraph says. */
    void add(ChosenPackage one, Paragraph control) {
        put(one.name(), one.name(), Optional.of(DebianVersion.parse(one.version())));
        for (Relation provided : relations(control, "Provides")) {
            put(provided.name(), one.name(), provided.constraint().map(constraint -> constraint.version()));
        }
    }

    private void put(String name, String by, Optional<DebianVersion> version) {
        byName.computeIfAbsent(name, any -> new HashMap<>()).putIfAbsent(by, version);
    }

    /** Returns the packages that stand for a name, in whatever version. */
    Set<String> of(String name) {
        return byName.getOrDefault(name, Map.of()).keySet();
    }

    /** Returns the packages that meet a relation. */
    Set<String> meeting(Relation relation) {
        Set<String> met = new HashSet<>();
        byName.getOrDefault(relation.name(), Map.of()).forEach((provider, version) -> {
            boolean fits = relation.constraint()
                    .map(constraint -> version.map(constraint::allows).orElse(false))
                    .orElse(true);
            if (fits) {
                met.add(provider);
            }
        });
        return met;
    }

    /** Returns the relations of a field, alternatives or not. */
    static List<Relation> relations(Paragraph control, String field) {
        List<Relation> relations = new ArrayList<>();
        groups(control, field).forEach(relations::addAll);
        return relations;
    }

    /** Returns the relations of a field: one of each group has to be met. */
    static List<List<Relation>> groups(Paragraph control, String field) {
        return Relations.parse(control.unfolded(field).orElse(""));
    }
}
