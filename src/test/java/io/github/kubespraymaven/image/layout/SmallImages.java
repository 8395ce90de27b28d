package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.ImageLayer;
import io.github.kubespraymaven.image.LayerBlob;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.RunConfig;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.image.transport.ImageFile;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Images of one or two small layers, and the cache that holds these. */
public final class SmallImages {
    private final Blobs cache;

    /** Keeps the layers in a directory. */
    public SmallImages(Path directory) {
        cache = new Cache(directory).blobs();
    }

    public Blobs cache() {
        return cache;
    }

    /** Returns an image of two layers, of which one is in all of them. */
    public ImageContents image(String motd) throws IOException {
        return ImageContents.of(image(motd, Platform.LINUX_AMD64));
    }

    /** Returns an image for two platforms. */
    public ImageContents imageForTwo(String motd) throws IOException {
        return ImageContents.of(
                List.of(image(motd, Platform.LINUX_AMD64), image(motd, Platform.LINUX_ARM64)), new TreeMap<>());
    }

    ImageContents imageWithoutItsLayer(String motd) {
        LayerBlob lost =
                new LayerBlob(Digest.of(motd), Digest.of("tar of " + motd), 12, 34, MediaTypes.LAYER + "+gzip");
        return ImageContents.of(
                Image.empty(Platform.LINUX_AMD64).with(List.of(ImageLayer.of(lost, "lost")), "1980-01-02T00:00:00Z"));
    }

    private Image image(String motd, Platform platform) throws IOException {
        return Image.empty(platform)
                .with(
                        List.of(
                                ImageLayer.of(layer("etc/os-release", "ID=small\n"), "os"),
                                ImageLayer.of(layer("etc/motd", motd + "\n"), "motd")),
                        "1980-01-02T00:00:00Z")
                .run(RunConfig.EMPTY.running("bash"));
    }

    private LayerBlob layer(String path, String text) throws IOException {
        try (BlobWriter out = cache.writer()) {
            LayerBlob layer = new LayerWriter(Compression.GZIP, Runnable::run, 1)
                    .write(
                            sink -> sink.accept(TreePath.of(path), TreeEntry.RegularFile.of(0644, Content.of(text))),
                            out);
            out.commit();
            return layer;
        }
    }

    /** Reads all of an image in a layout, verified: that of a tag, or the only one there is. */
    public static ImageContents inLayout(Path directory, Optional<String> tag) throws IOException {
        try (StoredImage stored = StoredImage.open(new ImageFile.Layout(directory, tag))) {
            return ImageContents.read(stored.top(), stored::document);
        }
    }
}
