package io.github.kubespraymaven.python.requirementsfile;

import io.github.kubespraymaven.python.requirement.ProjectName;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A yes or no for projects, as pip keeps {@code --only-binary} against {@code --no-binary}: by name, or for all.
 *
 * @param chosen normalized names with a yes, or {@code :all:}
 * @param opposed normalized names with a no, or {@code :all:}
 */
public record ProjectChoice(Set<String> chosen, Set<String> opposed) {
    private static final String ALL = ":all:";
    private static final String NONE = ":none:";

    /** Nothing said about any project. */
    public static final ProjectChoice OPEN = new ProjectChoice(Set.of(), Set.of());

    public ProjectChoice {
        chosen = Set.copyOf(chosen);
        opposed = Set.copyOf(opposed);
    }

    /** This choice after a yes for these: names, {@code :all:} or {@code :none:} between commas. */
    public ProjectChoice choose(String names) {
        Set<String> target = new TreeSet<>(chosen);
        Set<String> other = new TreeSet<>(opposed);
        apply(names, target, other);
        return new ProjectChoice(target, other);
    }

    /** This choice after a no for these. */
    public ProjectChoice oppose(String names) {
        return turned().choose(names).turned();
    }

    private ProjectChoice turned() {
        return new ProjectChoice(/* chosen= */ opposed, /* opposed= */ chosen);
    }

    private static void apply(String names, Set<String> target, Set<String> other) {
        boolean noneFollows = false;
        String rest = names;
        int all = ("," + rest + ",").lastIndexOf("," + ALL + ",");
        if (all >= 0) {
            target.clear();
            other.clear();
            target.add(ALL);
            rest = rest.substring(Math.min(rest.length(), all + ALL.length() + 1));
            noneFollows = ("," + rest + ",").contains("," + NONE + ",");
        }
        // After :all: names say nothing new, unless :none: takes it back first.
        if (all >= 0 && !noneFollows) {
            return;
        }
        for (String name : rest.split(",", -1)) {
            if (name.equals(NONE)) {
                target.clear();
            } else {
                String normalized = name.isEmpty() ? "" : ProjectName.of(name).normalized();
                other.remove(normalized);
                target.add(normalized);
            }
        }
    }

    /** What was said about this project: by its name before what was said for all. Empty when nothing was. */
    public Optional<Boolean> of(ProjectName project) {
        if (chosen.contains(project.normalized())) {
            return Optional.of(true);
        }
        if (opposed.contains(project.normalized())) {
            return Optional.of(false);
        }
        if (chosen.contains(ALL)) {
            return Optional.of(true);
        }
        return opposed.contains(ALL) ? Optional.of(false) : Optional.empty();
    }
}
