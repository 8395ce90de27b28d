package io.github.kubespraymaven.jinja.value;

import io.github.kubespraymaven.jinja.value.EvaluationException.UndefinedException;

/**
 * A value in a template. Alternatives are {@link Text}, {@link Int}, {@link Real}, {@link Bool}, {@link None}, {@link Items} (lists and
 * tuples), {@link Dict}, {@link Undefined}, and {@link Template}, a string that still has to be evaluated.
 */
public sealed interface Value permits Text, Int, Real, Bool, None, Items, Dict, Undefined, Template {
    /** The name of the type in Python, as error messages and {@code type_debug} give it. */
    String type();

    /**
     * Python's {@code bool()}.
     *
     * @throws UndefinedException for a strict {@link Undefined}
     */
    boolean truthy();

    /**
     * Python's {@code str()}.
     *
     * @throws UndefinedException for a strict {@link Undefined}
     */
    String text();

    /**
     * Appends Python's {@code repr()}.
     *
     * @throws UndefinedException for a strict {@link Undefined}, also inside of containers
     */
    void repr(StringBuilder out);

    /** Whether no {@link Template} is anywhere inside: nothing is left to evaluate. */
    boolean plain();

    /** The length of the value in characters, about: what it costs to walk through it or to print it. */
    long weight();

    /** How deeply containers are nested; 0 for what is none. */
    int height();
}
