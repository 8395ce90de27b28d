package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.registry.PushProgress;
import java.util.List;

/** Is told how a mirror goes, from several threads at once. It says nothing back and must return soon. */
public interface MirrorWatch {
    /**
     * So much is to be copied.
     *
     * @param images one list of blobs for each image, which may share some
     */
    void planned(List<List<Descriptor>> images);

    /** The copying of an image has begun. */
    void begun(String image, List<Descriptor> blobs);

    /** Something has happened to a blob of an image. */
    void moved(String image, PushProgress.Step step);

    /** An image was copied, or could not be. */
    void ended(String image, String line);

    /** Returns one that takes no note. */
    static MirrorWatch silent() {
        return new MirrorWatch() {
            @Override
            public void planned(List<List<Descriptor>> images) {}

            @Override
            public void begun(String image, List<Descriptor> blobs) {}

            @Override
            public void moved(String image, PushProgress.Step step) {}

            @Override
            public void ended(String image, String line) {}
        };
    }
}
