package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Value;

/** What a filter may ask of the evaluation in which it runs. */
public interface Evaluation {
    /**
     * Accounts for work done, in steps.
     *
     * @throws io.github.kubespraymaven.jinja.value.EvaluationException if the evaluation has used up its steps
     */
    void charge(long steps);

    /** {@code object.name} as a template has it. */
    Value attribute(Value object, String name);

    /**
     * Reads YAML (or JSON) text.
     *
     * @throws io.github.kubespraymaven.jinja.value.EvaluationException if it is broken
     */
    Value readYaml(String text);
}
