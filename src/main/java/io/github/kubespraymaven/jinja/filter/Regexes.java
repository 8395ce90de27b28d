package io.github.kubespraymaven.jinja.filter;

import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Size;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Ansible's filters for regular expressions. */
final class Regexes {
    private static final String SPECIAL = "()[]{}?*+-|^$\\.&~# \t\n\r\u000b\f";

    private Regexes() {}

    static Value replace(Call given) {
        Call call = given.takes("pattern", "replacement", "ignorecase", "multiline", "count", "mandatory_count");
        PythonRegex regex = regex(call, call.text("pattern", ""));
        int most = call.integer("count", 0);
        PythonRegex.Match match = regex.on(call.inputText(), call.evaluation());
        List<PythonRegex.Part> replacement = regex.replacement(call.text("replacement", ""));
        StringBuilder out = new StringBuilder();
        int done = 0;
        int copied = 0;
        while ((most == 0 || done < most) && match.find()) {
            out.append(call.inputText(), copied, match.start());
            replacement.forEach(part -> out.append(part.of(match)));
            Size.checkText(out.length());
            copied = match.end();
            done++;
        }
        if (done < call.integer("mandatory_count", 0)) {
            throw call.wrong(
                    "'" + call.text("pattern", "") + "' matches " + done + " times in '" + call.inputText() + "'");
        }
        return new Text(out.append(call.inputText().substring(copied)).toString());
    }

    static Value search(Call given) {
        List<Value> groups = given.positional().size() > 1
                ? given.positional().subList(1, given.positional().size())
                : List.of();
        Call call = new Call(
                        given.name(),
                        given.input(),
                        given.positional()
                                .subList(0, Math.min(1, given.positional().size())),
                        given.named(),
                        given.evaluation())
                .takes("pattern", "ignorecase", "multiline");
        PythonRegex regex = regex(call, call.requiredText("pattern"));
        PythonRegex.Match match = regex.on(call.inputText(), call.evaluation());
        if (!match.find()) {
            return None.NONE;
        }
        if (groups.isEmpty()) {
            return new Text(match.group(0).orElse(""));
        }
        List<Value> found = new ArrayList<>();
        for (Value group : groups) {
            List<PythonRegex.Part> parts = regex.replacement(group.text());
            if (parts.size() != 1 || !parts.get(0).isGroup()) {
                throw call.wrong("a group is asked for as '\\\\1' or '\\\\g<name>', got '" + group.text() + "'");
            }
            found.add(match.group(parts.get(0).group()).<Value>map(Text::new).orElse(None.NONE));
        }
        return Items.list(found);
    }

    static Value findAll(Call given) {
        Call call = given.takes("pattern", "multiline", "ignorecase");
        PythonRegex regex = regex(call, call.requiredText("pattern"));
        PythonRegex.Match match = regex.on(call.inputText(), call.evaluation());
        List<Value> found = new ArrayList<>();
        while (match.find()) {
            found.add(groups(match));
        }
        return Items.list(found);
    }

    /** As {@code re.findall}: the match, or the one group, or a tuple of all groups. */
    private static Value groups(PythonRegex.Match match) {
        if (match.groups() == 0) {
            return new Text(match.group(0).orElse(""));
        }
        List<Value> groups = new ArrayList<>();
        for (int i = 1; i <= match.groups(); i++) {
            groups.add(new Text(match.group(i).orElse("")));
        }
        return groups.size() == 1 ? groups.get(0) : Items.tuple(groups);
    }

    /** A regular expression with the flags that the call gives. */
    static PythonRegex regex(Call call, String pattern) {
        return PythonRegex.compile(pattern, call.flag("ignorecase", false), call.flag("multiline", false));
    }

    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return out.toString();
    }

    /**
     * Whether a test's pattern matches.
     *
     * @param method match, fullmatch or search
     */
    static boolean matches(Call call, String pattern, String method) {
        PythonRegex.Match match = regex(call, pattern).on(call.inputText(), call.evaluation());
        return switch (method) {
            case "match" -> match.lookingAt();
            case "fullmatch" -> match.matches();
            case "search" -> match.find();
            default -> throw new EvaluationException(
                    call.name() + ": match_type is match, fullmatch or search, got '" + method + "'");
        };
    }
}
