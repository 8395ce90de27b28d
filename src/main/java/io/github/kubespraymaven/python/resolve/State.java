package io.github.kubespraymaven.python.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far a search is.
 *
 * @param pins what each key was given, in the order in which it was
 * @param criteria what is known about each key, in the order in which they came up
 */
record State(Map<Key, Candidate> pins, Map<Key, Criterion> criteria) {
    static final State EMPTY = new State(Map.of(), Map.of());

    State {
        pins = Collections.unmodifiableMap(new LinkedHashMap<>(pins));
        criteria = Collections.unmodifiableMap(new LinkedHashMap<>(criteria));
    }

    Criterion criterion(Key key) {
        return Optional.ofNullable(criteria.get(key))
                .orElseThrow(() -> new IllegalArgumentException("nothing is known about " + key));
    }

    /** Returns the keys that have nothing yet, or something that no longer meets all demands. */
    Set<Key> unmet() {
        Set<Key> unmet = new LinkedHashSet<>();
        criteria.forEach((key, criterion) -> {
            Candidate pin = pins.get(key);
            if (pin == null || !criterion.isMetBy(pin)) {
                unmet.add(key);
            }
        });
        return unmet;
    }

    State withPin(Key key, Candidate candidate) {
        Map<Key, Candidate> more = new LinkedHashMap<>(pins);
        more.remove(key);
        more.put(key, candidate);
        return new State(more, criteria);
    }

    State withCriterion(Key key, Criterion criterion) {
        Map<Key, Criterion> changed = new LinkedHashMap<>(criteria);
        changed.put(key, criterion);
        return new State(pins, changed);
    }
}
