package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.from.FromImage;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.plan.Base;
import io.github.kubespraymaven.builder.plan.RemoteBases;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.registry.MountSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The layers of bases: where those are that are not here, and what brings them here when something needs them. */
final class BaseLayers {
    private final BuildContext context;
    private final Optional<RemoteBases> registry;

    /** Of bases that may be kept in a registry for all machines. */
    BaseLayers(BuildContext context, Optional<RemoteBases> registry) {
        this.context = context;
        this.registry = registry;
    }

    /** Registries that have layers of the bases, or of the images below them. */
    List<MountSource> elsewhere(List<Base> bases) {
        List<MountSource> elsewhere = new ArrayList<>();
        registry.ifPresent(remote -> elsewhere.add(remote.holding(bases)));
        bases.forEach(base -> elsewhere.addAll(RemoteBases.below(base)));
        return elsewhere;
    }

    /** Brings the layers here of bases that were found in a registry. */
    void bring(List<Base> bases) throws IOException {
        for (Base base : bases) {
            if (base.origin() == Base.Origin.REGISTRY) {
                RemoteBases from = registry.orElseThrow();
                context.timings().of("fetch the base", () -> {
                    from.pull(base, context);
                    return base;
                });
            } else {
                bringBelow(base);
            }
        }
    }

    /** Images in files lie on this machine alone: whatever is to be written needs their layers. */
    void bringFiles(List<Base> bases) throws IOException {
        for (Base base : bases) {
            boolean inFiles =
                    base.from().filter(from -> from.repository().isEmpty()).isPresent();
            if (inFiles && base.origin() != Base.Origin.REGISTRY) {
                bringBelow(base);
            }
        }
    }

    private void bringBelow(Base base) throws IOException {
        if (base.from().isPresent()) {
            FromImage from = base.from().get();
            context.timings().of("fetch the image below", () -> {
                for (Descriptor layer : from.image().layers()) {
                    from.layers().bring(layer);
                }
                return base;
            });
        }
    }

    /** The layers of bases that were found in a registry and have not come here: who reads a layout of ours is told so. */
    Set<Digest> absent(List<Base> bases) throws IOException {
        Set<Digest> absent = new HashSet<>();
        for (Base base : bases) {
            for (Layer layer : base.layers()) {
                boolean elsewhere = base.origin() == Base.Origin.REGISTRY || layer.isFrom();
                Digest digest = layer.blob().digest();
                if (elsewhere && context.cache().blobs().find(digest).isEmpty()) {
                    absent.add(digest);
                }
            }
        }
        if (!absent.isEmpty()) {
            context.report()
                    .accept(absent.size() + " layers of the base stay in "
                            + elsewhere(bases).stream()
                                    .map(place -> place.repository().toString())
                                    .distinct()
                                    .collect(Collectors.joining(", "))
                            + "; the layout below target does not hold them.");
        }
        return absent;
    }
}
