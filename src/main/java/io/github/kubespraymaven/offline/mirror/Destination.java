package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.registry.Copied;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.util.List;

/** A place for images, used by many threads at once. */
interface Destination {
    /** Returns what an image is called there. */
    String name(Reference source);

    /** Returns what is to be said of that name. */
    List<String> notes(Reference source);

    /**
     * Returns what stands there under an image's name; nothing is changed.
     *
     * @param thorough look at all of it, and not only at what costs little
     */
    TargetState look(Reference source, boolean thorough) throws IOException;

    /** Copies an image there, and tells of each of its blobs. */
    Copied copy(ImageContents image, Reference source, PushProgress progress) throws IOException;

    /** Is told of an image that is there already, because others may share blobs with it. */
    void known(ImageContents image, Reference source) throws IOException;

    /**
     * Ends the work, when all images that can be had were copied.
     *
     * @param whole whether all could be
     * @return whether those that were copied are there now
     */
    boolean finish(boolean whole) throws IOException;
}
