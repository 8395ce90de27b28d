package io.github.kubespraymaven.manifest.source;

import io.github.kubespraymaven.checkout.git.Revision;
import io.github.kubespraymaven.manifest.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A kubespray checkout at another revision; messages name its files as git does, {@code v2.30.0:roles/…}. */
record RevisionTree(Revision revision) implements SourceTree {

    @Override
    public Optional<String> read(String path) throws IOException {
        Optional<byte[]> bytes = revision.read(path);
        if (bytes.isPresent()) {
            YamlReader.checkLength(bytes.get().length, label(path));
        }
        return bytes.map(text -> new String(text, StandardCharsets.UTF_8));
    }

    @Override
    public List<String> list(String directory) throws IOException {
        return revision.list(directory);
    }

    @Override
    public String label(String path) {
        return revision.name() + ":" + path;
    }
}
