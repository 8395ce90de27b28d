package io.github.kubespraymaven.image.transport;

import java.nio.file.Path;
import java.util.Optional;

/** Where an image is to go, written as skopeo and podman write their transports. */
public sealed interface Target {

    /** {@code docker://HOST/NAME[:TAG]}: a registry. */
    record Remote(ImageName name) implements Target {
        @Override
        public String toString() {
            return "docker://" + name;
        }
    }

    /** {@code oci:DIR[:TAG]}: an OCI layout. */
    record Layout(Path directory, Optional<String> tag) implements Target {
        @Override
        public String toString() {
            return "oci:" + directory + tag.map(name -> ":" + name).orElse("");
        }
    }

    /** {@code oci-archive:FILE[:TAG]}: an OCI layout in a tar archive. */
    record OciArchive(Path file, Optional<String> tag) implements Target {
        @Override
        public String toString() {
            return "oci-archive:" + file + tag.map(name -> ":" + name).orElse("");
        }
    }

    /** {@code docker-archive:FILE[:NAME:TAG]}: what {@code docker load} reads. A name has a tag. */
    record DockerArchive(Path file, Optional<ImageName> name) implements Target {
        @Override
        public String toString() {
            return "docker-archive:" + file + name.map(named -> ":" + named).orElse("");
        }
    }

    /** {@code docker-daemon:NAME:TAG}: the images of a running Docker. */
    record DockerDaemon(ImageName name) implements Target {
        @Override
        public String toString() {
            return "docker-daemon:" + name;
        }
    }

    /** {@code containers-storage:NAME:TAG}: the images of podman and buildah. */
    record ContainersStorage(ImageName name) implements Target {
        @Override
        public String toString() {
            return "containers-storage:" + name;
        }
    }

    /**
     * Reads one target.
     *
     * @throws IllegalArgumentException if it is none; says what is wrong, and which forms there are
     */
    static Target parse(String text) {
        return TargetReader.read(text);
    }
}
