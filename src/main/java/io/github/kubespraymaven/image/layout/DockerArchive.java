package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An image as {@code docker load} and {@code podman load} read it (Docker image specification 1.2, Combined Image JSON +
 * Filesystem Changeset Format). It has no manifest, so a registry that gets it from there knows it under another digest.
 *
 * @param file need not exist before an image is written
 */
public record DockerArchive(Path file) {
    private static final String MANIFEST = "manifest.json";

    /**
     * Writes the archive, instead of what stands there.
     *
     * @param name under which the image is loaded, as {@code NAME:TAG}
     * @param cache has the image's blobs
     * @throws UserErrorException if the image is for several platforms, which this form cannot hold
     * @throws IOException if it cannot be written; what stood there before still does then
     */
    public void write(ImageContents image, String name, Blobs cache) throws IOException {
        Image only = only(image, file.toString());
        Replacement.write(file, out -> write(out, only, name, cache));
    }

    /**
     * Writes the archive to a stream, which stays open.
     *
     * @throws UserErrorException if the image is for several platforms, which this form cannot hold
     */
    public static void write(OutputStream out, ImageContents image, String name, Blobs cache) throws IOException {
        write(out, only(image, name), name, cache);
    }

    private static Image only(ImageContents image, String what) throws IOException {
        Map<Platform, Image> images = image.images();
        if (images.size() != 1) {
            throw new UserErrorException(what + ": a docker-archive holds one platform, not " + images.keySet()
                    + "; use oci-archive, or build one platform");
        }
        return images.values().iterator().next();
    }

    private static void write(OutputStream out, Image only, String name, Blobs cache) throws IOException {
        TarLayer tar = new TarLayer(out);
        Descriptor config = only.manifest().config();
        OciArchive.add(tar, MANIFEST, Content.of(manifest(config, only.layers(), name)));
        OciArchive.add(
                tar,
                config(config.digest()),
                Content.of(only.config().document().bytes()));
        Set<Descriptor> layers = new LinkedHashSet<>(only.layers());
        for (Descriptor layer : layers) {
            OciArchive.add(tar, layer(layer), Content.of(LayoutFiles.cached(cache, layer), layer.size()));
        }
        tar.finish();
    }

    private static String config(Digest digest) {
        return digest.hex() + ".json";
    }

    /** Readers go by the content and not by the name. */
    private static String layer(Descriptor layer) {
        String mediaType = layer.mediaType();
        String ending = mediaType.endsWith("gzip") ? ".tar.gz" : mediaType.endsWith("zstd") ? ".tar.zst" : ".tar";
        return layer.digest().hex() + ending;
    }

    private static String manifest(Descriptor config, List<Descriptor> layers, String name) {
        return JsonWriter.compact(new Json.Array(List.of(Json.object()
                .put("Config", config(config.digest()))
                .put("RepoTags", Json.texts(List.of(name)))
                .put(
                        "Layers",
                        Json.texts(layers.stream().map(DockerArchive::layer).toList()))
                .build())));
    }
}
