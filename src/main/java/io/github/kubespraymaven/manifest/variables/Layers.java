package io.github.kubespraymaven.manifest.variables;

import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Variables from several places: the first place that has a name wins. */
public final class Layers implements Variables {
    private final List<Variables> highestFirst;

    /**
     * @param lowestFirst in the order of precedence in which Ansible's documentation lists them: each overrides those before it
     */
    public Layers(List<? extends Variables> lowestFirst) {
        List<Variables> reversed = new ArrayList<>(lowestFirst);
        java.util.Collections.reverse(reversed);
        this.highestFirst = List.copyOf(reversed);
    }

    /** The entries of a dictionary as variables. */
    public static Variables of(Dict dict) {
        return dict::get;
    }

    @Override
    public Optional<Value> find(String name) {
        for (Variables layer : highestFirst) {
            Optional<Value> found = layer.find(name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
