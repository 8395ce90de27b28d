package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.Map;
import java.util.function.Function;

/**
 * The little of the outside that templates may see.
 *
 * @param environment for {@code lookup('env', …)}: names and values; what is not there is empty, as in Ansible
 * @param yaml for {@code from_yaml} and {@code from_json}; throws {@link EvaluationException} for broken text
 * @param steps how much work one evaluation may take, in nodes of the syntax tree, about
 */
public record TemplateEnvironment(Map<String, String> environment, Function<String, Value> yaml, long steps) {
    /** Enough for any inventory (kubespray's own variables take some thousand), and over in a second or two. */
    public static final long STEPS = 5_000_000;

    /** No environment and no YAML. */
    public static final TemplateEnvironment NONE = new TemplateEnvironment(
            Map.of(),
            text -> {
                throw new EvaluationException("no reader of YAML here");
            },
            STEPS);
}
