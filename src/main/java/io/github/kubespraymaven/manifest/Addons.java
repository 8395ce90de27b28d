package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Template;
import io.github.kubespraymaven.manifest.role.RoleUse;
import io.github.kubespraymaven.manifest.role.RoleWalk;
import io.github.kubespraymaven.manifest.source.ManifestException;
import io.github.kubespraymaven.manifest.source.SourceTree;
import io.github.kubespraymaven.manifest.variables.KubesprayRelease;
import io.github.kubespraymaven.manifest.yaml.VariableFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addons: what a variable {@code NAME_enabled} switches on. */
public final class Addons {
    private static final Pattern SWITCH = Pattern.compile("\\b([a-z][a-z0-9_]*)_enabled\\b");

    private Addons() {}

    /** The variable that switches an addon on. */
    static String variable(String addon) {
        return addon + "_enabled";
    }

    /**
     * The addons of a checkout: the switches in the entries of {@code downloads} and in the conditions of roles.
     *
     * @throws IOException if files cannot be read
     */
    static Set<String> names(SourceTree checkout, KubesprayRelease release) throws IOException {
        Set<String> names = new TreeSet<>();
        for (VariableFile file : release.defaults()) {
            if (file.find("downloads").orElse(Dict.EMPTY) instanceof Dict downloads) {
                downloads.values().forEach(entry -> {
                    if (entry instanceof Dict fields
                            && fields.get("enabled").orElse(Dict.EMPTY) instanceof Template template) {
                        collect(template.source(), names);
                    }
                });
            }
        }
        for (RoleUse use : RoleWalk.of(checkout)) {
            use.conditions().forEach(condition -> collect(condition.text(), names));
        }
        return names;
    }

    private static void collect(String expression, Set<String> into) {
        Matcher found = SWITCH.matcher(expression);
        while (found.find()) {
            into.add(found.group(1));
        }
    }

    /**
     * Refuses names that are no addons.
     *
     * @throws ManifestException that names all of them
     */
    static void check(List<String> wanted, Set<String> known) throws ManifestException {
        List<String> unknown =
                wanted.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new ManifestException("no addon named " + String.join(", ", unknown)
                    + " in this kubespray; there are " + String.join(", ", known));
        }
    }

    /** The group_vars that switch addons on. */
    static String groupVariables(Collection<String> addons) {
        StringBuilder text = new StringBuilder("---\n# Put this into group_vars/k8s_cluster of the inventory.\n");
        addons.forEach(addon -> text.append(variable(addon)).append(": true\n"));
        return text.toString();
    }

    /**
     * All addons of a checkout with what each would add to the lists of a request.
     *
     * @throws ManifestException if the request's lists cannot be made
     * @throws IOException if files cannot be read
     */
    public static List<Addon> list(ManifestRequest request) throws IOException {
        ManifestRequest plain = request.withAddons(List.of());
        ManifestResult without = Manifests.make(plain);
        List<Addon> addons = new ArrayList<>();
        for (String name : names(request.checkout(), KubesprayRelease.of(request.checkout()))) {
            addons.add(addon(name, plain.withAddons(List.of(name)), without));
        }
        return addons;
    }

    private static Addon addon(String name, ManifestRequest request, ManifestResult without) throws IOException {
        try {
            ManifestResult with = Manifests.make(request);
            List<String> added = new ArrayList<>(things(with));
            added.removeAll(things(without));
            List<String> remarks = new ArrayList<>(with.warnings());
            remarks.removeAll(without.warnings());
            return new Addon(name, added, remarks);
        } catch (ManifestException e) {
            return new Addon(name, List.of(), List.of("cannot be told: " + e.getMessage()));
        }
    }

    private static Set<String> things(ManifestResult result) {
        Set<String> things = new LinkedHashSet<>();
        for (Manifest manifest : result.manifests()) {
            manifest.files().forEach(file -> things.add(file.url()));
            manifest.images().forEach(image -> things.add(image.reference()));
            manifest.charts()
                    .forEach(chart ->
                            things.add("chart " + chart.name() + " " + chart.version() + " of " + chart.repository()));
        }
        return things;
    }
}
