package io.github.kubespraymaven.image.transport;

import java.nio.file.Path;
import java.util.Optional;

/** Where an image comes from, written as skopeo and podman write their transports. */
public sealed interface ImageSource {

    /**
     * {@code docker://HOST/NAME[:TAG|@DIGEST]}: a registry.
     *
     * @param reference what stands after the slashes; whoever asks the registry reads it
     */
    record Remote(String reference) implements ImageSource {
        @Override
        public String toString() {
            return "docker://" + reference;
        }
    }

    /** {@code oci:DIR[:TAG]}: an OCI layout. */
    record Layout(Path directory, Optional<String> tag) implements ImageSource {
        @Override
        public String toString() {
            return "oci:" + directory + tag.map(name -> ":" + name).orElse("");
        }
    }

    /** {@code oci-archive:FILE[:TAG]}: an OCI layout in a tar archive. */
    record OciArchive(Path file, Optional<String> tag) implements ImageSource {
        @Override
        public String toString() {
            return "oci-archive:" + file + tag.map(name -> ":" + name).orElse("");
        }
    }

    /** {@code docker-archive:FILE[:NAME:TAG]}: what {@code docker save} writes. A name has a tag. */
    record DockerArchive(Path file, Optional<ImageName> name) implements ImageSource {
        @Override
        public String toString() {
            return "docker-archive:" + file + name.map(named -> ":" + named).orElse("");
        }
    }

    /**
     * Reads a source.
     *
     * @throws IllegalArgumentException if it is none; says what is wrong, and which forms there are
     */
    static ImageSource parse(String text) {
        return TargetReader.source(text);
    }
}
