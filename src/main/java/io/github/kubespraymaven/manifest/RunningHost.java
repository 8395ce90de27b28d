package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.UndefinedException;

/** What Ansible finds out about a host when it runs there, and nobody knows before. */
final class RunningHost {
    private RunningHost() {}

    /** Whether what is undefined is one of a host's facts: {@code ansible_env}, {@code ansible_facts['env']}. */
    static boolean tells(EvaluationException failure) {
        return failure instanceof UndefinedException
                && (failure.what().startsWith("'ansible_")
                        || failure.template()
                                .map(template -> template.source().contains("ansible_facts"))
                                .orElse(false));
    }
}
