package io.github.kubespraymaven.manifest.role;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.Variables;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.download.DownloadItem;
import io.github.kubespraymaven.manifest.role.RoleTasks.Task;
import io.github.kubespraymaven.manifest.role.RoleUse.Condition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds files that tasks of roles fetch: by the modules {@code get_url} and {@code uri}, and by the tasks of the role download, which are
 * handed an entry of the kind that {@code downloads} has.
 */
final class RoleFetches {
    /** What a role's tasks must have for a look at them to be worth the time. */
    private static final List<String> MARKS = List.of("get_url:", "uri:", "download_file.yml");

    private static final String DOWNLOAD_FILE = "download/tasks/download_file.yml";
    private static final String FIRST = "groups['kube_control_plane'][0]";

    private final HostRoles roles;
    private final Dict downloads;

    /**
     * @param downloads the variable of that name, evaluated; what of it could not be is missing
     */
    RoleFetches(HostRoles roles, Dict downloads) {
        this.roles = roles;
        this.downloads = downloads;
    }

    /**
     * The files that a role fetches, entries of {@code downloads} among them.
     *
     * @param all whether tasks count whose conditions do not hold
     */
    List<RoleFile> of(RoleUse use, boolean all) throws IOException {
        String text = roles.files().tasksText(use.path());
        if (MARKS.stream().noneMatch(text::contains)) {
            return List.of();
        }
        Dict given = new Dict.Builder().put("downloads", downloads).build();
        Variables variables = HostRoles.above(roles.seenBy(use.path()), given);
        List<RoleFile> found = new ArrayList<>();
        for (Task task : RoleTasks.of(roles.files(), use.path())) {
            Optional<Value> request = request(task);
            if (request.isPresent()) {
                found.addAll(files(use, task, request.get(), variables, all));
            } else if (task.module("set_fact").orElse(Text.EMPTY) instanceof Dict facts
                    && (all || mayRun(task, variables))) {
                variables = HostRoles.above(variables, facts);
            }
        }
        return found;
    }

    /** What a task is told to fetch, with the fields url, dest and checksum; empty if it fetches no file. */
    private static Optional<Value> request(Task task) {
        if (task.file().endsWith(DOWNLOAD_FILE)) {
            return Optional.empty();
        }
        Value included = task.module("include_tasks")
                .or(() -> task.module("import_tasks"))
                .orElse(Text.EMPTY);
        if (RoleFiles.source(included).endsWith(DOWNLOAD_FILE)) {
            return Optional.of(new Template("{{ download }}", SourcePosition.of(task.file())));
        }
        return Stream.of("get_url", "uri")
                .flatMap(module -> task.module(module).stream())
                .filter(arguments -> arguments instanceof Dict dict
                        && dict.get("url").isPresent()
                        && dict.get("dest").isPresent())
                .findFirst();
    }

    private boolean mayRun(Task task, Variables variables) {
        Evaluator evaluator = roles.evaluator(variables);
        return task.mayRun(condition -> evaluator.holds(condition, SourcePosition.of(task.file())));
    }

    /** A loop's items have a file each. */
    private List<RoleFile> files(RoleUse use, Task task, Value request, Variables outside, boolean all) {
        List<RoleFile> files = new ArrayList<>();
        try {
            Variables variables = task.fields().get("vars").orElse(Text.EMPTY) instanceof Dict own
                    ? HostRoles.above(outside, own)
                    : outside;
            for (Dict item : items(task, variables)) {
                Variables seen = HostRoles.above(variables, item);
                if (all || mayRun(task, seen)) {
                    files.add(file(use, task, item(request, roles.evaluator(seen))));
                }
            }
        } catch (ExhaustedException e) {
            throw e;
        } catch (EvaluationException e) {
            roles.warn(task.file() + ": what the task '" + task.name() + "' fetches cannot be told: " + e.getMessage());
        }
        return files;
    }

    /** The loop's variable with each of its values; one dictionary without entries if there is no loop. */
    private List<Dict> items(Task task, Variables variables) {
        Optional<Value> loop = task.fields().get("loop").or(() -> task.fields().get("with_items"));
        if (loop.isEmpty()) {
            return List.of(Dict.EMPTY);
        }
        String name = task.fields().get("loop_control").orElse(Text.EMPTY) instanceof Dict control
                ? control.get("loop_var").map(Value::text).orElse("item")
                : "item";
        if (!(roles.evaluator(variables).evaluate(loop.get()) instanceof Items items)) {
            throw new EvaluationException("its loop is no list");
        }
        return items.elements().stream()
                .map(element -> new Dict.Builder().put(name, element).build())
                .toList();
    }

    private static DownloadItem item(Value request, Evaluator evaluator) {
        Map<String, Value> fields = new LinkedHashMap<>();
        Map<String, EvaluationException> failures = new LinkedHashMap<>();
        Value raw = request instanceof Dict ? request : evaluator.evaluate(request);
        for (String field : List.of("url", "dest", "checksum", "sha256")) {
            try {
                if (raw instanceof Dict dict) {
                    dict.get(field).ifPresent(value -> fields.put(field, evaluator.evaluate(value)));
                }
            } catch (ExhaustedException e) {
                throw e;
            } catch (EvaluationException e) {
                failures.put(field, e);
            }
        }
        return new DownloadItem("download", "", fields, failures);
    }

    private RoleFile file(RoleUse use, Task task, DownloadItem item) {
        String url = item.url();
        if (!url.contains("://")) {
            throw new EvaluationException("'" + url + "' is no URL");
        }
        Optional<String> destination = item.failures().containsKey("dest") ? Optional.empty() : item.destination();
        boolean once = Stream.concat(use.conditions().stream().map(Condition::text), task.conditions().stream())
                .anyMatch(condition -> condition.contains(FIRST));
        return new RoleFile(
                entry(url).orElseGet(() -> name(destination.orElse(url))),
                url,
                item.checksum(),
                destination,
                task.file(),
                once);
    }

    /** The entry of {@code downloads} that has the URL: a role may fetch what is not enabled there, as helm for others' charts. */
    private Optional<String> entry(String url) {
        return downloads.entries().stream()
                .filter(entry -> entry.getValue() instanceof Dict fields
                        && fields.get("url").filter(new Text(url)::equals).isPresent())
                .map(entry -> entry.getKey().text())
                .findFirst();
    }

    /** As kubespray names entries of {@code downloads}: argocd_install of /etc/kubernetes/argocd-install.yml. */
    private static String name(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return (dot > 0 ? file.substring(0, dot) : file).replaceAll("[^A-Za-z0-9]+", "_");
    }
}
