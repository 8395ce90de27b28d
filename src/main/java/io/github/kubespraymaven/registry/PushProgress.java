package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.image.Descriptor;

/** Is told how a push goes, from several threads at once. It says nothing back and must return soon. */
@FunctionalInterface
public interface PushProgress {

    /** What has happened to a blob. */
    sealed interface Step {
        /** Returns which. */
        Descriptor blob();

        /** It is in the repository already. */
        record Present(Descriptor blob) implements Step {}

        /** It was in another repository of the registry, and is in this one now. */
        record Mounted(Descriptor blob) implements Step {}

        /** So many of its bytes are on their way, in all; fewer than before when it had to begin again. */
        record Advanced(Descriptor blob, long bytes) implements Step {}

        /** It was uploaded. */
        record Uploaded(Descriptor blob) implements Step {}
    }

    /** Takes note. */
    void happened(Step step);

    /** Returns one that takes no note. */
    static PushProgress silent() {
        return step -> {};
    }
}
