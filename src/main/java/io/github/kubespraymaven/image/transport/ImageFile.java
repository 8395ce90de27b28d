package io.github.kubespraymaven.image.transport;

import java.nio.file.Path;
import java.util.Optional;

/** A layout or an archive: an image can be written to it and read from it. */
public sealed interface ImageFile extends ImageSource, ImageTarget {

    /** Returns the directory or the file. */
    Path place();

    /** Returns the file that is written last when another image comes to stand there. */
    Path last();

    /** {@code oci:DIR[:TAG]}: an OCI layout. */
    record Layout(Path directory, Optional<String> tag) implements ImageFile {
        @Override
        public Path place() {
            return directory;
        }

        @Override
        public Path last() {
            return directory.resolve("index.json");
        }

        @Override
        public String toString() {
            return "oci:" + directory + tag.map(name -> ":" + name).orElse("");
        }
    }

    /** {@code oci-archive:FILE[:TAG]}: an OCI layout in a tar archive. */
    record OciArchive(Path file, Optional<String> tag) implements ImageFile {
        @Override
        public Path place() {
            return file;
        }

        @Override
        public Path last() {
            return file;
        }

        @Override
        public String toString() {
            return "oci-archive:" + file + tag.map(name -> ":" + name).orElse("");
        }
    }

    /** {@code docker-archive:FILE[:NAME:TAG]}: what {@code docker save} writes and {@code docker load} reads. A name has a tag. */
    record DockerArchive(Path file, Optional<ImageName> name) implements ImageFile {
        @Override
        public Path place() {
            return file;
        }

        @Override
        public Path last() {
            return file;
        }

        @Override
        public String toString() {
            return "docker-archive:" + file + name.map(named -> ":" + named).orElse("");
        }
    }
}
