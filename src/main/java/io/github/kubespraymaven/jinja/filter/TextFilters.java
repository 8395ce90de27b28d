package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Size;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Filters that make strings of strings. */
final class TextFilters {
    static final List<String> NAMES = List.of(
            "lower",
            "upper",
            "capitalize",
            "title",
            "trim",
            "replace",
            "split",
            "join",
            "format",
            "indent",
            "quote",
            "basename",
            "dirname",
            "splitext",
            "path_join",
            "wordcount",
            "regex_replace",
            "regex_search",
            "regex_findall",
            "regex_escape",
            "e",
            "escape");

    private TextFilters() {}

    static Optional<Value> apply(String name, Call call) {
        return switch (name) {
            case "lower" -> text(call.takes().inputText().toLowerCase(Locale.ROOT));
            case "upper" -> text(call.takes().inputText().toUpperCase(Locale.ROOT));
            case "capitalize" -> text(PythonText.capitalize(call.takes().inputText()));
            case "title" -> text(PythonText.title(call.takes().inputText()));
            case "trim" -> trim(call.takes("chars"));
            case "replace" -> replace(call.takes("old", "new", "count"));
            case "split" -> split(call.takes("sep", "maxsplit"));
            case "join" -> join(call.takes("d", "attribute"));
            case "format" -> text(Formatting.percent(call.inputText(), call));
            case "indent" -> indent(call.takes("width", "first", "blank"));
            case "quote" -> text(PythonText.shellQuote(call.takes().inputText()));
            case "basename" -> text(PythonText.basename(call.takes().inputText()));
            case "dirname" -> text(PythonText.dirname(call.takes().inputText()));
            case "splitext" -> Optional.of(
                    PythonText.splitExtension(call.takes().inputText()));
            case "path_join" -> text(PythonText.joinPath(pathParts(call.takes())));
            case "wordcount" -> Optional.of(io.github.kubespraymaven.jinja.value.Int.of(
                    PythonText.split(call.takes().inputText(), Optional.empty(), -1)
                            .size()));
            case "e", "escape" -> text(PythonText.escapeHtml(call.takes().inputText()));
            case "regex_replace" -> Optional.of(Regexes.replace(call));
            case "regex_search" -> Optional.of(Regexes.search(call));
            case "regex_findall" -> Optional.of(Regexes.findAll(call));
            case "regex_escape" -> text(Regexes.escape(call.takes("re_type").inputText()));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> text(String value) {
        return Optional.of(new Text(value));
    }

    private static Optional<Value> trim(Call call) {
        return text(PythonText.strip(call.inputText(), call.get("chars").map(Value::text), true, true));
    }

    private static Optional<Value> replace(Call call) {
        return text(PythonText.replace(
                call.inputText(), call.requiredText("old"), call.requiredText("new"), call.integer("count", -1)));
    }

    private static Optional<Value> split(Call call) {
        List<String> parts =
                PythonText.split(call.inputText(), call.get("sep").map(Value::text), call.integer("maxsplit", -1));
        return Optional.of(Items.texts(parts));
    }

    private static Optional<Value> join(Call call) {
        String separator = call.text("d", "");
        Optional<String> attribute = call.get("attribute").map(Value::text);
        List<String> parts = new ArrayList<>();
        long length = 0;
        for (Value element : call.inputElements()) {
            String part = attribute
                    .map(path -> ListFilters.attribute(call, element, path))
                    .orElse(element)
                    .text();
            length += part.length() + separator.length();
            Size.checkText(length);
            parts.add(part);
        }
        return text(String.join(separator, parts));
    }

    private static Optional<Value> indent(Call call) {
        int width = call.integer("width", 4);
        Size.checkText((long) Math.max(0, width) * (call.inputText().length() + 1L));
        String margin = " ".repeat(Math.max(0, width));
        boolean blank = call.flag("blank", false);
        String[] lines = call.inputText().split("\n", -1);
        StringBuilder out = new StringBuilder(call.flag("first", false) ? margin : "").append(lines[0]);
        for (int i = 1; i < lines.length; i++) {
            out.append('\n').append(lines[i].isEmpty() && !blank ? "" : margin).append(lines[i]);
        }
        return text(out.toString());
    }

    private static List<String> pathParts(Call call) {
        return call.input() instanceof Text text
                ? List.of(text.value())
                : call.inputElements().stream()
                        .filter(part -> part != None.NONE)
                        .map(Value::text)
                        .collect(Collectors.toList());
    }
}
