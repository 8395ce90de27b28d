package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.python.requirement.Requirement;

/** Requirements of old sdists as the lines {@code Requires-Dist: …} of core metadata. */
final class Requires {
    private Requires() {}

    /** From requires.txt of setuptools: sections {@code [extra]}, {@code [:marker]} and {@code [extra:marker]}. */
    static String fromEggInfo(String requires) {
        StringBuilder lines = new StringBuilder();
        String section = "";
        for (String raw : requires.split("\n", -1)) {
            String line = raw.strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
            } else if (!line.isEmpty()) {
                lines.append("Requires-Dist: ")
                        .append(line)
                        .append(condition(section))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    private static String condition(String section) {
        int colon = section.indexOf(':');
        String extra = colon < 0 ? section : section.substring(0, colon);
        String marker = colon < 0 ? "" : section.substring(colon + 1);
        String forExtra = extra.isEmpty() ? "" : "extra == \"" + extra + "\"";
        if (marker.isEmpty() || forExtra.isEmpty()) {
            String only = marker + forExtra;
            return only.isEmpty() ? "" : " ; " + only;
        }
        return " ; (" + marker + ") and " + forExtra;
    }

    /** From a file with a requirement a line, and comments. */
    static String fromRequirements(String requirements) {
        StringBuilder lines = new StringBuilder();
        for (String raw : requirements.split("\n", -1)) {
            String line = raw.replaceFirst("(^|\\s)#.*", "").strip();
            if (!line.isEmpty()) {
                lines.append("Requires-Dist: ").append(Requirement.parse(line)).append('\n');
            }
        }
        return lines.toString();
    }
}
