package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.build.layer.Layer;
import io.github.kubespraymaven.build.layer.Recipe;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.manifest.Kubectl;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** kubectl as a layer of its own. */
final class KubectlPart implements Part {
    static final int FORMAT = 1;
    private static final TreePath PLACE = TreePath.of("usr/local/bin/kubectl");

    private final Workshop workshop;
    private final Kubectl kubectl;
    private final FilesMirror mirror;
    private final Compression compression;

    KubectlPart(Workshop workshop, Kubectl kubectl, FilesMirror mirror, Compression compression) {
        this.workshop = workshop;
        this.kubectl = kubectl;
        this.mirror = mirror;
        this.compression = compression;
    }

    @Override
    public List<Layer> make() throws IOException {
        Digest digest = Digest.sha256(kubectl.sha256());
        Recipe recipe = Recipe.of(
                "kubectl",
                FORMAT,
                List.of(digest.toString()),
                Map.of("place", PLACE.value(), "compression", compression.label()));
        Path binary = workshop.timings()
                .of(
                        "fetch kubectl",
                        () -> mirror.file(
                                workshop.fetch(),
                                workshop.cache().blobs(),
                                "kubectl " + kubectl.version(),
                                kubectl.url(),
                                digest));
        long size = Files.size(binary);
        return List.of(new Layer(
                "kubectl",
                kubectl.version(),
                workshop.layers()
                        .get(
                                recipe,
                                sink -> sink.accept(PLACE, Entry.RegularFile.of(0755, Content.of(binary, size))))));
    }
}
