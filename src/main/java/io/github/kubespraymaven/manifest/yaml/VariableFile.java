package io.github.kubespraymaven.manifest.yaml;

import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Origin;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of variables: a mapping at the top. Kubespray's own are long, and most questions need a few variables, so a file is cut at the lines
 * that begin a variable, and only what is asked for is parsed. A file that cannot be cut so is parsed as a whole. Not for several threads.
 */
public final class VariableFile implements Variables {
    // A variable begins at the line's beginning; its value is on that line or indented, or a list below (YAML 1.1,
    // 8.2).
    private static final Pattern BEGIN = Pattern.compile("(?m)^([A-Za-z_][A-Za-z0-9_]*):(?=[ \\t\\r\\n]|\\z)");
    private static final Pattern ELSE = Pattern.compile(
            "(?m)^(?![ \\t\\r\\n#]|- |-\\r?$|---[ \\t]*\\r?$|[A-Za-z_][A-Za-z0-9_]*:(?:[ \\t\\r\\n]|\\z))[^\\n]");

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
        if (ELSE.matcher(text).find()) {
            return whole(text, file);
        }
        Map<String, Slice> slices = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        List<Integer> begins = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        while (begin.find()) {
            names.add(begin.group(1));
            begins.add(begin.start());
        }
        int line = 0;
        int counted = 0;
        for (int i = 0; i < names.size(); i++) {
            int from = begins.get(i);
            for (; counted < from; counted++) {
                line += text.charAt(counted) == '\n' ? 1 : 0;
            }
            int to = i + 1 < begins.size() ? begins.get(i + 1) : text.length();
            if (slices.put(names.get(i), new Slice(from, to, line)) != null) {
                throw new EvaluationException(new Origin(file, line + 1, 1) + ": the key '" + names.get(i)
                        + "' is there twice; Ansible would silently take the last");
            }
        }
        return new VariableFile(file, text, slices);
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
