package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.filter.Call;
import io.github.kubespraymaven.jinja.filter.Formatting;
import io.github.kubespraymaven.jinja.filter.PythonText;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Size;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The methods of Python's strings, lists and dictionaries that change nothing. */
final class Methods {
    private static final Set<String> OF_TEXT = Set.of(
            "split",
            "rsplit",
            "splitlines",
            "startswith",
            "endswith",
            "strip",
            "lstrip",
            "rstrip",
            "replace",
            "lower",
            "upper",
            "capitalize",
            "title",
            "join",
            "format",
            "find",
            "rfind",
            "index",
            "count",
            "isdigit",
            "isalpha",
            "isalnum",
            "removeprefix",
            "removesuffix",
            "zfill",
            "partition",
            "rpartition");
    private static final Set<String> OF_DICT = Set.of("keys", "values", "items", "get", "copy");
    private static final Set<String> OF_ITEMS = Set.of("index", "count", "copy");
    private static final Set<String> CHANGING = Set.of(
            "append",
            "extend",
            "insert",
            "remove",
            "clear",
            "update",
            "pop",
            "popitem",
            "setdefault",
            "sort",
            "reverse");

    private Methods() {}

    static boolean isMethod(Value object, String name) {
        if (object instanceof Text) {
            return OF_TEXT.contains(name);
        }
        if (object instanceof Dict) {
            return OF_DICT.contains(name);
        }
        return object instanceof Items && OF_ITEMS.contains(name);
    }

    /**
     * @throws EvaluationException if there is no such method, or it would change the value
     */
    static Value call(Call call) {
        Value object = call.input();
        if (object instanceof Undefined undefined) {
            throw undefined.used();
        }
        if (!(object instanceof Text) && CHANGING.contains(call.name())) {
            throw new EvaluationException("the method " + call.name() + " changes a value, which is not supported; "
                    + "use +, combine, union or difference");
        }
        if (!isMethod(object, call.name())) {
            throw new EvaluationException("'" + object.type() + "' has no method '" + call.name() + "'");
        }
        if (object instanceof Text text) {
            return ofText(text.value(), call);
        }
        return object instanceof Dict dict ? ofDict(dict, call) : ofItems((Items) object, call);
    }

    private static Value ofDict(Dict dict, Call call) {
        call.evaluation().charge(dict.size());
        return switch (call.name()) {
            case "keys" -> Items.list(List.copyOf(call.takes().input() instanceof Dict d ? d.keys() : Set.of()));
            case "values" -> Items.list(dict.values());
            case "copy" -> dict;
            case "get" -> {
                Call get = call.takes("key", "default");
                yield dict.get(get.required("key"))
                        .orElseGet(() ->
                                Optional.ofNullable(get.named().get("default")).orElse(None.NONE));
            }
            default -> {
                List<Value> pairs = new ArrayList<>();
                dict.entries().forEach(entry -> pairs.add(Items.tuple(entry.getKey(), entry.getValue())));
                yield Items.list(pairs);
            }
        };
    }

    private static Value ofItems(Items items, Call given) {
        if (given.name().equals("copy")) {
            return items;
        }
        Call call = given.takes("value");
        Value wanted = call.required("value");
        call.evaluation().charge(items.size());
        if (call.name().equals("count")) {
            return Int.of(items.elements().stream()
                    .filter(x -> ValueComparison.equal(x, wanted))
                    .count());
        }
        for (int i = 0; i < items.size(); i++) {
            if (ValueComparison.equal(items.elements().get(i), wanted)) {
                return Int.of(i);
            }
        }
        throw new EvaluationException(wanted.text() + " is not in list");
    }

    private static Value ofText(String text, Call call) {
        call.evaluation().charge(text.length() >> 3);
        return switch (call.name()) {
            case "split", "rsplit" -> split(text, call.takes("sep", "maxsplit"));
            case "splitlines" -> Items.texts(text.lines().toList());
            case "startswith" -> Bool.of(affixes(call).stream().anyMatch(text::startsWith));
            case "endswith" -> Bool.of(affixes(call).stream().anyMatch(text::endsWith));
            case "strip" -> strip(text, call, true, true);
            case "lstrip" -> strip(text, call, true, false);
            case "rstrip" -> strip(text, call, false, true);
            case "removeprefix", "removesuffix" -> remove(text, call.takes("affix"));
            case "replace" -> {
                Call replace = call.takes("old", "new", "count");
                yield new Text(PythonText.replace(
                        text, replace.requiredText("old"), replace.requiredText("new"), replace.integer("count", -1)));
            }
            case "lower" -> new Text(text.toLowerCase(Locale.ROOT));
            case "upper" -> new Text(text.toUpperCase(Locale.ROOT));
            case "capitalize" -> new Text(PythonText.capitalize(text));
            case "title" -> io.github.kubespraymaven.jinja.filter.Filters.apply(call);
            case "join" -> join(text, call.takes("iterable"));
            case "format" -> new Text(Formatting.braces(text, call.positional(), call.named()));
            case "find", "index", "rfind" -> find(text, call.takes("sub"));
            case "count" -> Int.of(occurrences(text, call.takes("sub").requiredText("sub")));
            case "isdigit" -> Bool.of(!text.isEmpty() && text.codePoints().allMatch(Character::isDigit));
            case "isalpha" -> Bool.of(!text.isEmpty() && text.codePoints().allMatch(Character::isLetter));
            case "isalnum" -> Bool.of(!text.isEmpty() && text.codePoints().allMatch(Character::isLetterOrDigit));
            case "zfill" -> zeros(text, call.takes("width").integer("width", 0));
            default -> partition(text, call.takes("sep"));
        };
    }

    private static Value split(String text, Call call) {
        Optional<String> separator = call.get("sep").map(Value::text);
        int most = call.integer("maxsplit", -1);
        return Items.texts(
                call.name().equals("split")
                        ? PythonText.split(text, separator, most)
                        : PythonText.splitFromEnd(text, separator, most));
    }

    private static List<String> affixes(Call given) {
        Value affix = given.takes("affix").required("affix");
        return affix instanceof Items items
                ? items.elements().stream().map(Value::text).toList()
                : List.of(affix.text());
    }

    private static Value strip(String text, Call call, boolean left, boolean right) {
        return new Text(PythonText.strip(text, call.takes("chars").get("chars").map(Value::text), left, right));
    }

    private static Value remove(String text, Call call) {
        String affix = call.requiredText("affix");
        if (call.name().equals("removeprefix")) {
            return new Text(text.startsWith(affix) ? text.substring(affix.length()) : text);
        }
        return new Text(text.endsWith(affix) ? text.substring(0, text.length() - affix.length()) : text);
    }

    private static Value join(String separator, Call call) {
        List<String> parts = new ArrayList<>();
        long length = 0;
        for (Value part : Call.elements(call.required("iterable"))) {
            if (!(part instanceof Text text)) {
                throw new EvaluationException(
                        "sequence item " + parts.size() + ": expected str instance, " + part.type() + " found");
            }
            length += text.value().length() + separator.length();
            Size.checkText(length);
            parts.add(text.value());
        }
        return new Text(String.join(separator, parts));
    }

    private static Value find(String text, Call call) {
        String part = call.requiredText("sub");
        int at = call.name().equals("rfind") ? text.lastIndexOf(part) : text.indexOf(part);
        if (at < 0 && call.name().equals("index")) {
            throw new EvaluationException("substring not found: '" + part + "'");
        }
        return Int.of(at < 0 ? -1 : text.codePointCount(0, at));
    }

    private static long occurrences(String text, String part) {
        if (part.isEmpty()) {
            return text.codePointCount(0, text.length()) + 1L;
        }
        long count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    private static Value zeros(String text, int width) {
        int missing = Math.max(0, width - text.length());
        Size.checkText(text.length() + (long) missing);
        boolean sign = text.startsWith("-") || text.startsWith("+");
        return new Text(sign ? text.charAt(0) + "0".repeat(missing) + text.substring(1) : "0".repeat(missing) + text);
    }

    private static Value partition(String text, Call call) {
        String separator = call.requiredText("sep");
        if (separator.isEmpty()) {
            throw new EvaluationException("empty separator");
        }
        boolean last = call.name().equals("rpartition");
        int at = last ? text.lastIndexOf(separator) : text.indexOf(separator);
        List<String> parts = at >= 0
                ? List.of(text.substring(0, at), separator, text.substring(at + separator.length()))
                : last ? List.of("", "", text) : List.of(text, "", "");
        return Items.tuple(parts.stream().map(Text::new).toList());
    }
}
