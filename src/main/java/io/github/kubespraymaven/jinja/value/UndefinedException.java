package io.github.kubespraymaven.jinja.value;

import java.util.List;
import java.util.Optional;

/** Something undefined was used. A template that asks for this variable may give a default instead. */
public final class UndefinedException extends EvaluationException {
    public UndefinedException(String what) {
        super(what);
    }

    private UndefinedException(String what, Optional<Template> template, List<String> chain) {
        super(what, template, chain, Optional.empty());
    }

    @Override
    protected EvaluationException copy(Optional<Template> newTemplate, List<String> newChain) {
        return sameTrace(new UndefinedException(what(), newTemplate, newChain));
    }
}
