package io.github.kubespraymaven.jinja;

import io.github.kubespraymaven.jinja.filter.Call;
import io.github.kubespraymaven.jinja.syntax.Expression;
import io.github.kubespraymaven.jinja.syntax.Statement;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Int;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Size;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the statements of one template and collects its text. */
final class Renderer implements Statement.Visitor {
    /** A round has a scope and a variable loop of its own, which costs as much as a few expressions. */
    private static final int STEPS_A_ROUND = 8;

    private final Evaluator evaluator;
    private final Scope scope = new Scope();
    private final Interpreter interpreter;
    private StringBuilder out = new StringBuilder();

    Renderer(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.interpreter = new Interpreter(evaluator, scope);
    }

    String render(List<Statement> statements) {
        run(statements);
        return out.toString();
    }

    private void run(List<Statement> statements) {
        evaluator.enter();
        for (Statement statement : statements) {
            statement.accept(this);
        }
        evaluator.leave();
    }

    private void print(String text) {
        Size.checkText((long) out.length() + text.length());
        evaluator.charge(text.length() >> 4);
        out.append(text);
    }

    /** What an expression prints: None prints nothing (Ansible's finalizer). */
    static String printed(Value value) {
        return value == None.NONE ? "" : value.text();
    }

    @Override
    public void data(Statement.Data data) {
        print(data.text());
    }

    @Override
    public void output(Statement.Output output) {
        print(printed(interpreter.evaluate(output.expression())));
    }

    @Override
    public void branches(Statement.If branches) {
        for (Statement.Branch branch : branches.branches()) {
            if (interpreter.holds(branch.condition())) {
                run(branch.body());
                return;
            }
        }
        run(branches.otherwise());
    }

    @Override
    public void loop(Statement.For loop) {
        List<Value> elements = Call.elements(interpreter.evaluate(loop.iterable()));
        evaluator.charge((long) elements.size() * STEPS_A_ROUND);
        List<Value> chosen = loop.condition()
                .map(condition -> chosen(loop.targets(), elements, condition))
                .orElse(elements);
        if (chosen.isEmpty()) {
            run(loop.otherwise());
            return;
        }
        for (int i = 0; i < chosen.size(); i++) {
            scope.enter();
            assign(loop.targets(), chosen.get(i));
            scope.set("loop", position(i, chosen));
            run(loop.body());
            scope.leave();
        }
    }

    private List<Value> chosen(List<String> targets, List<Value> elements, Expression condition) {
        List<Value> chosen = new ArrayList<>();
        for (Value element : elements) {
            scope.enter();
            assign(targets, element);
            if (interpreter.holds(condition)) {
                chosen.add(element);
            }
            scope.leave();
        }
        return chosen;
    }

    /** Jinja's {@code loop}. */
    private static Dict position(int index, List<Value> elements) {
        int size = elements.size();
        Dict.Builder loop = new Dict.Builder()
                .put("index", Int.of(index + 1L))
                .put("index0", Int.of(index))
                .put("revindex", Int.of(size - (long) index))
                .put("revindex0", Int.of(size - index - 1L))
                .put("first", Bool.of(index == 0))
                .put("last", Bool.of(index == size - 1))
                .put("length", Int.of(size));
        if (index > 0) {
            loop.put("previtem", elements.get(index - 1));
        }
        if (index + 1 < size) {
            loop.put("nextitem", elements.get(index + 1));
        }
        return loop.build();
    }

    private void assign(List<String> targets, Value value) {
        if (targets.size() == 1) {
            scope.set(targets.get(0), value);
            return;
        }
        List<Value> parts = Call.elements(value);
        if (parts.size() != targets.size()) {
            throw new EvaluationException("cannot unpack " + parts.size() + " values into " + String.join(", ", targets)
                    + ": " + value.text());
        }
        for (int i = 0; i < parts.size(); i++) {
            scope.set(targets.get(i), parts.get(i));
        }
    }

    @Override
    public void set(Statement.Set set) {
        assign(set.targets(), interpreter.evaluate(set.value()));
    }

    @Override
    public void setBlock(Statement.SetBlock set) {
        StringBuilder outer = out;
        out = new StringBuilder();
        run(set.body());
        scope.set(set.target(), new Text(out.toString()));
        out = outer;
    }

    /** The value of a template that is one expression and nothing else; empty if it is more than that. */
    Optional<Value> single(List<Statement> statements) {
        return statements.size() == 1 && statements.get(0) instanceof Statement.Output output
                ? Optional.of(interpreter.evaluate(output.expression()))
                : Optional.empty();
    }
}
