package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.build.content.LayerContents;
import io.github.kubespraymaven.build.layer.Layer;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.sbom.LayerContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the layers of bases hold: known since they were made, or read off what is attached to a base that was found. */
public final class BaseContents {
    private final Workshop workshop;
    private final LayerContents known;
    private final Optional<RemoteBases> remote;

    /** @param remote where bases were looked for */
    public BaseContents(Workshop workshop, Optional<RemoteBases> remote) {
        this.workshop = workshop;
        this.known = new LayerContents(workshop.cache());
        this.remote = remote;
    }

    /** Returns the contents of a base's layers, the lowest first; empty if some are not known. */
    public Optional<List<LayerContent>> of(Base base) throws IOException {
        Optional<List<LayerContent>> here = here(base);
        if (here.isPresent() || base.origin() != Base.Origin.REGISTRY || remote.isEmpty()) {
            return here;
        }
        RemoteBases from = remote.get();
        for (LayerContent content : workshop.timings().of("look for the base's SBOM", () -> from.contents(base))) {
            if (base.layers().stream().anyMatch(layer -> layer.blob().diffId().equals(content.diffId()))) {
                known.put(content);
            }
        }
        return here(base);
    }

    private Optional<List<LayerContent>> here(Base base) throws IOException {
        List<LayerContent> contents = new ArrayList<>();
        for (Layer layer : base.layers()) {
            Digest diffId = layer.blob().diffId();
            Optional<LayerContent> content = known.find(diffId);
            if (content.isEmpty()) {
                return Optional.empty();
            }
            contents.add(content.get());
        }
        return Optional.of(contents);
    }
}
