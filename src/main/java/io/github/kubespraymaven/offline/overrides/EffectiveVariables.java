package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.Deployment;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.Layers;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The variables of one host, with the defaults of all roles below them. Not for several threads. */
final class EffectiveVariables {
    private final Variables raw;
    private final Variables ofRelease;
    private final Evaluator evaluator;
    private final Set<String> names = new LinkedHashSet<>();

    EffectiveVariables(Deployment deployment, RoleDefaults defaults, String host, Architecture architecture)
            throws IOException {
        this.raw = deployment.variables().of(host, architecture, defaults.layers());
        List<Variables> layers = defaults.layers();
        layers.addAll(deployment.release().defaults());
        layers.addAll(deployment.release().own());
        this.ofRelease = new Layers(layers);
        this.evaluator = deployment.variables().evaluator(raw);
        deployment.release().defaults().forEach(file -> names.addAll(file.names()));
        defaults.files().values().forEach(file -> names.addAll(file.names()));
    }

    /** The names of all defaults of the release: those of the roles that all hosts have first. */
    Set<String> names() {
        return names;
    }

    /** Tells whether the release has a default of that name. */
    boolean has(String name) {
        return names.contains(name);
    }

    /** A variable as it was written; empty for what is no string. */
    Optional<String> source(String name) {
        return raw.find(name).flatMap(RoleDefaults::source);
    }

    /** A variable's value; empty if it cannot be evaluated without a running host. */
    Optional<Value> value(String name) {
        try {
            return Optional.of(evaluator.variable(name));
        } catch (EvaluationException.ExhaustedException e) {
            throw e;
        } catch (EvaluationException e) {
            return Optional.empty();
        }
    }

    /** A variable's value as text. */
    Optional<String> text(String name) {
        return value(name).map(Value::text);
    }

    /** Tells whether a condition holds; not if it cannot be evaluated. */
    boolean holds(String condition) {
        try {
            return evaluator.holds(condition, SourcePosition.of("offline-vars"));
        } catch (EvaluationException.ExhaustedException e) {
            throw e;
        } catch (EvaluationException e) {
            return false;
        }
    }

    /** What the inventory or extra variables give a variable that the release gives another value, or none. */
    Optional<Value> given(String name) {
        Optional<Value> found = raw.find(name);
        return found.equals(ofRelease.find(name)) ? Optional.empty() : found;
    }
}
