package io.github.kubespraymaven.jinja.value;

import io.github.kubespraymaven.error.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A template cannot be evaluated. The message says what is wrong, where (file:line:column), in which template, and by which variables the
 * evaluation came there.
 */
public sealed class EvaluationException extends RuntimeException implements UserError {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_TEMPLATE = 120;

    private final String what;
    private final transient Optional<Template> template;
    private final transient List<String> chain;

    public EvaluationException(String what) {
        this(what, Optional.empty(), List.of(), Optional.empty());
    }

    public EvaluationException(String what, Throwable cause) {
        this(what, Optional.empty(), List.of(), Optional.of(cause));
    }

    /**
     * @param chain variables, outermost first
     */
    private EvaluationException(
            String what, Optional<Template> template, List<String> chain, Optional<? extends Throwable> cause) {
        super(message(what, template, chain), cause.orElse(null));
        this.what = what;
        this.template = template;
        this.chain = chain;
    }

    /** What is wrong, without the place. */
    public String what() {
        return what;
    }

    /** The innermost template that was being evaluated. */
    public Optional<Template> template() {
        return template;
    }

    /** The variables by which the evaluation came to the place, outermost first. */
    public List<String> chain() {
        return chain;
    }

    /** The same error in a template, unless a template further inside is known already. */
    public EvaluationException in(Template where) {
        return template.isPresent() ? this : copy(Optional.of(where), chain);
    }

    /** The same error, met on the way to a variable (or an entry of one). */
    public EvaluationException by(String variable) {
        List<String> longer = new ArrayList<>();
        longer.add(variable);
        longer.addAll(chain);
        return copy(template, List.copyOf(longer));
    }

    /** The same error with another place and another chain. */
    EvaluationException copy(Optional<Template> newTemplate, List<String> newChain) {
        return sameTrace(new EvaluationException(what, newTemplate, newChain, Optional.ofNullable(getCause())));
    }

    /** Gives a copy of this exception the stack trace of where it was first thrown. */
    final EvaluationException sameTrace(EvaluationException copy) {
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    private static String message(String what, Optional<Template> template, List<String> chain) {
        StringBuilder message = new StringBuilder();
        template.ifPresent(where -> message.append(where.origin()).append(": "));
        message.append(what);
        template.ifPresent(where -> message.append(", in ").append(shortened(where.source())));
        if (!chain.isEmpty()) {
            message.append(" (needed by ").append(String.join(" -> ", chain)).append(')');
        }
        return message.toString();
    }

    private static String shortened(String source) {
        String line = source.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_TEMPLATE ? line : line.substring(0, LONGEST_TEMPLATE) + "…";
    }

    /** Something undefined was used. A template that asks for this variable may give a default instead. */
    public static final class UndefinedException extends EvaluationException {
        private static final long serialVersionUID = 1L;

        public UndefinedException(String what) {
            super(what);
        }

        private UndefinedException(String what, Optional<Template> template, List<String> chain) {
            super(what, template, chain, Optional.empty());
        }

        @Override
        EvaluationException copy(Optional<Template> newTemplate, List<String> newChain) {
            return sameTrace(new UndefinedException(what(), newTemplate, newChain));
        }
    }

    /** An evaluation was ended because it took too many steps. To go on with others would take as long again and again. */
    public static final class ExhaustedException extends EvaluationException {
        private static final long serialVersionUID = 1L;

        public ExhaustedException(String what) {
            super(what);
        }

        private ExhaustedException(String what, Optional<Template> template, List<String> chain) {
            super(what, template, chain, Optional.empty());
        }

        @Override
        EvaluationException copy(Optional<Template> newTemplate, List<String> newChain) {
            return sameTrace(new ExhaustedException(what(), newTemplate, newChain));
        }
    }
}
