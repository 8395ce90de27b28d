package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.checkout.Watch;
import io.github.kubespraymaven.manifest.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A directory of variables that tells a watch which of its files and directories were asked for. */
final class WatchedTree implements Tree {
    private final Path root;
    private final Tree tree;
    private final Watch watch;

    WatchedTree(Path root, Watch watch) {
        this.root = root;
        this.tree = Tree.of(root);
        this.watch = watch;
    }

    @Override
    public Optional<String> read(String path) throws IOException {
        watch.asked(root.resolve(path));
        return tree.read(path);
    }

    @Override
    public List<String> list(String directory) throws IOException {
        watch.asked(root.resolve(directory));
        return tree.list(directory);
    }
}
