package io.github.kubespraymaven.jinja.value;

/** YAML's null, Python's None. */
public enum None implements Value {
    NONE;

    @Override
    public String type() {
        return "NoneType";
    }

    @Override
    public boolean truthy() {
        return false;
    }

    @Override
    public String text() {
        return "None";
    }

    @Override
    public void repr(StringBuilder out) {
        out.append("None");
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
