package io.github.kubespraymaven.python.collection;

import java.util.Optional;

/**
 * The name of a collection, {@code community.general}.
 *
 * @param namespace whose it is
 * @param name its own name
 */
public record CollectionName(String namespace, String name) implements Comparable<CollectionName> {
    /** Checks the form. */
    public CollectionName {
        if (!isName(namespace) || !isName(name)) {
            throw new IllegalArgumentException(
                    "not a collection's name, as community.general: '" + namespace + "." + name + "'");
        }
    }

    /** Returns the collection of this name, or of a plugin of it ({@code community.general.ini_file}), if it is such. */
    public static Optional<CollectionName> of(String text) {
        int dot = text.indexOf('.');
        int end = dot < 0 ? -1 : text.indexOf('.', dot + 1);
        if (dot < 0 || end == text.length() - 1 || text.indexOf('\n') >= 0) {
            return Optional.empty();
        }
        String namespace = text.substring(0, dot);
        String name = end < 0 ? text.substring(dot + 1) : text.substring(dot + 1, end);
        return isName(namespace) && isName(name) ? Optional.of(new CollectionName(namespace, name)) : Optional.empty();
    }

    private static boolean isName(String text) {
        if (text.isEmpty() || !startsName(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            if (!isOfName(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether a name may start so. */
    static boolean startsName(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }

    /** Tells whether a name may have this. */
    static boolean isOfName(char c) {
        return startsName(c) || (c >= '0' && c <= '9');
    }

    /** Tells whether it is part of ansible-core itself. */
    boolean isBuiltin() {
        return namespace.equals("ansible") && (name.equals("builtin") || name.equals("legacy"));
    }

    @Override
    public int compareTo(CollectionName other) {
        int byNamespace = namespace.compareTo(other.namespace);
        return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    // Written out: a record's own are put together out of method handles when they are first called.
    @Override
    public boolean equals(Object other) {
        return other instanceof CollectionName that && name.equals(that.name) && namespace.equals(that.namespace);
    }

    @Override
    public int hashCode() {
        return 31 * namespace.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return namespace + "." + name;
    }
}
