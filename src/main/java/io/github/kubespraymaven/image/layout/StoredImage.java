package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.transport.ImageFile;
import io.github.kubespraymaven.json.JsonView;
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

    /** Returns what the layout's {@code index.json} says of the top; nothing where there is none. */
    Optional<JsonView> entry();

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
     * Opens the image of a layout or an archive. Of what {@code docker save} wrote config and layers are as they are, and a
     * manifest is made for them.
     *
     * @param place its tag or name says which of the images; without one there must be one alone
     * @throws IOException if there is no such place or image
     */
    static StoredImage open(ImageFile place) throws IOException {
        if (place instanceof ImageFile.Layout layout) {
            Path directory = layout.directory();
            return new StoredLayout(
                    directory.toString(),
                    layout.tag(),
                    name -> Files.newInputStream(directory.resolve(name)),
                    () -> {});
        }
        ArchiveFiles files = ArchiveFiles.open(place.last());
        String what = place.last().toString();
        if (place instanceof ImageFile.OciArchive archive) {
            return files.keepingOpen(() -> new StoredLayout(what, archive.tag(), files::open, files));
        }
        ImageFile.DockerArchive archive = (ImageFile.DockerArchive) place;
        return files.keepingOpen(() -> new StoredDockerArchive(what, archive.name(), files));
    }
}
