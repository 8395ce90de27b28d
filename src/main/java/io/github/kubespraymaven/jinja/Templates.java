package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.syntax.Parser;
import io.github.kubespraymaven.jinja.syntax.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Parsed templates by their source: hosts and platforms share the same variables, which need to be parsed once only. */
public final class Templates {
    private final Map<String, List<Statement>> parsed = new ConcurrentHashMap<>();

    List<Statement> parse(String source) {
        return parsed.computeIfAbsent(source, text -> Parser.parse(text, true));
    }
}
