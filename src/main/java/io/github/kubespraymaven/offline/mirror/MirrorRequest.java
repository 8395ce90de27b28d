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
 * @param mode what to do with what is there
 * @param result the file that tells what became of each
 */
public record MirrorRequest(
        List<Reference> images, MirrorTarget target, Naming naming, PlatformChoice platforms, Mode mode, Path result) {
    /** What is done with what is there. */
    public enum Mode {
        /** What has the right digest is taken to be whole, as far as that costs no more than a look. */
        COPY,
        /** All of what is there is looked at, and what it lacks is brought. */
        REFRESH,
        /** All of what is there is looked at, and nothing is changed. */
        CHECK
    }

    /** Keeps its own copy. */
    public MirrorRequest {
        images = List.copyOf(images);
    }
}
