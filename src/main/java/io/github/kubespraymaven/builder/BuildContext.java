package io.github.kubespraymaven.builder;

import io.github.kubespraymaven.builder.layer.LayerCache;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.cache.Locks;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.checkout.Outputs;
import io.github.kubespraymaven.concurrent.ConcurrentTasks;
import io.github.kubespraymaven.fetch.Fetch;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * What a build works with, the same for all of its parts.
 *
 * @param cache what is known already
 * @param locks of that cache
 * @param fetch brings what is not
 * @param layers runs recipes
 * @param threads for things that wait for each other or for the network: unbounded
 * @param report takes a line for each step that ended
 * @param timings of the steps
 * @param watch is told of all files that decide about the image
 * @param outputs what is written, and so belongs to no checkout
 */
public record BuildContext(
        Cache cache,
        Locks locks,
        Fetch fetch,
        LayerCache layers,
        Executor threads,
        Consumer<String> report,
        Timings timings,
        InputRecorder watch,
        Outputs outputs) {

    /** Returns what runs parts of the build side by side, on these threads. */
    public ConcurrentTasks tasks() {
        return new ConcurrentTasks(threads, "The build was interrupted.");
    }
}
