package io.github.kubespraymaven.manifest.packages;

import java.util.Collection;
import java.util.Map;

/** The text of a list of packages: a name a line, and behind it, as a comment, which role asks for it and on what condition. */
public final class OsPackageList {
    private OsPackageList() {}

    /**
     * The list.
     *
     * @param what it was made from, in words
     */
    public static String text(LinuxDistribution distribution, HostPackages.Found found, String what) {
        StringBuilder text = new StringBuilder();
        text.append("# What kubespray ").append(what).append(" installs on ").append(distribution.distribution());
        text.append(' ').append(distribution.version()).append(" with the package manager.\n");
        text.append(
                "# A mirror needs what these depend on, too. Comments: the role that asks for it, and its conditions.\n");
        lines(found.installed(), "", text);
        if (!found.removed().isEmpty()) {
            text.append("# Removed if it is there:\n");
            lines(found.removed(), "#   ", text);
        }
        return text.toString();
    }

    private static void lines(Map<String, Collection<String>> packages, String before, StringBuilder into) {
        int width = packages.keySet().stream().mapToInt(String::length).max().orElse(0);
        packages.forEach((name, whys) -> into.append(before)
                .append(name)
                .append(" ".repeat(width - name.length()))
                .append("  # ")
                .append(String.join(" | ", whys))
                .append('\n'));
    }
}
