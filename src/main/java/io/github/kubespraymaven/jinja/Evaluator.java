package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.filter.Evaluation;
import io.github.kubespraymaven.jinja.syntax.Expression;
import io.github.kubespraymaven.jinja.syntax.Parser;
import io.github.kubespraymaven.jinja.syntax.Statement;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.EvaluationException.UndefinedException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Real;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Evaluates variables and templates as Ansible's templar does. A variable is evaluated once and remembered. An evaluator belongs to one
 * thread; after an error other than an undefined variable it may be used further.
 */
public final class Evaluator implements Evaluation {
    private static final int DEEPEST = 600;
    // Ansible's STRING_TYPE_FILTERS: the text of these is not made a value again.
    private static final Pattern KEEPS_TEXT = Pattern.compile(
            ".*?\\|\\s*(?:string|to_json|to_nice_json|to_yaml|to_nice_yaml|ppretty|json)(?:\\([^|]*\\))?\\s*\\)?\\s*(?:\\}\\})");

    private final Variables variables;
    private final TemplateEnvironment environment;
    private final Templates templates;
    private final Functions functions;
    private final Map<String, Value> known = new HashMap<>();
    private final Set<String> underway = new LinkedHashSet<>();
    private long steps;
    private int depth;

    public Evaluator(Variables variables, TemplateEnvironment environment, Templates templates) {
        this.variables = variables;
        this.environment = environment;
        this.templates = templates;
        this.functions = new Functions(this, environment.environment());
    }

    /**
     * The value of a variable.
     *
     * @throws UndefinedException if it, or one that it needs, is not defined
     * @throws EvaluationException if it cannot be evaluated
     */
    public Value variable(String name) {
        Value value = outermost(() -> lookUp(name));
        if (value instanceof Undefined undefined) {
            UndefinedException used = undefined.used();
            boolean named = !used.chain().isEmpty() && used.chain().get(0).equals(name);
            throw named ? used : used.by(name);
        }
        return value;
    }

    /**
     * The value of something that may hold templates at any depth.
     *
     * @throws EvaluationException as {@link #variable} does
     */
    public Value evaluate(Value raw) {
        return outermost(() -> resolve(raw));
    }

    /**
     * The text of a template file: nothing is made a value again, and strings have Jinja's escapes.
     *
     * @throws EvaluationException as {@link #variable} does
     */
    public String render(String source, SourcePosition origin) {
        return outermost(() -> located(new Template(source, origin), () -> {
            String text = new Renderer(this).render(Parser.parse(source, false));
            return keepNewlines(source, text);
        }));
    }

    /**
     * Whether a bare expression holds, as in {@code when:}.
     *
     * @throws EvaluationException as {@link #variable} does
     */
    public boolean holds(String condition, SourcePosition origin) {
        Expression expression = located(new Template(condition, origin), () -> Parser.parseExpression(condition));
        return outermost(() ->
                located(new Template(condition, origin), () -> new Interpreter(this, new Scope()).holds(expression)));
    }

    private <T> T outermost(java.util.function.Supplier<T> evaluation) {
        steps = 0;
        depth = 0;
        underway.clear();
        return evaluation.get();
    }

    Functions functions() {
        return functions;
    }

    /** A variable's value; an {@link Undefined} if it has none. */
    Value lookUp(String name) {
        Value value = known.get(name);
        if (value != null) {
            return value;
        }
        Optional<Value> raw = variables.find(name);
        if (raw.isEmpty()) {
            return Undefined.because("'" + name + "' is undefined");
        }
        if (!underway.add(name)) {
            List<String> cycle = new ArrayList<>(underway);
            cycle.add(name);
            throw new EvaluationException("the variable '" + name + "' needs itself: "
                    + String.join(" -> ", cycle.subList(cycle.indexOf(name), cycle.size())));
        }
        int before = depth;
        try {
            value = resolve(raw.get());
        } catch (UndefinedException e) {
            depth = before;
            // Whoever asks may have a default (Ansible's AnsibleJ2Vars).
            value = Undefined.because((UndefinedException) e.by(name));
        } catch (EvaluationException e) {
            throw e.by(name);
        } finally {
            underway.remove(name);
        }
        known.put(name, value);
        return value;
    }

    private Value resolve(Value raw) {
        if (raw.plain()) {
            return raw;
        }
        if (raw instanceof Template template) {
            return located(template, () -> template(template.source()));
        }
        enter();
        Value resolved = raw instanceof Items items ? list(items) : dict((Dict) raw);
        leave();
        return resolved;
    }

    private Value list(Items items) {
        List<Value> elements = new ArrayList<>(items.size());
        items.elements().forEach(element -> elements.add(resolve(element)));
        return Items.list(elements);
    }

    private Value dict(Dict dict) {
        Dict.Builder resolved = new Dict.Builder();
        dict.entries().forEach(entry -> resolved.put(entry.getKey(), entry(entry.getKey(), entry.getValue())));
        return resolved.build();
    }

    private Value entry(Value key, Value raw) {
        try {
            return resolve(raw);
        } catch (EvaluationException e) {
            throw e.by(key.text());
        }
    }

    private static <T> T located(Template template, java.util.function.Supplier<T> evaluation) {
        try {
            return evaluation.get();
        } catch (EvaluationException e) {
            throw e.in(template);
        }
    }

    private Value template(String source) {
        Optional<Value> number = number(source);
        if (number.isPresent()) {
            return number.get();
        }
        List<Statement> statements = templates.parse(source);
        Renderer renderer = new Renderer(this);
        Optional<Value> single = renderer.single(statements);
        // Writing the value out and reading it back would give the same.
        if (single.isPresent()
                && isLiteral(single.get())
                && !KEEPS_TEXT.matcher(source).lookingAt()) {
            return single.get();
        }
        String text = single.map(Renderer::printed).orElseGet(() -> renderer.render(statements));
        boolean looksLikeValue = (text.startsWith("{") && !text.startsWith("{{"))
                || text.startsWith("[")
                || text.equals("True")
                || text.equals("False");
        if (looksLikeValue && !KEEPS_TEXT.matcher(source).lookingAt()) {
            Optional<Value> value = Literals.parse(text);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return new Text(keepNewlines(source, text));
    }

    /** A template that names one variable and nothing else keeps a number's, a boolean's and null's type (Ansible's SINGLE_VAR). */
    private Optional<Value> number(String source) {
        if (!source.startsWith("{{") || !source.endsWith("}}")) {
            return Optional.empty();
        }
        String name = source.substring(2, source.length() - 2).strip();
        boolean isName = name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
        return isName
                ? variables
                        .find(name)
                        .filter(raw ->
                                raw instanceof Int || raw instanceof Real || raw instanceof Bool || raw == None.NONE)
                : Optional.empty();
    }

    private static boolean isLiteral(Value value) {
        return value instanceof Bool
                || (value instanceof Items items && !items.isTuple() && allConcrete(items.elements()))
                || (value instanceof Dict dict && allConcrete(dict.values()));
    }

    private static boolean allConcrete(List<Value> values) {
        return values.stream().allMatch(value -> {
            if (value instanceof Items items) {
                return allConcrete(items.elements());
            }
            if (value instanceof Dict dict) {
                return allConcrete(dict.values());
            }
            return !(value instanceof Undefined) && !(value instanceof Real real && !Double.isFinite(real.value()));
        });
    }

    /** Jinja drops the last newline of a template; Ansible puts it back. */
    private static String keepNewlines(String source, String text) {
        int missing = newlinesAtEnd(source) - newlinesAtEnd(text);
        return missing > 0 ? text + "\n".repeat(missing) : text;
    }

    private static int newlinesAtEnd(String text) {
        int at = text.length();
        while (at > 0 && text.charAt(at - 1) == '\n') {
            at--;
        }
        return text.length() - at;
    }

    void enter() {
        charge(1);
        if (++depth > DEEPEST) {
            throw new EvaluationException(
                    "the evaluation is nested more than " + DEEPEST + " deep; does something call for itself?");
        }
    }

    void leave() {
        depth--;
    }

    @Override
    public void charge(long cost) {
        steps += cost;
        if (steps > environment.steps() || cost < 0) {
            throw new ExhaustedException("the evaluation takes more than " + environment.steps()
                    + " steps; does a template loop over too much?");
        }
    }

    @Override
    public Value attribute(Value object, String name) {
        return Attributes.attribute(object, name);
    }

    @Override
    public Value readYaml(String text) {
        return environment.yaml().apply(text);
    }
}
