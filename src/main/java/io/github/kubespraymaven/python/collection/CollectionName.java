package io.github.kubespraymaven.python.collection;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a collection, {@code community.general}.
 *
 * @param namespace whose it is
 * @param name its own name
 */
public record CollectionName(String namespace, String name) implements Comparable<CollectionName> {
    private static final Pattern FORM = Pattern.compile("([a-z_][a-z0-9_]*)\\.([a-z_][a-z0-9_]*)(\\..+)?");

    /** Checks the form. */
    public CollectionName {
        if (!FORM.matcher(namespace + "." + name).matches()) {
            throw new IllegalArgumentException(
                    "not a collection's name, as community.general: '" + namespace + "." + name + "'");
        }
    }

    /** Returns the collection of this name, or of a plugin of it ({@code community.general.ini_file}), if it is such. */
    public static Optional<CollectionName> of(String text) {
        Matcher found = FORM.matcher(text);
        return found.matches() ? Optional.of(new CollectionName(found.group(1), found.group(2))) : Optional.empty();
    }

    /** Tells whether it is part of ansible-core itself. */
    boolean isBuiltin() {
        return namespace.equals("ansible") && (name.equals("builtin") || name.equals("legacy"));
    }

    @Override
    public int compareTo(CollectionName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return namespace + "." + name;
    }
}
