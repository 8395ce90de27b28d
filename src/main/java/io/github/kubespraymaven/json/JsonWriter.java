package io.github.kubespraymaven.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Iterator;
import java.util.Map;

/** Writes JSON values: one value, one text, whatever the platform. */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    /** Returns the value without any white space, as manifests and configs are stored. */
    public static String compact(Json value) {
        return write(value, false);
    }

    /** Returns the value for people: two blanks a level, a line each, with a line feed at the end. */
    public static String pretty(Json value) {
        return write(value, true) + "\n";
    }

    private static String write(Json value, boolean pretty) {
        JsonWriter writer = new JsonWriter(pretty);
        writer.value(value, "\n");
        return writer.out.toString();
    }

    private void value(Json value, String line) {
        if (value instanceof Json.Members members) {
            members(members, line);
        } else if (value instanceof Json.Array array) {
            array(array, line);
        } else if (value instanceof Json.Text text) {
            string(text.value());
        } else if (value instanceof Json.Decimal number) {
            out.append(number.value().toPlainString());
        } else if (value instanceof Json.Bool bool) {
            out.append(bool.value());
        } else if (value instanceof Json.Null) {
            out.append("null");
        }
    }

    private void members(Json.Members members, String line) {
        out.append('{');
        Iterator<Map.Entry<String, Json>> rest = members.values().entrySet().iterator();
        while (rest.hasNext()) {
            Map.Entry<String, Json> member = rest.next();
            out.append(pretty ? line + "  " : "");
            string(member.getKey());
            out.append(pretty ? ": " : ":");
            value(member.getValue(), line + "  ");
            out.append(rest.hasNext() ? "," : pretty ? line : "");
        }
        out.append('}');
    }

    private void array(Json.Array array, String line) {
        out.append('[');
        Iterator<Json> rest = array.items().iterator();
        while (rest.hasNext()) {
            out.append(pretty ? line + "  " : "");
            value(rest.next(), line + "  ");
            out.append(rest.hasNext() ? "," : pretty ? line : "");
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }
}
