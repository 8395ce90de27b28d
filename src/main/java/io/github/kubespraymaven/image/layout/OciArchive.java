package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.image.Assembly;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TarLayer;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An image layout in a tar archive, whose bytes follow from the image and its name.
 *
 * @param file need not exist before an image is written
 */
public record OciArchive(Path file) {

    /**
     * Writes the archive, instead of what stands there.
     *
     * @param tag under which name readers find the image
     * @param cache has the image's blobs
     * @throws IOException if it cannot be written; what stood there before still does then
     */
    public void write(Assembly image, String tag, Blobs cache) throws IOException {
        LayoutFiles files = LayoutFiles.of(image, tag);
        Replacement.write(file, out -> {
            TarLayer tar = new TarLayer(out);
            add(tar, LayoutFiles.MARKER, Content.of(files.marker()));
            add(tar, LayoutFiles.INDEX, Content.of(files.index()));
            for (Document document : image.documents()) {
                add(tar, LayoutFiles.blob(document.descriptor()), Content.of(document.bytes()));
            }
            for (Descriptor blob : image.blobs()) {
                add(tar, LayoutFiles.blob(blob), Content.of(LayoutFiles.cached(cache, blob), blob.size()));
            }
            tar.finish();
        });
    }

    static void add(TarLayer tar, String name, Content content) throws IOException {
        tar.accept(TreePath.of(name), Entry.RegularFile.of(0644, content));
    }
}
