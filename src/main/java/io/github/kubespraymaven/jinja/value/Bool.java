package io.github.kubespraymaven.jinja.value;

/** True or false. */
public record Bool(boolean value) implements Value {
    public static final Bool TRUE = new Bool(true);
    public static final Bool FALSE = new Bool(false);

    public static Bool of(boolean value) {
        return value ? TRUE : FALSE;
    }

    @Override
    public String type() {
        return "bool";
    }

    @Override
    public boolean truthy() {
        return value;
    }

    @Override
    public String text() {
        return value ? "True" : "False";
    }

    @Override
    public void repr(StringBuilder out) {
        out.append(text());
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
}
