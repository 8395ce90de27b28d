package io.github.kubespraymaven.manifest.packages;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The loop of a task. */
final class Loop {
    private Loop() {}

    /**
     * The frames in which a task may run: one for each item of its loop, or its own if it has none.
     *
     * @throws EvaluationException if the loop's list cannot be evaluated, although the task may run
     */
    static List<Frame> of(Dict task, Frame frame, RunVariables variables) throws IOException {
        Optional<Value> loop = task.get("loop").or(() -> task.get("with_items"));
        if (loop.isEmpty()) {
            return runs(frame, variables) ? List.of(frame) : List.of();
        }
        // The list may be undefined where the task does not run.
        if (!runs(frame, variables)) {
            return List.of();
        }
        Evaluator evaluator = variables.evaluator(frame);
        if (!(evaluator.evaluate(loop.get()) instanceof Items items)) {
            throw new EvaluationException("its loop is no list");
        }
        String name = task.get("loop_control").orElse(Text.EMPTY) instanceof Dict control
                ? control.get("loop_var").map(Value::text).orElse("item")
                : "item";
        List<Frame> frames = new ArrayList<>();
        for (Value item : items.elements()) {
            Frame each = frame.with(new Dict.Builder().put(name, item).build());
            if (runs(each, variables)) {
                frames.add(each);
            }
        }
        return frames;
    }

    private static boolean runs(Frame frame, RunVariables variables) throws IOException {
        return frame.conditions().isEmpty()
                || TaskVerdict.of(variables.evaluator(frame), frame).mayRun();
    }
}
