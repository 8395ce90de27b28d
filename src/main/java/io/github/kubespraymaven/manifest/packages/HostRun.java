package io.github.kubespraymaven.manifest.packages;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.role.RoleFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows the roles of plays on one host as Ansible would run them there, without running anything. What tasks would find out on the host is
 * not known, and a condition that asks for it may hold. Not for several threads.
 */
final class HostRun {
    private static final int DEEPEST = 20;
    /** What a role's tasks must have for a look at them to be worth the time. */
    private static final List<String> MARKS = List.of(
            "package:", "apt:", "yum:", "dnf:", "zypper:", " install ", "_role:", "_vars:", "set_fact:", "known OS");

    private static final Set<String> NO_PARAMETERS = Set.of(
            "role",
            "name",
            "when",
            "tags",
            "vars",
            "environment",
            "become",
            "delegate_to",
            "run_once",
            "any_errors_fatal");

    private final RoleFiles files;
    private final RunVariables variables;
    private final PackageTasks packages;
    private final Set<Frame> seen = new HashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private boolean supported = true;

    HostRun(RoleFiles files, RunVariables variables, PackageTasks packages) {
        this.files = files;
        this.variables = variables;
        this.packages = packages;
    }

    /** Whether the release's own check lets the distribution pass, if it has been met. */
    boolean isSupported() {
        return supported;
    }

    /** What could not be told, a line each. */
    Set<String> warnings() {
        return warnings;
    }

    /** Runs a play's roles and tasks. */
    void play(Play play) throws IOException {
        Frame outside = new Frame("", play.file(), List.of(), List.of(), Dict.EMPTY);
        for (Dict role : play.roles()) {
            use(role, outside, 0);
        }
        tasks(play.tasks(), outside, 0);
    }

    /** A role as a play, a dependency or a task names it. */
    private void use(Dict use, Frame outside, int depth) throws IOException {
        Value name = use.get("role").or(() -> use.get("name")).orElse(Text.EMPTY);
        Optional<String> role = found(evaluated(name, outside), outside.role());
        if (role.isEmpty() || depth > DEEPEST) {
            return;
        }
        Dict.Builder parameters = outside.parameters().toBuilder();
        use.entries().forEach(entry -> {
            if (!NO_PARAMETERS.contains(entry.getKey().text())) {
                parameters.put(entry.getKey(), entry.getValue());
            }
        });
        Frame asked = outside.in(use);
        role(
                new Frame(role.get(), asked.file(), asked.conditions(), asked.variables(), parameters.build()),
                "main.yml",
                depth);
    }

    private void role(Frame frame, String tasks, int depth) throws IOException {
        if (!seen.add(frame)) {
            return;
        }
        variables.enter(frame.role());
        if (!verdict(frame).mayRun()) {
            return;
        }
        for (Dict dependency : files.dependencies(frame.role())) {
            use(dependency, frame, depth + 1);
        }
        String text = files.tasksText(frame.role());
        if (MARKS.stream().anyMatch(text::contains)) {
            file(tasks, frame, depth);
        }
    }

    /** Ansible looks in roles/ and beside the role that asks. */
    private Optional<String> found(String name, String from) throws IOException {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        List<String> candidates = new ArrayList<>(List.of("roles/" + name));
        for (int slash = from.lastIndexOf('/'); slash > 0; slash = from.lastIndexOf('/', slash - 1)) {
            candidates.add(from.substring(0, slash) + "/" + name);
        }
        for (String candidate : candidates) {
            if (files.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private void file(String name, Frame frame, int depth) throws IOException {
        String path = frame.role() + "/tasks/" + name;
        // A role's file in another role is the role download's, which installs nothing.
        if (depth <= DEEPEST && !name.contains("..")) {
            tasks(files.tasks(frame.role(), name), frame.of(path), depth);
        }
    }

    private void tasks(List<Dict> tasks, Frame frame, int depth) throws IOException {
        for (Dict task : tasks) {
            Frame here = frame.in(task);
            Value block = task.get("block").orElse(None.NONE);
            if (block instanceof Items) {
                tasks(RoleFiles.dicts(block), here, depth + 1);
                tasks(RoleFiles.dicts(task.get("always").orElse(None.NONE)), here, depth + 1);
            } else {
                task(task, here, depth);
            }
        }
    }

    private void task(Dict task, Frame frame, int depth) throws IOException {
        Optional<Value> tasks = module(task, "include_tasks").or(() -> module(task, "import_tasks"));
        Optional<Value> role = module(task, "include_role").or(() -> module(task, "import_role"));
        Optional<Value> file = module(task, "include_vars");
        Optional<Value> facts = module(task, "set_fact");
        if (tasks.isPresent()) {
            for (Frame each : frames(task, frame)) {
                includeTasks(task, tasks.get(), each, depth);
            }
        } else if (role.isPresent()) {
            for (Frame each : role.get() instanceof Dict ? frames(task, frame) : List.<Frame>of()) {
                includeRole((Dict) role.get(), each, depth);
            }
        } else if (file.isPresent()) {
            if (verdict(frame).mayRun()) {
                includeVariables(task, file.get(), frame);
            }
        } else if (facts.isPresent()) {
            if (facts.get() instanceof Dict set && verdict(frame).isSure()) {
                variables.set(settled(set, frame));
            }
        } else if (packages.concerns(task)) {
            packages.note(task, frame, variables, warnings);
        } else {
            check(module(task, "assert").orElse(None.NONE), frame);
        }
    }

    private List<Frame> frames(Dict task, Frame frame) throws IOException {
        try {
            return Loop.of(task, frame, variables);
        } catch (ExhaustedException e) {
            throw e;
        } catch (EvaluationException e) {
            warnings.add(frame.file() + ": what it includes cannot be told: " + e.getMessage());
            return List.of();
        }
    }

    private static Optional<Value> module(Dict task, String module) {
        return task.get(module).or(() -> task.get("ansible.builtin." + module));
    }

    private void includeTasks(Dict task, Value module, Frame frame, int depth) throws IOException {
        Optional<Value> choice = task.get("with_first_found");
        if (choice.isPresent()) {
            Optional<String> name = firstFound(choice.get(), frame.role() + "/tasks", frame);
            if (name.isPresent()) {
                file(name.get(), frame, depth + 1);
            }
            return;
        }
        Value name = module instanceof Dict dict ? dict.get("file").orElse(Text.EMPTY) : module;
        file(evaluated(name, frame).replaceFirst("^tasks/", ""), frame, depth + 1);
    }

    private void includeRole(Dict include, Frame frame, int depth) throws IOException {
        String from = include.get("tasks_from").map(Value::text).orElse("main");
        Optional<String> role = found(evaluated(include.get("name").orElse(Text.EMPTY), frame), frame.role());
        if (role.isPresent() && depth <= DEEPEST) {
            Frame inside =
                    new Frame(role.get(), frame.file(), frame.conditions(), frame.variables(), frame.parameters());
            role(inside, from.endsWith(".yml") ? from : from + ".yml", depth + 1);
        }
    }

    private void includeVariables(Dict task, Value module, Frame frame) throws IOException {
        Optional<Value> choice = task.get("with_first_found");
        Value name = module instanceof Dict dict ? dict.get("file").orElse(Text.EMPTY) : module;
        String folder = frame.role() + "/vars";
        Optional<String> chosen =
                choice.isPresent() ? firstFound(choice.get(), folder, frame) : Optional.of(evaluated(name, frame));
        if (chosen.isPresent()) {
            Optional<Variables> file =
                    files.variableFile(folder + "/" + chosen.get().replaceFirst("^(?:\\.\\./)?vars/", ""));
            file.ifPresent(variables::include);
        }
    }

    /** The lookup first_found: names that need what is not defined are passed over. */
    private Optional<String> firstFound(Value choice, String folder, Frame frame) throws IOException {
        List<String> there = files.list(folder);
        Evaluator evaluator = variables.evaluator(frame);
        for (Value term : choice instanceof Items terms ? terms.elements() : List.of(choice)) {
            Value names = term instanceof Dict dict ? dict.get("files").orElse(Items.EMPTY) : term;
            for (Value name : names instanceof Items items ? items.elements() : List.of(names)) {
                try {
                    String text = evaluator.evaluate(name).text();
                    if (there.contains(text)) {
                        return Optional.of(text);
                    }
                } catch (ExhaustedException e) {
                    throw e;
                } catch (EvaluationException e) {
                    // As Ansible does.
                }
            }
        }
        return Optional.empty();
    }

    /** Facts that need their own value of before are evaluated now; others when they are asked for. */
    private Dict settled(Dict facts, Frame frame) throws IOException {
        Evaluator evaluator = variables.evaluator(frame);
        Dict.Builder settled = new Dict.Builder();
        facts.entries().forEach(fact -> {
            Value value = fact.getValue();
            if (RoleFiles.source(value).contains(fact.getKey().text())) {
                try {
                    settled.put(fact.getKey(), evaluator.evaluate(value));
                } catch (ExhaustedException e) {
                    throw e;
                } catch (EvaluationException e) {
                    // It stays what it was, as far as can be told.
                }
            } else {
                settled.put(fact.getKey(), value);
            }
        });
        return settled.build();
    }

    /** Notes whether the assertion holds that stops kubespray on other distributions. */
    private void check(Value check, Frame frame) throws IOException {
        if (!(check instanceof Dict arguments)
                || !RoleFiles.source(arguments.get("msg").orElse(Text.EMPTY)).contains("known OS")) {
            return;
        }
        try {
            Evaluator evaluator = variables.evaluator(frame);
            Value that = arguments.get("that").orElse(Items.EMPTY);
            boolean passes = (that instanceof Items items ? items.elements() : List.of(that))
                    .stream()
                            .allMatch(condition ->
                                    evaluator.holds(RoleFiles.source(condition), SourcePosition.of(frame.file())));
            supported &= passes || !TaskVerdict.of(evaluator, frame).mayRun();
        } catch (ExhaustedException e) {
            throw e;
        } catch (EvaluationException e) {
            warnings.add(frame.file() + ": whether the distribution is supported cannot be told: " + e.getMessage());
        }
    }

    private TaskVerdict verdict(Frame frame) throws IOException {
        return frame.conditions().isEmpty()
                ? new TaskVerdict(true, List.of())
                : TaskVerdict.of(variables.evaluator(frame), frame);
    }

    /** A text; empty, with a warning, if it cannot be told. */
    private String evaluated(Value value, Frame frame) throws IOException {
        if (value.plain()) {
            return value.text();
        }
        try {
            return variables.evaluator(frame).evaluate(value).text();
        } catch (ExhaustedException e) {
            throw e;
        } catch (EvaluationException e) {
            warnings.add(frame.file() + ": what it includes cannot be told: " + e.getMessage());
            return "";
        }
    }
}
