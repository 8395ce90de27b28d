package io.github.kubespraymaven.jinja.value;

import java.util.List;
import java.util.Optional;

/** An evaluation was ended because it took too many steps. To go on with others would take as long again and again. */
public final class ExhaustedException extends EvaluationException {
    private static final long serialVersionUID = 1L;

    public ExhaustedException(String what) {
        super(what);
    }

    private ExhaustedException(String what, Optional<Template> template, List<String> chain) {
        super(what, template, chain, Optional.empty());
    }

    @Override
    protected EvaluationException copy(Optional<Template> newTemplate, List<String> newChain) {
        return sameTrace(new ExhaustedException(what(), newTemplate, newChain));
    }
}
