package io.github.kubespraymaven.manifest.role;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.role.RoleUse.Condition;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import io.github.kubespraymaven.manifest.variables.Layers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds images in the templates of roles. A template is rendered as a whole where the variables allow it, so that what its own conditions leave
 * out is left out; where it needs facts of a running host, the lines that name images are evaluated one by one.
 */
public final class RoleImages {
    private static final Pattern LINE =
            Pattern.compile("(?m)^[ \\t]*(?:- +)?\"?image\"?[ \\t]*:[ \\t]*(\\S.*?)[ \\t]*$");
    // A registry or a path, and a tag or a digest.
    private static final Pattern REFERENCE = Pattern.compile(
            "[a-z0-9][\\w.-]*(?::\\d+)?(?:/[\\w.-]+)*(?::[\\w][\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

    private static final Pattern SWITCH = Pattern.compile("[a-z][a-z0-9_]*_enabled");

    private final RoleFiles files;
    private final HostVariables hosts;
    private final String host;
    private final Architecture architecture;
    private final List<Variables> ofAllRoles;
    private final Evaluator conditions;
    private final Map<String, RoleImage> found = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    private RoleImages(
            RoleFiles files, List<RoleUse> roles, HostVariables hosts, String host, Architecture architecture)
            throws IOException {
        this.files = files;
        this.hosts = hosts;
        this.host = host;
        this.architecture = architecture;
        List<Variables> all = new ArrayList<>();
        for (RoleUse role : roles) {
            all.addAll(files.variables(role.path()));
        }
        this.ofAllRoles = List.copyOf(all);
        this.conditions = hosts.evaluator(hosts.of(host, architecture, ofAllRoles));
    }

    /**
     * What was found.
     *
     * @param images by reference, in the order of the playbook
     * @param warnings what could not be told, a line each
     */
    public record Found(List<RoleImage> images, List<String> warnings) {}

    /**
     * Images of the roles that run.
     *
     * @param host on which conditions are evaluated: the first of the control plane, which sets up applications
     * @param all whether roles that do not run count too
     * @throws IOException if a role's files cannot be read
     */
    public static Found of(
            SourceTree checkout, HostVariables hosts, String host, Architecture architecture, boolean all)
            throws IOException {
        RoleFiles files = new RoleFiles(checkout);
        List<RoleUse> roles = RoleWalk.of(files);
        RoleImages images = new RoleImages(files, roles, hosts, host, architecture);
        for (RoleUse use : roles) {
            boolean runs = images.runs(use);
            if (runs) {
                images.charts(use);
            }
            if (all || runs) {
                images.role(use, all);
            }
        }
        return new Found(List.copyOf(images.found.values()), List.copyOf(images.warnings));
    }

    /** Variables as a role sees them: its own above those of all roles, which Ansible shows to each other. */
    private Variables seenBy(String role) throws IOException {
        List<Variables> layers = new ArrayList<>(ofAllRoles);
        layers.addAll(files.variables(role));
        return hosts.of(host, architecture, layers);
    }

    private boolean runs(RoleUse use) throws IOException {
        for (Condition condition : use.conditions()) {
            try {
                if (!holds(condition)) {
                    warnOfSwitch(use, condition);
                    return false;
                }
            } catch (ExhaustedException e) {
                throw e;
            } catch (EvaluationException e) {
                warnings.add(use.path() + " is left out, since its condition cannot be evaluated: " + e.getMessage());
                return false;
            }
        }
        return true;
    }

    private boolean holds(Condition condition) {
        return conditions.holds(condition.text(), SourcePosition.of(condition.file()));
    }

    /** Who switched something on wonders why it is not listed. */
    private void warnOfSwitch(RoleUse use, Condition failed) {
        if (SWITCH.matcher(failed.text()).matches()) {
            return;
        }
        for (Condition other : use.conditions()) {
            if (SWITCH.matcher(other.text()).matches() && other.role().equals(use.path()) && holds(other)) {
                warnings.add(use.path() + " is left out although " + other.text() + " is on: its condition "
                        + failed.text() + " does not hold (" + failed.file() + ")");
            }
        }
    }

    /** Charts that the role has helm install: their addresses are in an index that is not fetched here. */
    private void charts(RoleUse use) throws IOException {
        for (Dict dependency : files.dependencies(use.path())) {
            if (!dependency.get("role").orElse(Text.EMPTY).text().equals("helm-apps")) {
                continue;
            }
            Evaluator evaluator = hosts.evaluator(seenBy(use.path()));
            String repositories = texts(evaluator, dependency, "repositories", "url");
            for (Dict release : RoleFiles.dicts(dependency.get("releases").orElse(None.NONE))) {
                warnings.add(
                        use.path() + " installs the chart " + text(evaluator, release, "chart_ref") + " "
                                + text(evaluator, release, "chart_version") + " of " + repositories
                                + "; neither the chart nor its images are in the lists, since only that repository's index names them");
            }
        }
    }

    private static String texts(Evaluator evaluator, Dict dependency, String list, String field) {
        return RoleFiles.dicts(dependency.get(list).orElse(None.NONE)).stream()
                .map(item -> text(evaluator, item, field))
                .collect(Collectors.joining(", "));
    }

    private static String text(Evaluator evaluator, Dict item, String field) {
        Value value = item.get(field).orElse(Text.EMPTY);
        try {
            return evaluator.evaluate(value).text();
        } catch (EvaluationException e) {
            return RoleFiles.source(value);
        }
    }

    private void role(RoleUse use, boolean all) throws IOException {
        Map<String, String> templates = naming(use.path());
        if (templates.isEmpty()) {
            return;
        }
        Variables variables = seenBy(use.path());
        String tasks = files.tasksText(use.path());
        Evaluator evaluator = hosts.evaluator(variables);
        // What holds on some distribution may hold.
        List<Evaluator> choices = new ArrayList<>(List.of(evaluator));
        files.alternatives(use.path())
                .forEach(chosen -> choices.add(hosts.evaluator(new Layers(List.of(variables, chosen)))));
        List<RoleTasks.Task> steps = all ? List.of() : RoleTasks.of(files, use.path());
        for (Map.Entry<String, String> template : templates.entrySet()) {
            String path = template.getKey();
            String text = template.getValue();
            boolean used = all
                    || RoleTasks.uses(steps, path, when -> choices.stream()
                            .anyMatch(choice -> choice.holds(when, SourcePosition.of(use.path()))));
            if (!used) {
                continue;
            }
            try {
                for (String value : values(evaluator.render(text, SourcePosition.of(path)))) {
                    add(value, path, tasks + text);
                }
            } catch (ExhaustedException e) {
                throw e;
            } catch (EvaluationException e) {
                lines(use.path(), variables, text, path, tasks + text);
            }
            if (all) {
                switchedOn(variables, text, path, tasks + text);
            }
        }
    }

    /** What the lines of a template name when all switches in it are on. */
    private void switchedOn(Variables variables, String text, String path, String context) {
        Dict.Builder on = new Dict.Builder();
        Matcher word = SWITCH.matcher(text);
        while (word.find()) {
            on.put(word.group(), Bool.TRUE);
        }
        Evaluator evaluator = hosts.evaluator(new Layers(List.of(variables, Layers.of(on.build()))));
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            try {
                add(unquoted(evaluator.render(line.group(1), SourcePosition.of(path))), path, context);
            } catch (ExhaustedException e) {
                throw e;
            } catch (EvaluationException e) {
                // Without the switches it could not be told either, and that has been said.
            }
        }
    }

    /** The role's templates that name images, by their paths. */
    private Map<String, String> naming(String role) throws IOException {
        Map<String, String> templates = new LinkedHashMap<>();
        for (String path : files.templates(role)) {
            String text = files.read(path);
            if (text.contains("image") && LINE.matcher(text).find()) {
                templates.put(path, text);
            }
        }
        return templates;
    }

    /** Each line on its own, also with the variables that the role chooses by distribution. */
    private void lines(String role, Variables variables, String text, String path, String context) throws IOException {
        List<Variables> choices = new ArrayList<>(List.of(variables));
        files.alternatives(role).forEach(chosen -> choices.add(new Layers(List.of(variables, chosen))));
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            int number = (int) text.substring(0, line.start(1))
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            SourcePosition origin = new SourcePosition(path, number, 1);
            boolean named = false;
            String failure = "it names no image";
            for (Variables choice : choices) {
                try {
                    named |= add(unquoted(hosts.evaluator(choice).render(line.group(1), origin)), path, context);
                } catch (ExhaustedException e) {
                    throw e;
                } catch (EvaluationException e) {
                    failure = e.what();
                }
            }
            if (!named) {
                warnings.add(
                        origin.file() + ":" + number + ": the image " + line.group(1) + " cannot be told: " + failure);
            }
        }
    }

    private static List<String> values(String rendered) {
        List<String> values = new ArrayList<>();
        Matcher line = LINE.matcher(rendered);
        while (line.find()) {
            values.add(unquoted(line.group(1)));
        }
        return values;
    }

    private static String unquoted(String value) {
        String text = value.strip();
        int comment = text.indexOf(" #");
        text = comment < 0 ? text : text.substring(0, comment).strip();
        boolean quoted = text.length() > 1
                && (text.startsWith("\"") || text.startsWith("'"))
                && text.endsWith(text.substring(0, 1));
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    /** Whether the text was an image with a tag or a digest; such are kept. */
    private boolean add(String reference, String path, String context) {
        boolean tagged = reference.lastIndexOf(':') > reference.lastIndexOf('/');
        if (!tagged || !REFERENCE.matcher(reference).matches()) {
            return false;
        }
        found.putIfAbsent(reference, new RoleImage(reference, path, context));
        return true;
    }
}
