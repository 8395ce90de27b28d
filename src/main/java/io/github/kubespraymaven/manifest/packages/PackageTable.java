package io.github.kubespraymaven.manifest.packages;

import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.None;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The packages of v2.25 and v2.26: names with what has to be true of a host, which their task asks with a JMESPath query. This answers that
 * query (roles/kubernetes/preinstall/files/pkgs-schema.json): a package is for a host unless it is not {@code enabled}, if the host is in one of
 * the {@code groups}, if there are any, and if {@code os} names the host's family or distribution, if it is there.
 *
 * @param groups the host's
 */
record PackageTable(LinuxDistribution distribution, Set<String> groups) {
    PackageTable {
        groups = Set.copyOf(groups);
    }

    /** The names of those that are for the host. */
    Items of(Dict packages) {
        List<Value> names = new ArrayList<>();
        packages.entries().forEach(entry -> {
            if (entry.getValue() instanceof Dict conditions && isFor(conditions)) {
                names.add(entry.getKey());
            }
        });
        return Items.list(names);
    }

    private boolean isFor(Dict conditions) {
        Value enabled = conditions.get("enabled").orElse(None.NONE);
        Value wanted = conditions.get("groups").orElse(None.NONE);
        Value os = conditions.get("os").orElse(None.NONE);
        return (enabled == None.NONE || enabled.truthy())
                && (wanted == None.NONE || texts(wanted).stream().anyMatch(groups::contains))
                && (os == None.NONE || (os instanceof Dict dict && names(dict)));
    }

    private boolean names(Dict os) {
        if (texts(os.get("families").orElse(None.NONE)).contains(distribution.family())) {
            return true;
        }
        return os.get("distributions").orElse(None.NONE) instanceof Dict distributions
                && distributions.get(new Text(distribution.distribution())).orElse(None.NONE) instanceof Dict versions
                && (versions.size() == 0
                        || has(versions, "major_versions", distribution.majorVersion())
                        || has(versions, "versions", distribution.version())
                        || has(versions, "releases", distribution.release()));
    }

    private static boolean has(Dict versions, String kind, String version) {
        return texts(versions.get(kind).orElse(None.NONE)).contains(version);
    }

    private static List<String> texts(Value list) {
        return list instanceof Items items
                ? items.elements().stream().map(Value::text).toList()
                : List.of();
    }
}
