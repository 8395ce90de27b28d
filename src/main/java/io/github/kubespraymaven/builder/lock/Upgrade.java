package io.github.kubespraymaven.builder.lock;

import io.github.kubespraymaven.builder.LockedFiles;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.lock.Locked;
import io.github.kubespraymaven.lock.LockedPlatform;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.resolve.Pin;
import io.github.kubespraymaven.python.version.Version;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What of a lock may move to newer versions.
 *
 * @param all everything
 * @param names of Debian packages and Python distributions, where not everything
 */
public record Upgrade(boolean all, Set<String> names) {
    /** Nothing but what other inputs force. */
    public static final Upgrade NOTHING = new Upgrade(false, Set.of());

    /** Keeps its own copy. */
    public Upgrade {
        names = Set.copyOf(names);
    }

    /** Returns the Debian packages that are to stay. */
    List<ChosenPackage> kept(Optional<LockedPlatform> before) {
        return before.map(LockedFiles::packages).orElse(List.of()).stream()
                .filter(one -> !names.contains(one.name()))
                .toList();
    }

    /** Returns the files of Python distributions that are to stay. */
    Map<ProjectName, Pin> held(Optional<LockedPlatform> before) {
        Map<ProjectName, Pin> files = new HashMap<>();
        for (Locked.Python one : before.map(LockedPlatform::pythons).orElse(List.of())) {
            if (!names.contains(one.name())) {
                files.put(ProjectName.of(one.name()), new Pin(Version.parse(one.version()), one.file(), one.sha256()));
            }
        }
        return files;
    }

    /** Returns those names that a lock does not have. */
    public List<String> unknown(LockedPlatform before) {
        return names.stream()
                .filter(name ->
                        before.debs().stream().noneMatch(deb -> deb.name().equals(name)))
                .filter(name ->
                        before.pythons().stream().noneMatch(one -> one.name().equals(name)))
                .sorted()
                .toList();
    }
}
