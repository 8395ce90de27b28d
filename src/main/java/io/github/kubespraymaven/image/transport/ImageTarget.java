package io.github.kubespraymaven.image.transport;

import java.nio.file.Path;

/** Where an image is to go, written as skopeo and podman write their transports. */
public sealed interface ImageTarget
        permits ImageFile, ImageTarget.Remote, ImageTarget.DockerDaemon, ImageTarget.ContainersStorage {

    /** {@code docker://HOST/NAME[:TAG]}: a registry. */
    record Remote(ImageName name) implements ImageTarget {
        @Override
        public String toString() {
            return "docker://" + name;
        }
    }

    /** {@code docker-daemon:NAME:TAG}: the images of a running Docker. */
    record DockerDaemon(ImageName name) implements ImageTarget {
        @Override
        public String toString() {
            return "docker-daemon:" + name;
        }
    }

    /** {@code containers-storage:NAME:TAG}: the images of podman and buildah. */
    record ContainersStorage(ImageName name) implements ImageTarget {
        @Override
        public String toString() {
            return "containers-storage:" + name;
        }
    }

    /**
     * Reads one target.
     *
     * @param base what paths are relative to
     * @throws IllegalArgumentException if it is none; says what is wrong, and which forms there are
     */
    static ImageTarget parse(String text, Path base) {
        return new TargetReader(base).target(text);
    }
}
