package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.filter.Call;
import io.github.kubespraymaven.jinja.filter.FilterNames;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.UndefinedException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Undefined;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.jinja.value.ValueComparison;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The global functions of templates, lookups among them. */
final class Functions {
    private static final List<String> NAMES = List.of("lookup", "query", "range", "dict", "undef");
    private static final int LONGEST_RANGE = 1_000_000;

    private final Evaluator evaluator;
    private final Map<String, String> environment;

    Functions(Evaluator evaluator, Map<String, String> environment) {
        this.evaluator = evaluator;
        this.environment = environment;
    }

    Value call(Call call) {
        return switch (call.name()) {
            case "lookup" -> lookup(call);
            case "query", "q" -> Items.list(answers(call));
            case "range" -> range(call.takes("start", "stop", "step"));
            case "dict" -> dict(call);
            case "undef" -> Undefined.because(
                    call.takes("hint").text("hint", "mandatory variable has not been overridden"));
            case "now" -> throw new EvaluationException(
                    "now() is refused: a list of downloads must not depend on the time");
            default -> throw new EvaluationException(
                    "no function named '" + call.name() + "'" + FilterNames.suggestion(call.name(), NAMES));
        };
    }

    private Value lookup(Call call) {
        Map<String, Value> named = new HashMap<>(call.named());
        boolean wantList =
                Optional.ofNullable(named.remove("wantlist")).map(Value::truthy).orElse(false);
        List<Value> answers = answers(new Call(call.name(), call.input(), call.positional(), named, call.evaluation()));
        if (wantList || answers.isEmpty()) {
            return wantList ? Items.list(answers) : Text.EMPTY;
        }
        if (answers.size() == 1) {
            return answers.get(0);
        }
        boolean texts = answers.stream().allMatch(Text.class::isInstance);
        return texts
                ? new Text(String.join(",", answers.stream().map(Value::text).toList()))
                : Items.list(answers);
    }

    private List<Value> answers(Call call) {
        if (call.positional().isEmpty()) {
            throw new EvaluationException(call.name() + " needs the name of a lookup");
        }
        String plugin = FilterNames.plain(call.positional().get(0).text());
        List<Value> terms = call.positional().subList(1, call.positional().size());
        Call options = new Call("lookup('" + plugin + "')", call.input(), List.of(), call.named(), call.evaluation())
                .takes("default");
        Optional<Value> otherwise = Optional.ofNullable(options.named().get("default"));
        List<Value> answers = new ArrayList<>();
        for (Value term : terms) {
            answers.add(
                    switch (plugin) {
                        case "vars" -> variable(term, otherwise);
                        case "env" -> Optional.ofNullable(environment.get(term.text()))
                                .<Value>map(Text::new)
                                .orElseGet(() -> otherwise.orElse(Text.EMPTY));
                        default -> throw unknown(plugin);
                    });
        }
        if (terms.isEmpty()) {
            throw new EvaluationException(options.name() + " needs a name");
        }
        return answers;
    }

    private Value variable(Value term, Optional<Value> otherwise) {
        if (!(term instanceof Text name)) {
            throw new EvaluationException("lookup('vars'): a variable's name is a string, got " + term.text());
        }
        Value found = evaluator.lookUp(name.value());
        if (!(found instanceof Undefined undefined)) {
            return found;
        }
        return otherwise.orElseThrow(() -> undefined.what().equals("'" + name.value() + "' is undefined")
                ? new UndefinedException("No variable found with this name: " + name.value())
                : undefined.used());
    }

    private static EvaluationException unknown(String plugin) {
        return new EvaluationException(
                "the lookup '" + plugin
                        + "' is refused: only 'vars' and 'env' are read here, nothing else of the machine; set the variable to its value with extraVars");
    }

    private Value range(Call call) {
        boolean one = call.get("stop").isEmpty();
        BigInteger start = one ? BigInteger.ZERO : ValueComparison.toInteger(call.required("start"));
        BigInteger stop = ValueComparison.toInteger(call.required(one ? "start" : "stop"));
        BigInteger step = call.get("step").map(ValueComparison::toInteger).orElse(BigInteger.ONE);
        if (step.signum() == 0) {
            throw new EvaluationException("range() arg 3 must not be zero");
        }
        List<Value> numbers = new ArrayList<>();
        for (BigInteger i = start; step.signum() > 0 ? i.compareTo(stop) < 0 : i.compareTo(stop) > 0; i = i.add(step)) {
            if (numbers.size() == LONGEST_RANGE) {
                throw new EvaluationException("a range of more than " + LONGEST_RANGE + " numbers");
            }
            call.evaluation().charge(1);
            numbers.add(new Int(i));
        }
        return Items.list(numbers);
    }

    private static Value dict(Call call) {
        Dict.Builder dict = new Dict.Builder();
        for (Value from : call.positional()) {
            if (from instanceof Dict other) {
                dict.putAll(other);
            } else {
                for (Value pair : Call.elements(from)) {
                    List<Value> parts = Call.elements(pair);
                    if (parts.size() != 2) {
                        throw new EvaluationException("dict() needs pairs, got " + pair.text());
                    }
                    dict.put(parts.get(0), parts.get(1));
                }
            }
        }
        call.named().forEach(dict::put);
        return dict.build();
    }
}
