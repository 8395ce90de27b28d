package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.tree.TreePath;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All that is known of a root after the last package's files went into it. */
public final class Unpacked {
    private final List<UnpackedPackage> packages;
    private final NavigableMap<TreePath, byte[]> contents;
    private final NavigableMap<TreePath, SharedLibrary> libraries;
    private final Root root;

    Unpacked(
            List<UnpackedPackage> packages,
            NavigableMap<TreePath, byte[]> contents,
            NavigableMap<TreePath, SharedLibrary> libraries,
            Root root) {
        this.packages = List.copyOf(packages);
        this.contents = contents;
        this.libraries = libraries;
        this.root = root;
    }

    /** The packages, in the order in which they were unpacked. */
    public List<UnpackedPackage> packages() {
        return packages;
    }

    /** The packages' names. */
    public Set<String> names() {
        return packages.stream().map(one -> one.control().name()).collect(Collectors.toSet());
    }

    /** The contents that {@link ScriptEffects#reads} asked for, by place; those that were left out of the tree included. */
    public NavigableMap<TreePath, byte[]> contents() {
        return contents;
    }

    /** The libraries in the dynamic linker's own directories, by place. */
    public NavigableMap<TreePath, SharedLibrary> libraries() {
        return libraries;
    }

    /** What lies at a place; empty if nothing does, or it was left out. */
    public Optional<RootEntry> at(TreePath place) {
        return root.at(place);
    }
}
