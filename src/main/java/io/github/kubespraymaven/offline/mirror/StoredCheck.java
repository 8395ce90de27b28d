package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.layout.LayoutImages;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at images in files; a whole one that several share is looked at once. Safe for use by many threads. */
final class StoredCheck {
    private final Set<Digest> whole = ConcurrentHashMap.newKeySet();

    /** Tells what is wrong with a blob. */
    @FunctionalInterface
    interface Blobs {
        Optional<String> problem(Descriptor blob) throws IOException;
    }

    /** Returns what stands under a name; its documents are read and verified. */
    TargetState look(LayoutImages images, String name, Blobs blobs) {
        Optional<Digest> digest = Optional.empty();
        try {
            Optional<Descriptor> entry = images.find(name);
            if (entry.isEmpty()) {
                return TargetState.NOTHING;
            }
            digest = entry.map(Descriptor::digest);
            ImageContents image = images.read(entry.get());
            Optional<String> problem = images.markerProblem();
            for (Descriptor blob : Pulls.layers(image)) {
                problem = problem.isPresent() ? problem : problem(blob, blobs);
            }
            return new TargetState(digest, problem);
        } catch (IOException e) {
            return TargetState.damaged(digest, String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> problem(Descriptor blob, Blobs blobs) throws IOException {
        if (whole.contains(blob.digest())) {
            return Optional.empty();
        }
        Optional<String> problem = blobs.problem(blob);
        if (problem.isEmpty()) {
            whole.add(blob.digest());
        }
        return problem;
    }
}
