package io.github.kubespraymaven.manifest.yaml;

import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file of variables: a mapping at the top. Kubespray's own are long, and most questions need a few variables, so a file is cut at the lines
 * that begin a variable, and only what is asked for is parsed. A file that cannot be cut so is parsed as a whole. Not for several threads.
 */
public final class VariableFile implements Variables {
    private final String file;
    private final String text;
    private final Map<String, Slice> slices;
    private final Map<String, Value> parsed = new HashMap<>();

    private VariableFile(String file, String text, Map<String, Slice> slices) {
        this.file = file;
        this.text = text;
        this.slices = slices;
    }

    /**
     * One variable's lines.
     *
     * @param linesBefore lines of the file before the first of them
     */
    private record Slice(int begin, int end, int linesBefore) {}

    /**
     * Opens a file whose variables are parsed when they are asked for.
     *
     * @param file its name for messages
     * @throws EvaluationException if it is too long, has a variable twice, or has to be parsed as a whole and is broken
     */
    public static VariableFile lazy(String text, String file) {
        YamlReader.checkLength(text.length(), file);
        Map<String, Slice> slices = new LinkedHashMap<>();
        String name = "";
        int begin = 0;
        int beginLine = 0;
        int line = 0;
        for (int at = 0; at < text.length(); line++) {
            int newline = text.indexOf('\n', at);
            int next = newline < 0 ? text.length() : newline + 1;
            int colon = nameEnd(text, at);
            if (colon > at) {
                add(slices, name, new Slice(begin, at, beginLine), file);
                name = text.substring(at, colon);
                begin = at;
                beginLine = line;
            } else if (!continues(text, at, next)) {
                return whole(text, file);
            }
            at = next;
        }
        add(slices, name, new Slice(begin, text.length(), beginLine), file);
        return new VariableFile(file, text, slices);
    }

    private static void add(Map<String, Slice> slices, String name, Slice slice, String file) {
        if (!name.isEmpty() && slices.put(name, slice) != null) {
            throw new EvaluationException(new SourcePosition(file, slice.linesBefore() + 1, 1) + ": the key '" + name
                    + "' is there twice; Ansible would silently take the last");
        }
    }

    /** Where the name of a variable ends that begins at a line's beginning; the line's beginning if there is none. */
    private static int nameEnd(String text, int begin) {
        int at = begin;
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        boolean key = at < text.length()
                && text.charAt(at) == ':'
                && (at + 1 == text.length() || " \t\r\n".indexOf(text.charAt(at + 1)) >= 0);
        return key && !Character.isDigit(text.charAt(begin)) ? at : begin;
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    /** Whether a line belongs to the variable above it (YAML 1.1, 8.2: it is indented, or an entry of a list), or to none. */
    private static boolean continues(String text, int begin, int end) {
        char first = text.charAt(begin);
        boolean entry = first == '-' && (begin + 1 >= end || " \r\n".indexOf(text.charAt(begin + 1)) >= 0);
        boolean marker =
                text.startsWith("---", begin) && text.substring(begin + 3, end).isBlank();
        return " \t\r\n#".indexOf(first) >= 0 || entry || marker;
    }

    /**
     * Opens a file and parses all of it.
     *
     * @throws EvaluationException if it is broken, or no mapping
     */
    public static VariableFile whole(String text, String file) {
        VariableFile variables = new VariableFile(file, "", Map.of());
        Value value = YamlReader.read(text, file);
        if (value instanceof Dict dict) {
            dict.entries().forEach(entry -> variables.parsed.put(entry.getKey().text(), entry.getValue()));
        } else if (value != None.NONE) {
            throw new EvaluationException(file + ": variables are a mapping of names to values, got a " + value.type());
        }
        return variables;
    }

    @Override
    public Optional<Value> find(String name) {
        Value known = parsed.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Slice slice = slices.get(name);
        if (slice == null) {
            return Optional.empty();
        }
        Value value = parse(name, slice);
        parsed.put(name, value);
        return Optional.of(value);
    }

    private Value parse(String name, Slice slice) {
        try {
            Value entry = YamlReader.read(text.substring(slice.begin(), slice.end()), file, slice.linesBefore());
            if (entry instanceof Dict dict && dict.size() == 1) {
                return dict.get(new Text(name)).orElse(None.NONE);
            }
        } catch (EvaluationException e) {
            // Perhaps the cut was wrong, as with an alias to another variable's anchor: the whole file decides.
        }
        return whole(text, file).find(name).orElse(None.NONE);
    }

    /** The names of all variables. */
    public List<String> names() {
        List<String> names = new ArrayList<>(slices.keySet());
        parsed.keySet().stream()
                .filter(name -> !slices.containsKey(name))
                .sorted()
                .forEach(names::add);
        return names;
    }
}
