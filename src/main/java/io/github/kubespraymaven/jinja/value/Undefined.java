package io.github.kubespraymaven.jinja.value;

import io.github.kubespraymaven.jinja.value.EvaluationException.UndefinedException;
import java.util.Optional;

/** What a name that stands for nothing evaluates to: it may be asked whether it is defined and given a default, and nothing else. */
public final class Undefined implements Value {
    private final String what;
    private final boolean strict;
    private final Optional<UndefinedException> cause;

    private Undefined(String what, boolean strict, Optional<UndefinedException> cause) {
        this.what = what;
        this.strict = strict;
        this.cause = cause;
    }

    /**
     * A name or an attribute that stands for nothing.
     *
     * @param what the message for whoever uses it, as in {@code 'x' is undefined}
     */
    public static Undefined because(String what) {
        return new Undefined(what, true, Optional.empty());
    }

    /** A variable that is there, but needs one that is not. */
    public static Undefined because(UndefinedException cause) {
        return new Undefined(cause.what(), true, Optional.of(cause));
    }

    /** The missing branch of an inline if: printed as nothing (Jinja, "Template Designer Documentation", If Expression). */
    public static Undefined lenient() {
        return new Undefined(
                "the inline if-expression evaluated to false and no else section was defined", false, Optional.empty());
    }

    public String what() {
        return what;
    }

    public boolean isStrict() {
        return strict;
    }

    /** The error of whoever uses this value for more than asking. */
    public UndefinedException used() {
        return cause.orElseGet(() -> new UndefinedException(what));
    }

    @Override
    public String type() {
        return "AnsibleUndefined";
    }

    @Override
    public boolean truthy() {
        refuse();
        return false;
    }

    @Override
    public String text() {
        refuse();
        return "";
    }

    @Override
    public void repr(StringBuilder out) {
        refuse();
        out.append("Undefined");
    }

    private void refuse() {
        if (strict) {
            throw used();
        }
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public long weight() {
        return 1;
    }

    @Override
    public int height() {
        return 0;
    }

    @Override
    public String toString() {
        return "Undefined[" + what + "]";
    }
}
