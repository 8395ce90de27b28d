package io.github.kubespraymaven.python.collection;

import java.util.Set;
import java.util.TreeSet;

/** Which collections are to be in an image: the parameter {@code collections}. */
public sealed interface CollectionChoice {
    /** All that the distribution has. */
    record All() implements CollectionChoice {}

    /** Those that the checkout uses, with their dependencies, and these. */
    record Used(Set<CollectionName> more) implements CollectionChoice {
        /** Keeps its own copy. */
        public Used {
            more = Set.copyOf(more);
        }
    }

    /** These, with their dependencies. */
    record Listed(Set<CollectionName> names) implements CollectionChoice {
        /** Keeps its own copy. */
        public Listed {
            names = Set.copyOf(names);
        }
    }

    /**
     * Reads {@code all}, {@code used}, {@code used,+amazon.aws} or names between commas.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    static CollectionChoice parse(String text) {
        boolean used = false;
        Set<CollectionName> names = new TreeSet<>();
        String[] parts = text.strip().split("\\s*,\\s*", -1);
        for (String part : parts) {
            if (part.equals("all") && parts.length == 1) {
                return new All();
            }
            if (part.equals("used")) {
                used = true;
            } else {
                String name = part.startsWith("+") ? part.substring(1) : part;
                names.add(CollectionName.of(name)
                        .filter(found -> found.toString().equals(name))
                        .orElseThrow(() -> new IllegalArgumentException("collections=" + text
                                + ": all, used, or names as community.general were wanted, got '" + part + "'")));
            }
        }
        return used ? new Used(names) : new Listed(names);
    }
}
