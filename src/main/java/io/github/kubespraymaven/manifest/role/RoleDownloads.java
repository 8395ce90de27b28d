package io.github.kubespraymaven.manifest.role;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.Architecture;
import io.github.kubespraymaven.manifest.variables.HostVariables;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What roles download beyond {@code downloads}.
 *
 * @param images those that templates name, by reference, in the order of the playbook
 * @param files those that tasks fetch
 * @param charts those that helm, or a program of its kind, installs
 * @param warnings what could not be told, or is fetched and cannot be listed; a line each
 */
public record RoleDownloads(
        List<RoleImage> images, List<RoleFile> files, List<RoleChart> charts, List<String> warnings) {
    public RoleDownloads {
        images = List.copyOf(images);
        files = List.copyOf(files);
        charts = List.copyOf(charts);
        warnings = List.copyOf(warnings);
    }

    /**
     * Looks through the roles.
     *
     * @param host on which conditions are evaluated: the first of the control plane, which sets up applications
     * @param downloads the host's {@code downloads}, evaluated as far as that can be done
     * @param all whether roles that do not run count too
     * @throws IOException if a role's files cannot be read
     */
    public static RoleDownloads of(
            SourceTree checkout,
            HostVariables hosts,
            String host,
            Architecture architecture,
            Dict downloads,
            boolean all)
            throws IOException {
        RoleFiles files = new RoleFiles(checkout);
        List<RoleUse> uses = RoleWalk.of(files);
        HostRoles roles = new HostRoles(files, uses, hosts, host, architecture);
        RoleImages images = new RoleImages(roles);
        RoleFetches fetches = new RoleFetches(roles, downloads);
        Map<String, RoleFile> fetched = new LinkedHashMap<>();
        Set<RoleChart> charts = new LinkedHashSet<>();
        for (RoleUse use : uses) {
            boolean runs = roles.runs(use);
            if (all || runs) {
                images.role(use, all);
                fetches.of(use, all).forEach(file -> fetched.putIfAbsent(file.url(), file));
                charts.addAll(RoleCharts.of(roles, use, all));
            }
            if (runs) {
                UnlistedFetches.warn(roles, use);
            }
        }
        return new RoleDownloads(images.found(), List.copyOf(fetched.values()), List.copyOf(charts), roles.warnings());
    }
}
