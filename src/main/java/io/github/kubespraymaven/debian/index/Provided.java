package io.github.kubespraymaven.debian.index;

import io.github.kubespraymaven.debian.relation.Operator;
import io.github.kubespraymaven.debian.relation.Relation;
import io.github.kubespraymaven.debian.relation.Relations;
import io.github.kubespraymaven.debian.version.DebianVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a package provides: the names at once, the versions when a name matters. Debian's packages provide 150,000 names. */
final class Provided {
    private static final String FIELD = "Provides";
    private static final String ANY = ":any";

    private Provided() {}

    /** Returns the names that a package may provide, in order; whether it does, and at which version, {@link #at} tells. */
    static List<String> targets(IndexedPackage provider) {
        boolean allowed = provider.multiArch() == MultiArch.ALLOWED;
        String relations = provider.field(FIELD).orElse("");
        List<String> targets = new ArrayList<>();
        int at = 0;
        while (at < relations.length()) {
            int from = at;
            while (at < relations.length() && !isBetween(relations.charAt(at))) {
                at++;
            }
            String target = relations.substring(from, at);
            while (at < relations.length() && relations.charAt(at) == ' ') {
                at++;
            }
            boolean equal = true;
            if (at < relations.length() && relations.charAt(at) == '(') {
                int close = relations.indexOf(')', at);
                equal = relations.substring(at + 1).stripLeading().startsWith(Operator.EQUAL.symbol());
                at = close < 0 ? relations.length() : close + 1;
            }
            if (equal && !target.isEmpty()) {
                if (allowed && target.indexOf(':') < 0) {
                    targets.add(target + ANY);
                }
                targets.add(target);
            }
            while (at < relations.length() && relations.charAt(at) != '(' && isBetween(relations.charAt(at))) {
                at++;
            }
        }
        if (allowed) {
            targets.add(provider.name() + ANY);
        }
        return targets;
    }

    private static boolean isBetween(char c) {
        return c == ',' || c == '|' || c == ' ' || c == '(';
    }

    /**
     * Returns how a package provides a name, in order.
     *
     * @throws IllegalArgumentException if its field cannot be read
     */
    static List<Provision> at(IndexedPackage provider, String name) {
        boolean allowed = provider.multiArch() == MultiArch.ALLOWED;
        List<Provision> provisions = new ArrayList<>();
        for (List<Relation> group : Relations.parse(provider.field(FIELD).orElse(""))) {
            for (Relation provided : group) {
                if (provided.constraint().isPresent()
                        && provided.constraint().get().operator() != Operator.EQUAL) {
                    continue;
                }
                Optional<DebianVersion> version = provided.constraint().map(c -> c.version());
                if (allowed && provided.architecture().isEmpty() && name.equals(provided.name() + ANY)) {
                    provisions.add(new Provision(provider, version));
                }
                boolean itself = name.equals(provider.name())
                        && (version.isEmpty() || version.get().equals(provider.version()));
                if (name.equals(provided.target()) && !itself) {
                    provisions.add(new Provision(provider, version));
                }
            }
        }
        if (allowed && name.equals(provider.name() + ANY)) {
            provisions.add(new Provision(provider, Optional.of(provider.version())));
        }
        return provisions;
    }
}
