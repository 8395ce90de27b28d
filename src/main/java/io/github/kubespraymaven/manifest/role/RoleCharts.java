package io.github.kubespraymaven.manifest.role;

import io.github.kubespraymaven.jinja.Evaluator;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.EvaluationException.ExhaustedException;
import io.github.kubespraymaven.jinja.value.EvaluationException.UndefinedException;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.SourcePosition;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds charts: those that roles hand to kubespray's role helm-apps, and the one that Cilium's own program installs. */
final class RoleCharts {
    /** From v2.28 on; later the word {@code install} is a variable. */
    private static final Pattern CILIUM = Pattern.compile("/cilium \\S.*? --version \\{\\{ *cilium_version *}}");

    private static final Pattern REPOSITORY = Pattern.compile("(?:^|\\s)--repository[ =](\\S+)");
    private static final Pattern DIRECTORY = Pattern.compile("(?:^|\\s)--chart-directory[ =]");

    private final HostRoles roles;
    private final String role;
    private final boolean all;
    private final Evaluator evaluator;
    private final List<RoleChart> found = new ArrayList<>();

    private RoleCharts(HostRoles roles, String role, boolean all, Evaluator evaluator) {
        this.roles = roles;
        this.role = role;
        this.all = all;
        this.evaluator = evaluator;
    }

    /**
     * The charts of a role.
     *
     * @param all whether charts count whose conditions do not hold
     */
    static List<RoleChart> of(HostRoles roles, RoleUse use, boolean all) throws IOException {
        List<Dict> applications = roles.files().dependencies(use.path()).stream()
                .filter(dependency ->
                        dependency.get("role").orElse(Text.EMPTY).text().equals("helm-apps"))
                .toList();
        boolean cilium = use.path().endsWith("/cilium")
                && CILIUM.matcher(roles.files().tasksText(use.path())).find();
        if (applications.isEmpty() && !cilium) {
            return List.of();
        }
        RoleCharts charts = new RoleCharts(roles, use.path(), all, roles.evaluator(roles.seenBy(use.path())));
        applications.forEach(charts::attempt);
        if (cilium) {
            charts.cilium();
        }
        return List.copyOf(charts.found);
    }

    private void attempt(Dict dependency) {
        try {
            applications(dependency);
        } catch (ExhaustedException e) {
            throw e;
        } catch (EvaluationException e) {
            roles.warn(role + ": the charts that it installs cannot be told: " + e.getMessage());
        }
    }

    private void applications(Dict dependency) {
        boolean runs = RoleFiles.conditions(dependency).stream()
                .allMatch(condition -> evaluator.holds(condition, SourcePosition.of(role + "/meta/main.yml")));
        if (!runs && !all) {
            return;
        }
        for (Dict release : RoleFiles.dicts(dependency.get("releases").orElse(None.NONE))) {
            String reference = text(release, "chart_ref");
            // Without a name nobody has chosen a chart.
            if (!reference.isEmpty()) {
                chart(dependency, release, reference);
            }
        }
    }

    private void chart(Dict dependency, Dict release, String reference) {
        String version = text(release, "chart_version");
        boolean own = reference.contains("://");
        String name = reference.substring(reference.lastIndexOf('/') + 1).replaceFirst("\\.tgz$", "");
        String place =
                own ? reference : repository(dependency, release, reference).orElse("");
        if (place.isEmpty()) {
            roles.warn(
                    role + " installs the chart " + reference
                            + ", which is in none of its repositories; if it is not a file of the host, it is to be mirrored by hand");
        } else if (version.isEmpty() && (!own || RoleChart.isRegistry(place))) {
            roles.warn(role + " installs the newest version of the chart " + reference + (own ? "" : " of " + place)
                    + ", so it is not in the lists; set the variable of its version");
        } else {
            found.add(new RoleChart(name, place, own, version, role));
            roles.warn(role + " installs the chart " + reference + " " + version + (own ? "" : " of " + place)
                    + "; images that only the chart names are not in the lists");
        }
    }

    /** The repository that the chart's name begins with, or that the release names itself. */
    private Optional<String> repository(Dict dependency, Dict release, String reference) {
        String own = text(release, "chart_repo_url");
        if (!own.isEmpty()) {
            return Optional.of(own);
        }
        int slash = reference.indexOf('/');
        return RoleFiles.dicts(dependency.get("repositories").orElse(None.NONE)).stream()
                .filter(repository -> slash > 0 && text(repository, "name").equals(reference.substring(0, slash)))
                .map(repository -> text(repository, "url"))
                .filter(url -> !url.isEmpty())
                .findFirst();
    }

    private String text(Dict dict, String field) {
        Value value = evaluator.evaluate(dict.get(field).orElse(Text.EMPTY));
        return value == None.NONE ? "" : value.text();
    }

    /** {@code cilium install} fetches the chart of the version that it is told; a folder of its own may be named instead. */
    private void cilium() {
        String version = evaluator.variable("cilium_version").text().replaceFirst("^v", "");
        String flags = flags();
        Matcher named = REPOSITORY.matcher(flags);
        String repository = named.find() ? named.group(1) : RoleChart.CILIUM;
        if (!DIRECTORY.matcher(flags).find()) {
            found.add(new RoleChart("cilium", repository, RoleChart.isRegistry(repository), version, role));
        }
    }

    /** From v2.29 on. */
    private String flags() {
        try {
            return evaluator.variable("cilium_install_extra_flags").text();
        } catch (UndefinedException e) {
            return "";
        }
    }
}
