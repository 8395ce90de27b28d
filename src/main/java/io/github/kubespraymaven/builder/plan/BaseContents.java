package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.content.LayerContents;
import io.github.kubespraymaven.builder.from.FromContent;
import io.github.kubespraymaven.builder.from.FromFacts;
import io.github.kubespraymaven.builder.from.FromImage;
import io.github.kubespraymaven.builder.kubectl.KubectlPart;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.sbom.Component;
import io.github.kubespraymaven.sbom.LayerContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the layers of bases hold: known since they were made, or read off what is attached to a base that was found. Of an image
 * below, whose records are about all of its layers, the uppermost is told to hold all.
 */
public final class BaseContents {
    private final BuildContext context;
    private final LayerContents seen;
    private final Optional<LayerContents> told;
    private final Optional<RemoteBases> remote;

    /** @param remote where bases were looked for */
    public BaseContents(BuildContext context, Optional<RemoteBases> remote) {
        this.context = context;
        this.seen = new LayerContents(context.cache());
        this.told = remote.map(there -> new LayerContents(context.cache(), there.toString()));
        this.remote = remote;
    }

    /** Returns the contents of a base's layers, the lowest first; empty if some are not known. */
    public Optional<List<LayerContent>> of(Base base) throws IOException {
        Optional<List<LayerContent>> here = here(base);
        if (here.isPresent() || base.origin() != Base.Origin.REGISTRY || remote.isEmpty()) {
            return here;
        }
        RemoteBases from = remote.get();
        LayerContents known = told.orElseThrow();
        Optional<Digest> below = topBelow(base);
        for (LayerContent content : context.timings().of("look for the base's SBOM", () -> from.contents(base))) {
            if (below.equals(Optional.of(content.diffId()))) {
                known.put(new LayerContent(belowThis(base), content.components()));
            } else if (base.own().stream()
                    .anyMatch(layer -> layer.blob().diffId().equals(content.diffId()))) {
                known.put(content);
            }
        }
        return here(base);
    }

    private Optional<List<LayerContent>> here(Base base) throws IOException {
        List<LayerContent> own = new ArrayList<>();
        for (Layer layer : base.own()) {
            Optional<LayerContent> content = known(layer);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            own.add(content.get());
        }
        if (base.from().isEmpty()) {
            return Optional.of(own);
        }
        Optional<List<Component>> below = below(base);
        return below.isPresent() ? Optional.of(together(base, below.get(), own)) : Optional.empty();
    }

    private Optional<LayerContent> known(Layer layer) throws IOException {
        LayerContents own =
                layer.kind().equals(KubectlPart.KIND) ? KubectlPart.contents(context.cache(), layer.what()) : seen;
        Optional<LayerContent> content = own.find(layer.blob().diffId());
        return content.isEmpty() && told.isPresent()
                ? told.get().find(layer.blob().diffId())
                : content;
    }

    private static List<LayerContent> together(Base base, List<Component> below, List<LayerContent> own) {
        Set<String> ours = new HashSet<>();
        own.forEach(content -> content.components().forEach(one -> ours.add(unversioned(one))));
        // What a distribution of ours replaced is there no more.
        List<Component> left = below.stream()
                .filter(one -> one.kind() != Component.Kind.PYTHON || !ours.contains(unversioned(one)))
                .toList();
        List<LayerContent> all = new ArrayList<>();
        base.layers().stream()
                .filter(Layer::isFrom)
                .forEach(layer -> all.add(new LayerContent(layer.blob().diffId(), List.of())));
        if (!all.isEmpty()) {
            all.set(all.size() - 1, new LayerContent(all.get(all.size() - 1).diffId(), left));
        }
        // dpkg's records are written anew with what was added, and then name all that was there before, too.
        for (LayerContent content : own) {
            all.add(new LayerContent(
                    content.diffId(),
                    content.components().stream()
                            .filter(one -> one.kind() != Component.Kind.OPERATING_SYSTEM)
                            .filter(one -> one.kind() != Component.Kind.DEBIAN
                                    || one.file().isPresent())
                            .toList()));
        }
        return all;
    }

    private static String unversioned(Component one) {
        return one.purl().text().replaceFirst("@.*", "");
    }

    /** What is in the image below; empty where that is not known, and the image is not here either. */
    private Optional<List<Component>> below(Base base) throws IOException {
        FromImage from = base.from().orElseThrow();
        Digest key = Digest.of("image " + from.digest());
        Optional<LayerContent> content = seen.find(key);
        if (content.isEmpty() && told.isPresent()) {
            content = told.get().find(belowThis(base));
        }
        if (content.isPresent()) {
            return Optional.of(content.get().components());
        }
        if (base.origin() == Base.Origin.REGISTRY) {
            return Optional.empty();
        }
        List<Component> read = FromContent.of(new FromFacts(from, context));
        seen.put(new LayerContent(key, read));
        return Optional.of(read);
    }

    /** The key of what is left of an image below a base that was found: what the base replaced of it is not known. */
    private static Digest belowThis(Base base) {
        return Digest.of(
                "image below " + base.image().manifest().document().descriptor().digest());
    }

    private static Optional<Digest> topBelow(Base base) {
        return base.layers().stream()
                .filter(Layer::isFrom)
                .map(layer -> layer.blob().diffId())
                .reduce((lower, upper) -> upper);
    }
}
