package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.value.Value;
import java.util.Optional;

/** Variables by name, as they were written: their templates are not evaluated yet. The same name must always give the same value. */
@FunctionalInterface
public interface Variables {
    Optional<Value> find(String name);
}
