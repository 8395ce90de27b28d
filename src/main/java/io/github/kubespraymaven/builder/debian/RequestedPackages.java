package io.github.kubespraymaven.builder.debian;

import io.github.kubespraymaven.error.UserErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The Debian packages that are asked for. */
public final class RequestedPackages {
    private RequestedPackages() {}

    /** Returns the names that somebody wrote, sorted, each once: nothing for the default set. */
    public static List<String> written(List<String> asked) {
        return List.copyOf(new TreeSet<>(
                asked.stream().map(name -> name.replaceFirst("^\\+", "")).toList()));
    }

    /**
     * Returns the names that a parameter asks for, sorted, each once.
     *
     * @param asked nothing for the default set; names that all begin with '+' add to it; others replace it
     * @throws UserErrorException if some names begin with '+' and others do not
     */
    public static List<String> of(List<String> asked, List<String> defaults) throws UserErrorException {
        List<String> added = asked.stream().filter(name -> name.startsWith("+")).toList();
        if (!added.isEmpty() && added.size() < asked.size()) {
            throw new UserErrorException(
                    "packages: a list either adds to the default set, then all its names begin with '+',"
                            + " or replaces it, then none does; got " + String.join(", ", asked) + ".");
        }
        List<String> names = new ArrayList<>(asked.isEmpty() || !added.isEmpty() ? defaults : asked);
        added.forEach(name -> names.add(name.substring(1)));
        return List.copyOf(new TreeSet<>(names));
    }
}
