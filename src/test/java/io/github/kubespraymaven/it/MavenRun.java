package io.github.kubespraymaven.it;

import java.util.List;
import java.util.stream.Collectors;

/**
 * How a Maven ended.
 *
 * @param exit its status
 * @param output all that it printed
 */
record MavenRun(int exit, String output) {

    /** Requires success. */
    MavenRun succeeded() {
        if (exit != 0) {
            throw new AssertionError("exit " + exit + ":\n" + output);
        }
        return this;
    }

    /** Requires failure, without a stack trace and without a word that it is the plugin's own fault. */
    MavenRun failed() {
        if (exit == 0) {
            throw new AssertionError("it should have failed:\n" + output);
        }
        if (output.contains("\tat ") || output.contains("NullPointer") || output.contains("Caused by")) {
            throw new AssertionError("a stack trace that nobody asked for:\n" + output);
        }
        return this;
    }

    /** The plugin's own words on a failure: what comes before and after them is Maven's. */
    String complaint() {
        List<String> lines = output.lines().toList();
        String all = lines.stream()
                .dropWhile(line -> !line.startsWith("[ERROR] Failed to execute goal"))
                .takeWhile(line -> !line.startsWith("[ERROR] -> ") && !line.equals("[ERROR] "))
                .map(line -> line.replaceFirst("^\\[ERROR] ", ""))
                .collect(Collectors.joining("\n"));
        return all.replaceFirst("^Failed to execute goal \\S+ \\([^)]*\\) on project [^:]+: ", "")
                .replaceFirst(" -> \\[Help 1]", "");
    }
}
