package io.github.kubespraymaven.manifest.role;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Bool;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.manifest.variables.Layers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds images in the templates of roles. A template is rendered as a whole where the variables allow it, so that what its own conditions leave
 * out is left out; where it needs facts of a running host, the lines that name images are evaluated one by one.
 */
final class RoleImages {
    private static final Pattern LINE =
            Pattern.compile("(?m)^[ \\t]*(?:- +)?\"?image\"?[ \\t]*:[ \\t]*(\\S.*?)[ \\t]*$");
    // A registry or a path, and a tag or a digest.
    private static final Pattern REFERENCE = Pattern.compile(
            "[a-z0-9][\\w.-]*(?::\\d+)?(?:/[\\w.-]+)*(?::[\\w][\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

    private static final Pattern SWITCH = Pattern.compile("[a-z][a-z0-9_]*_enabled");

    private final HostRoles roles;
    private final RoleFiles files;
    private final Map<String, RoleImage> found = new LinkedHashMap<>();

    RoleImages(HostRoles roles) {
        this.roles = roles;
        this.files = roles.files();
    }

    /** All that was found, by reference, in the order of the playbook. */
    List<RoleImage> found() {
        return List.copyOf(found.values());
    }

    /**
     * Adds the images of a role that runs.
     *
     * @param all whether what its conditions switch off counts too
     */
    void role(RoleUse use, boolean all) throws IOException {
        Map<String, String> templates = naming(use.path());
        if (templates.isEmpty()) {
            return;
        }
        Variables variables = roles.seenBy(use.path());
        String tasks = files.tasksText(use.path());
        Evaluator evaluator = roles.evaluator(variables);
        // What holds on some distribution may hold.
        List<Evaluator> choices = new ArrayList<>(List.of(evaluator));
        files.alternatives(use.path())
                .forEach(chosen -> choices.add(roles.evaluator(new Layers(List.of(variables, chosen)))));
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
        Evaluator evaluator = roles.evaluator(new Layers(List.of(variables, Layers.of(on.build()))));
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
                    named |= add(unquoted(roles.evaluator(choice).render(line.group(1), origin)), path, context);
                } catch (ExhaustedException e) {
                    throw e;
                } catch (EvaluationException e) {
                    failure = e.what();
                }
            }
            if (!named) {
                roles.warn(
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
