package io.github.kubespraymaven.builder.kubectl;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.Part;
import io.github.kubespraymaven.builder.content.LayerContents;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.layer.Recipe;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.FilesMirror;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.manifest.Kubectl;
import io.github.kubespraymaven.sbom.Component;
import io.github.kubespraymaven.sbom.LayerContent;
import io.github.kubespraymaven.sbom.PackageUrl;
import io.github.kubespraymaven.sbom.licence.Licence;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** kubectl as a layer of its own. */
public final class KubectlPart implements Part {
    public static final int FORMAT = 1;
    public static final String KIND = "kubectl";
    private static final TreePath PLACE = TreePath.of("usr/local/bin/kubectl");

    private final BuildContext context;
    private final Kubectl kubectl;
    private final FilesMirror mirror;
    private final Compression compression;

    public KubectlPart(BuildContext context, Kubectl kubectl, FilesMirror mirror, Compression compression) {
        this.context = context;
        this.kubectl = kubectl;
        this.mirror = mirror;
        this.compression = compression;
    }

    @Override
    public List<Layer> make() throws IOException {
        Digest digest = Digest.sha256(kubectl.sha256());
        Recipe recipe = Recipe.of(
                KIND,
                FORMAT,
                List.of(digest.toString()),
                Map.of("place", PLACE.value(), "compression", compression.label()));
        Path binary = context.timings()
                .of(
                        "fetch kubectl",
                        () -> mirror.file(
                                context.fetch(),
                                context.cache().blobs(),
                                "kubectl " + kubectl.version(),
                                kubectl.url(),
                                digest));
        long size = Files.size(binary);
        LayerBlob blob = context.layers()
                .get(recipe, sink -> sink.accept(PLACE, TreeEntry.RegularFile.of(0755, Content.of(binary, size))));
        contents(context.cache(), kubectl.version()).put(new LayerContent(blob.diffId(), List.of(component(digest))));
        return List.of(new Layer(KIND, kubectl.version(), blob));
    }

    /** What such layers hold. Which version a binary is, only the checkout says: another one may say otherwise. */
    public static LayerContents contents(Cache cache, String version) {
        return new LayerContents(cache, "kubectl " + version);
    }

    /** Advisories for kubectl are those for the Go module that it is built of. */
    private Component component(Digest digest) {
        PackageUrl purl = PackageUrl.of("golang/k8s.io/kubernetes", kubectl.version(), Map.of())
                .at("cmd/kubectl");
        return Component.of(Component.Kind.PROGRAM, "kubectl", kubectl.version(), purl)
                .under(Optional.of(new Licence("Apache-2.0")))
                .from(Optional.of(new Component.Source("kubectl", digest)))
                .by(Optional.of("Kubernetes"), Optional.empty());
    }
}
