package io.github.kubespraymaven.jinja.value;

/**
 * A string.
 *
 * @param value its characters, at most {@link Size#MOST}
 */
public record Text(String value) implements Value {
    public static final Text EMPTY = new Text("");

    public Text {
        Size.check(value.length(), 0);
    }

    @Override
    public String type() {
        return "str";
    }

    @Override
    public boolean truthy() {
        return !value.isEmpty();
    }

    @Override
    public String text() {
        return value;
    }

    @Override
    public void repr(StringBuilder out) {
        // Single quotes, unless the text has single quotes and no double ones (Python, repr of str).
        char quote = value.indexOf('\'') >= 0 && value.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        value.codePoints().forEach(c -> escape(out, c, quote));
        out.append(quote);
    }

    private static void escape(StringBuilder out, int c, char quote) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                if (c == quote) {
                    out.append('\\').appendCodePoint(c);
                } else if (c < ' ' || (c >= 0x7f && c <= 0xa0) || c == 0xad) {
                    out.append(String.format("\\x%02x", c));
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    @Override
    public boolean plain() {
        return true;
    }

    @Override
    public long weight() {
        return value.length() + 1L;
    }

    @Override
    public int height() {
        return 0;
    }
}
