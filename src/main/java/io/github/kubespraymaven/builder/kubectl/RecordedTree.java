package io.github.kubespraymaven.builder.kubectl;

import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A directory of variables that tells a watch which of its files and directories were asked for. */
final class RecordedTree implements SourceTree {
    private final Path root;
    private final SourceTree tree;
    private final InputRecorder watch;

    RecordedTree(Path root, InputRecorder watch) {
        this.root = root;
        this.tree = SourceTree.of(root);
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
