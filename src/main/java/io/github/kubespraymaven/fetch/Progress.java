package io.github.kubespraymaven.fetch;

/**
 * Is told how downloads go, from several threads at once. It says nothing back and must return soon.
 */
@FunctionalInterface
public interface Progress {

    /** What has happened to a download. */
    sealed interface Step {
        /** Returns which. */
        Download download();

        /** It is not in the cache, and its turn will come. */
        record Expected(Download download) implements Step {}

        /** It is asked for; the size is in {@link Download#size()} or still unknown. */
        record Started(Download download) implements Step {}

        /** Its server has said how many bytes it has, which was unknown. */
        record Sized(Download download, long bytes) implements Step {}

        /** So many of its bytes are here now, in all; fewer than before when it had to begin again. */
        record Advanced(Download download, long bytes) implements Step {}

        /** It is in the cache. */
        record Finished(Download download, long bytes) implements Step {}

        /** It was in the cache already. */
        record Reused(Download download) implements Step {}

        /** It could not be had. */
        record Failed(Download download) implements Step {}
    }

    /** Takes note. */
    void happened(Step step);

    /** Returns one that takes no note. */
    static Progress silent() {
        return step -> {};
    }
}
