package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.transport.ImageName;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An image in files, of which a part is read at a time. Safe for use by many threads. */
public interface StoredImage extends Closeable {

    /** Returns the manifest or index that stands for all of it. */
    Document top();

    /**
     * Returns a document that the top leads to, verified.
     *
     * @throws IOException if it is missing, or is another
     */
    Document document(Descriptor wanted) throws IOException;

    /**
     * Opens a layer. Its bytes are not verified.
     *
     * @throws IOException if it is missing
     */
    InputStream layer(Descriptor wanted) throws IOException;

    /**
     * Opens a layout.
     *
     * @param tag which of its images; without one there must be one alone
     * @throws IOException if there is no such layout or image
     */
    static StoredImage layout(Path directory, Optional<String> tag) throws IOException {
        return new StoredLayout(
                directory.toString(), tag, name -> Files.newInputStream(directory.resolve(name)), () -> {});
    }

    /**
     * Opens a layout in a tar archive.
     *
     * @param tag as above
     * @throws IOException if there is no such archive or image
     */
    static StoredImage archive(Path file, Optional<String> tag) throws IOException {
        ArchiveFiles files = ArchiveFiles.open(file);
        return files.keepingOpen(() -> new StoredLayout(file.toString(), tag, files::open, files));
    }

    /**
     * Opens what {@code docker save} wrote: its config and layers as they are, and a manifest made for them.
     *
     * @param name which of its images; without one there must be one alone
     * @throws IOException if there is no such archive or image
     */
    static StoredImage dockerArchive(Path file, Optional<ImageName> name) throws IOException {
        ArchiveFiles files = ArchiveFiles.open(file);
        return files.keepingOpen(() -> new StoredDockerArchive(file.toString(), name, files));
    }
}
