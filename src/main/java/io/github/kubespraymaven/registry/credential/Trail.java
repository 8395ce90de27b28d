package io.github.kubespraymaven.registry.credential;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where a login was looked for, and what was in the way: for messages, without any secret. */
final class Trail {
    private final Set<String> looked = new LinkedHashSet<>();
    private final Set<String> troubles = new LinkedHashSet<>();
    private final Set<String> absent = new LinkedHashSet<>();

    /** Remembers a place that has no login. */
    void nothing(String what) {
        looked.add(what);
    }

    /** Remembers a place that may have one, and did not give it. */
    void trouble(String what) {
        looked.add(what);
        troubles.add(what);
    }

    /** Remembers a file that is not there. */
    void absent(Path file) {
        absent.add(file.toString());
    }

    /** Returns what is told of a login that was found behind all this. */
    String found(String source) {
        return troubles.isEmpty() ? source : source + "; before it, " + String.join(", ", troubles);
    }

    /** Returns why there is no login. */
    String none() {
        List<String> all = new ArrayList<>(looked);
        if (!absent.isEmpty()) {
            all.add("there is no " + String.join(", no ", absent));
        }
        return all.size() < 2
                ? String.join("", all)
                : all.get(0) + ", and " + String.join(", ", all.subList(1, all.size()));
    }
}
