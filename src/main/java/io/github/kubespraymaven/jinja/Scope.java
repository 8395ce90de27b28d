package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The variables that a template sets itself; a loop has its own, which end with it. */
final class Scope {
    private final Deque<Map<String, Value>> frames = new ArrayDeque<>();

    Scope() {
        frames.push(new HashMap<>());
    }

    void enter() {
        frames.push(new HashMap<>());
    }

    void leave() {
        frames.pop();
    }

    void set(String name, Value value) {
        frames.element().put(name, value);
    }

    Optional<Value> find(String name) {
        for (Map<String, Value> frame : frames) {
            Value value = frame.get(name);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
