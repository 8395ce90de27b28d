package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.Part;
import io.github.kubespraymaven.builder.python.KeptCollections;
import io.github.kubespraymaven.builder.python.PythonDistributions;
import io.github.kubespraymaven.builder.python.PythonPart;
import io.github.kubespraymaven.concurrent.RunningTask;
import io.github.kubespraymaven.concurrent.TaskGroup;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.collection.CollectionName;
import io.github.kubespraymaven.python.collection.NamedPlugins;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** A base whose collections are those that the checkout uses: which these are is known when the distributions are. */
final class UsedBase {
    private final BaseRequest request;
    private final KeptCollections collections;
    private final BuildContext context;
    private final BaseBuild build;

    UsedBase(BaseRequest request, KeptCollections collections, BuildContext context, BaseBuild build) {
        this.request = request;
        this.collections = collections;
        this.context = context;
        this.build = build;
    }

    /**
     * Returns the base. Nothing but ansible's layer waits for the names of the collections.
     *
     * @param inputs without collections
     * @param under the parts below the distributions
     */
    Base get(Platform platform, BaseInputs inputs, PythonDistributions python, List<Part> under) throws IOException {
        try (TaskGroup group = new TaskGroup(context.tasks())) {
            RunningTask<NamedPlugins> scan = group.begin(() -> collections.scan(context));
            Optional<AnsibleCollections> known = request.refresh() ? Optional.empty() : python.knownCollections();
            if (known.isPresent()) {
                BaseInputs probable = inputs.with(collections.lines(collections.of(known, scan::end)));
                Optional<Base> made = build.known(platform, probable);
                if (made.isPresent()) {
                    return made.get().asked(asked(inputs, scan));
                }
            }
            if (build.looksElsewhere() && !request.refresh()) {
                Optional<Base> found = build.find(platform, inputs, asked(inputs, scan));
                if (found.isPresent()) {
                    return found.get();
                }
            }
            RunningTask<Optional<SortedSet<CollectionName>>> kept =
                    group.begin(() -> collections.of(python.collections(), scan::end));
            List<Part> parts = new ArrayList<>();
            for (Part part : under) {
                parts.add(group.begin(part::make)::end);
            }
            PythonPart pythonPart = new PythonPart(context, python, collections, kept::end, request.compression());
            parts.add(group.begin(pythonPart::make)::end);
            BaseInputs certain = inputs.with(collections.lines(kept.end()));
            return build.get(platform, certain, request.refresh(), parts).asked(asked(inputs, scan));
        }
    }

    private Digest asked(BaseInputs inputs, RunningTask<NamedPlugins> scan) throws IOException {
        return inputs.with(collections.asked(scan.end())).key();
    }
}
