package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.registry.PlatformChoice;
import io.github.kubespraymaven.registry.reference.Reference;
import java.nio.file.Path;
import java.util.List;

/**
 * What is to be mirrored.
 *
 * @param images each once
 * @param target where to
 * @param naming what they are called there, where that is a registry
 * @param platforms for which
 * @param check compare, and copy nothing
 * @param result the file that tells what became of each
 */
public record MirrorRequest(
        List<Reference> images,
        MirrorTarget target,
        Naming naming,
        PlatformChoice platforms,
        boolean check,
        Path result) {
    /** Keeps its own copy. */
    public MirrorRequest {
        images = List.copyOf(images);
    }
}
