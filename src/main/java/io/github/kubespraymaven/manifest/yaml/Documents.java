package io.github.kubespraymaven.manifest.yaml;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.Size;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Makes values of the parser's events. */
final class Documents {
    private final Parser parser;
    private final String file;
    private final int linesBefore;
    private final Map<String, Value> anchors = new HashMap<>();
    private int depth;

    Documents(Parser parser, String file, int linesBefore) {
        this.parser = parser;
        this.file = file;
        this.linesBefore = linesBefore;
    }

    Value node() {
        Event event = parser.getEvent();
        if (event instanceof AliasEvent alias) {
            return Optional.ofNullable(anchors.get(alias.getAnchor()))
                    .orElseThrow(() -> error(event, "the alias *" + alias.getAnchor() + " names no anchor before it"));
        }
        Value value;
        if (event instanceof ScalarEvent scalar) {
            value = scalar(scalar);
        } else if (event instanceof SequenceStartEvent start) {
            value = sequence(start);
        } else if (event instanceof MappingStartEvent start) {
            value = mapping(start);
        } else {
            throw error(event, "expected a value");
        }
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, value);
        }
        return value;
    }

    private Value sequence(SequenceStartEvent start) {
        enter(start);
        checkTag(start, start.getTag(), "seq");
        List<Value> elements = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            elements.add(node());
        }
        parser.getEvent();
        depth--;
        return bounded(start, () -> Items.list(elements));
    }

    private Value mapping(MappingStartEvent start) {
        enter(start);
        checkTag(start, start.getTag(), "map");
        Dict.Builder entries = new Dict.Builder();
        Dict.Builder merged = new Dict.Builder();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            Event at = parser.peekEvent();
            if (at instanceof ScalarEvent scalar
                    && scalar.isPlain()
                    && scalar.getValue().equals("<<")) {
                parser.getEvent();
                merge(at, node(), merged);
                continue;
            }
            Value key = key(at);
            if (entries.contains(key)) {
                throw error(at, "the key '" + key.text() + "' is there twice; Ansible would silently take the last");
            }
            entries.put(key, node());
        }
        parser.getEvent();
        depth--;
        return bounded(start, () -> merged.putAll(entries.build()).build());
    }

    private Value key(Event at) {
        Value key = node();
        if (key instanceof Dict || key instanceof Items) {
            throw error(at, "a key must be a string or a number, got a " + key.type());
        }
        return key instanceof Template template ? new Text(template.source()) : key;
    }

    /** YAML 1.1's merge key: earlier ones win, the mapping's own keys win over all. */
    private void merge(Event at, Value value, Dict.Builder merged) {
        List<Value> sources = value instanceof Items items ? items.elements() : List.of(value);
        for (Value source : sources) {
            if (!(source instanceof Dict dict)) {
                throw error(at, "<< merges mappings, got a " + source.type());
            }
            dict.entries().forEach(entry -> {
                if (!merged.contains(entry.getKey())) {
                    merged.put(entry.getKey(), entry.getValue());
                }
            });
        }
    }

    private void enter(Event event) {
        if (++depth > Size.DEEPEST) {
            throw error(event, "nested more than " + Size.DEEPEST + " deep");
        }
    }

    private Value bounded(Event start, java.util.function.Supplier<Value> value) {
        try {
            return value.get();
        } catch (EvaluationException e) {
            throw error(start, e.what() + "; do aliases multiply here?");
        }
    }

    private Value scalar(ScalarEvent scalar) {
        String text = scalar.getValue();
        String tag = scalar.getTag();
        boolean implicit = scalar.isPlain()
                ? scalar.getImplicit().canOmitTagInPlainScalar()
                : scalar.getImplicit().canOmitTagInNonPlainScalar();
        if (implicit || tag == null) {
            Optional<Value> typed = scalar.isPlain() ? Scalars.resolve(text) : Optional.empty();
            return typed.orElseGet(() -> Template.of(text, origin(scalar)));
        }
        return switch (tag) {
            case "!unsafe" -> new Text(text);
            case "!", "tag:yaml.org,2002:str" -> Template.of(text, origin(scalar));
            case "tag:yaml.org,2002:int",
                    "tag:yaml.org,2002:null",
                    "tag:yaml.org,2002:bool",
                    "tag:yaml.org,2002:float" -> tagged(scalar, tag.substring(tag.lastIndexOf(':') + 1), text);
            case "!vault", "!vault-encrypted" -> throw error(
                    scalar,
                    "the value is encrypted by ansible-vault, and no vault password is asked for here; give the variable with "
                            + "extraVars if the lists need it");
            default -> throw error(
                    scalar, "the tag " + tag + " is not known; variables are plain YAML, !unsafe and !vault aside");
        };
    }

    private Value tagged(ScalarEvent scalar, String type, String text) {
        Optional<Value> resolved = Scalars.resolve(text);
        Optional<Value> fitting = type.equals("float")
                ? resolved.map(value -> value instanceof io.github.kubespraymaven.jinja.value.Int integer
                        ? new Real(integer.value().doubleValue())
                        : value)
                : resolved;
        return fitting.filter(value -> value.type().equals(pythonType(type)))
                .orElseThrow(() -> error(scalar, "'" + text + "' is no " + type));
    }

    private static String pythonType(String tag) {
        return tag.equals("null") ? "NoneType" : tag;
    }

    private void checkTag(Event event, String tag, String standard) {
        if (tag != null && !tag.equals("!") && !tag.equals("tag:yaml.org,2002:" + standard)) {
            throw error(event, "the tag " + tag + " is not known; variables are plain YAML, !unsafe and !vault aside");
        }
    }

    private SourcePosition origin(Event event) {
        Mark mark = event.getStartMark();
        return new SourcePosition(file, linesBefore + mark.getLine() + 1, mark.getColumn() + 1);
    }

    private EvaluationException error(Event event, String what) {
        return new EvaluationException(origin(event) + ": " + what);
    }
}
