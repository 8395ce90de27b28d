package io.github.kubespraymaven.jinja.value;

/**
 * A string that holds template marks and so is evaluated when somebody asks for it. It never comes out of an evaluation.
 *
 * @param source the string, as YAML gives it
 * @param origin where the string begins
 */
public record Template(String source, SourcePosition origin) implements Value {
    /** A {@link Template} if the string has template marks, else a {@link Text}. */
    public static Value of(String source, SourcePosition origin) {
        return isTemplate(source) ? new Template(source, origin) : new Text(source);
    }

    /** Whether a string has to be evaluated: it has the beginning of an expression, a statement or a comment. */
    public static boolean isTemplate(String source) {
        for (int at = source.indexOf('{'); at >= 0 && at + 1 < source.length(); at = source.indexOf('{', at + 1)) {
            char next = source.charAt(at + 1);
            if (next == '{' || next == '%' || next == '#') {
                return true;
            }
        }
        return false;
    }

    @Override
    public String type() {
        return "str";
    }

    @Override
    public boolean truthy() {
        return true;
    }

    @Override
    public String text() {
        return source;
    }

    @Override
    public void repr(StringBuilder out) {
        new Text(source).repr(out);
    }

    @Override
    public boolean plain() {
        return false;
    }

    @Override
    public long weight() {
        return source.length() + 1L;
    }

    @Override
    public int height() {
        return 0;
    }
}
