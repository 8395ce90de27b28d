package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.python.requirement.ProjectName;
import java.util.Comparator;
import java.util.Optional;

/**
 * What gets one version: a project, or one of its extras, which gets the project's and brings further requirements.
 *
 * @param extra empty for the project itself
 */
record Key(ProjectName project, Optional<ProjectName> extra) implements Comparable<Key> {
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::project)
            .thenComparing(key -> key.extra().map(ProjectName::normalized).orElse(""));

    static Key of(ProjectName project) {
        return new Key(project, Optional.empty());
    }

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return project + extra.map(name -> "[" + name + "]").orElse("");
    }
}
