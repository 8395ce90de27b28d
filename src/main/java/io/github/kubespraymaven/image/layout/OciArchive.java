package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.image.Annotations;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

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
    public void write(ImageContents image, String tag, Blobs cache) throws IOException {
        LayoutFiles files = LayoutFiles.of(image, tag);
        Replacement.write(file, out -> {
            TarLayer tar = new TarLayer(out);
            add(tar, LayoutFiles.MARKER, Content.of(LayoutFiles.marker()));
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

    /**
     * Writes an archive of many images, instead of what stands there; what they share is in it once.
     *
     * @param images by the name under which each is found
     * @throws IOException if it cannot be written; what stood there before still does then
     */
    public void write(SortedMap<String, ImageContents> images, Blobs cache) throws IOException {
        List<Descriptor> entries = new ArrayList<>();
        Map<String, Document> documents = new LinkedHashMap<>();
        Map<String, Descriptor> blobs = new LinkedHashMap<>();
        images.forEach((name, image) -> {
            entries.add(image.top().descriptor().annotated(Annotations.REF_NAME, name));
            image.documents().forEach(one -> documents.putIfAbsent(LayoutFiles.blob(one.descriptor()), one));
            image.blobs().stream()
                    .filter(one -> MediaTypes.isDistributable(one.mediaType()))
                    .forEach(one -> blobs.putIfAbsent(LayoutFiles.blob(one), one));
        });
        LayoutFiles files = LayoutFiles.of(entries);
        Replacement.write(file, out -> {
            TarLayer tar = new TarLayer(out);
            add(tar, LayoutFiles.MARKER, Content.of(LayoutFiles.marker()));
            add(tar, LayoutFiles.INDEX, Content.of(files.index()));
            for (Map.Entry<String, Document> document : documents.entrySet()) {
                add(tar, document.getKey(), Content.of(document.getValue().bytes()));
            }
            for (Map.Entry<String, Descriptor> blob : blobs.entrySet()) {
                add(
                        tar,
                        blob.getKey(),
                        Content.of(
                                LayoutFiles.cached(cache, blob.getValue()),
                                blob.getValue().size()));
            }
            tar.finish();
        });
    }

    static void add(TarLayer tar, String name, Content content) throws IOException {
        tar.accept(TreePath.of(name), TreeEntry.RegularFile.of(0644, content));
    }
}
