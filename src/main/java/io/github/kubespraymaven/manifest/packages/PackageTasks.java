package io.github.kubespraymaven.manifest.packages;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.role.RoleFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Notes what tasks install and remove: by modules for packages, and by commands such as {@code dnf install}. */
final class PackageTasks {
    private static final List<String> MODULES = Stream.of("package", "apt", "yum", "dnf", "zypper")
            .flatMap(name -> Stream.of(name, "ansible.builtin." + name, "community.general." + name))
            .toList();

    private static final List<String> COMMANDS = Stream.of("raw", "command", "shell")
            .flatMap(name -> Stream.of(name, "ansible.builtin." + name))
            .toList();

    private static final Pattern COMMAND =
            Pattern.compile("\\b(?:apt-get|apt|dnf|yum|zypper)\\b(?:\\s+-\\S+)*\\s+install\\s+([^&|;\\n]*)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][\\w.+:=~-]*");
    /** What is true of all hosts that a list is for, or is said of each package. */
    private static final Pattern OF_THE_LIST = Pattern.compile("ansible_|ostree|coreos|os_release|\\bitem\\b|dns_late");

    private final LinuxDistribution distribution;
    private final Set<String> groups;
    private final Set<OsPackage> found = new LinkedHashSet<>();

    /**
     * @param groups the host's
     */
    PackageTasks(LinuxDistribution distribution, List<String> groups) {
        this.distribution = distribution;
        this.groups = Set.copyOf(groups);
    }

    Set<OsPackage> found() {
        return found;
    }

    /** Whether a task is of a kind that may install or remove packages. */
    boolean concerns(Dict task) {
        return arguments(task).isPresent() || command(task).isPresent();
    }

    private static Optional<Value> arguments(Dict task) {
        return first(task, MODULES);
    }

    private static Optional<Value> command(Dict task) {
        return first(task, COMMANDS)
                .map(value -> value instanceof Dict dict ? dict.get("cmd").orElse(Text.EMPTY) : value)
                .filter(text -> COMMAND.matcher(RoleFiles.source(text)).find());
    }

    private static Optional<Value> first(Dict task, List<String> modules) {
        return modules.stream().flatMap(module -> task.get(module).stream()).findFirst();
    }

    /** Notes what a task installs or removes if it may run. */
    void note(Dict task, Frame frame, RunVariables variables, Set<String> warnings) throws IOException {
        try {
            if (tidiesUp(task)
                    && !TaskVerdict.of(variables.evaluator(frame), frame).isSure()) {
                return;
            }
            for (Frame each : Loop.of(task, frame, variables)) {
                Evaluator evaluator = variables.evaluator(each);
                note(task, each, TaskVerdict.of(evaluator, each), variables.seenBy(each), evaluator);
            }
        } catch (ExhaustedException e) {
            throw e;
        } catch (EvaluationException e) {
            warnings.add(frame.file() + ": the packages of the task '"
                    + RoleFiles.source(task.get("name").orElse(Text.EMPTY)) + "' cannot be told: " + e.getMessage());
        }
    }

    /** Whether a task removes what a host may have had before kubespray came: with a condition that asks the host, it says nothing. */
    private static boolean tidiesUp(Dict task) {
        return arguments(task).orElse(None.NONE) instanceof Dict arguments
                && arguments.get("state").orElse(Text.EMPTY).text().equals("absent");
    }

    private void note(Dict task, Frame frame, TaskVerdict verdict, Variables variables, Evaluator evaluator) {
        Optional<Value> command = command(task);
        if (command.isPresent()) {
            Matcher install = COMMAND.matcher(evaluator.evaluate(command.get()).text());
            while (install.find()) {
                for (String word : install.group(1).strip().split("\\s+")) {
                    if (NAME.matcher(word).matches()) {
                        found.add(new OsPackage(word, false, why(frame, verdict, List.of())));
                    }
                }
            }
            return;
        }
        if (!(arguments(task).orElse(None.NONE) instanceof Dict arguments)) {
            throw new EvaluationException("its arguments are no mapping");
        }
        Value name = arguments.get("name").or(() -> arguments.get("pkg")).orElse(None.NONE);
        boolean removes = evaluator
                .evaluate(arguments.get("state").orElse(Text.EMPTY))
                .text()
                .equals("absent");
        boolean table = task.text().contains("dict2items");
        for (String each : names(name, evaluator)) {
            List<String> own = table ? ofTable(each, removes, variables) : List.of();
            found.add(new OsPackage(each, removes, why(frame, verdict, own)));
        }
    }

    private List<String> names(Value name, Evaluator evaluator) {
        boolean query = name instanceof Template template && template.source().contains("json_query");
        Value value = query ? queried(evaluator) : evaluator.evaluate(name);
        List<String> names = new ArrayList<>();
        for (Value each : value instanceof Items items ? items.elements() : List.of(value)) {
            Stream.of(each.text().split(",")).map(String::strip).forEach(names::add);
        }
        names.removeIf(each -> each.isEmpty() || value == None.NONE);
        return names;
    }

    private Value queried(Evaluator evaluator) {
        if (!(evaluator.variable("pkgs") instanceof Dict packages)) {
            throw new EvaluationException("'pkgs' is no mapping");
        }
        return new PackageTable(distribution, groups).of(packages);
    }

    /** A package's own conditions in kubespray's table of packages. */
    private static List<String> ofTable(String name, boolean removed, Variables variables) {
        Value table = variables.find(removed ? "pkgs_to_remove" : "pkgs").orElse(None.NONE);
        Value conditions = table instanceof Dict dict ? dict.get(name).orElse(None.NONE) : None.NONE;
        List<String> texts = new ArrayList<>();
        if (conditions instanceof Items items) {
            items.elements().forEach(condition -> texts.add(bare(condition)));
        } else if (conditions instanceof Dict fields) {
            fields.get("enabled").ifPresent(enabled -> texts.add(bare(enabled)));
            fields.get("groups").ifPresent(groups -> texts.add("groups " + groups.text()));
        }
        return texts;
    }

    private static String bare(Value condition) {
        String source = RoleFiles.source(condition).strip();
        return source.startsWith("{{") && source.endsWith("}}")
                ? source.substring(2, source.length() - 2).strip()
                : source;
    }

    private static String why(Frame frame, TaskVerdict verdict, List<String> own) {
        Set<String> conditions = new LinkedHashSet<>();
        Stream.concat(frame.conditions().stream(), own.stream())
                .filter(condition -> !verdict.unknown().contains(condition))
                .map(condition -> condition.replaceAll("\\s+", " ").strip())
                .filter(condition -> !OF_THE_LIST.matcher(condition).find())
                .forEach(conditions::add);
        verdict.unknown()
                .forEach(condition -> conditions.add(
                        "perhaps: " + condition.replaceAll("\\s+", " ").strip()));
        // A play has tasks of its own.
        String place = frame.role().isEmpty() ? frame.file() : frame.role().replaceFirst("^roles/", "");
        return place + (conditions.isEmpty() ? "" : ": " + String.join("; ", conditions));
    }
}
