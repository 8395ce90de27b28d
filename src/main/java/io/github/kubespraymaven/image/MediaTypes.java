package io.github.kubespraymaven.image;

import java.util.Map;
import java.util.Set;

/** The media types of images: OCI's, which are written, and Docker's, which are read as well. */
public final class MediaTypes {
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    /** A tar stream; with {@code +gzip} or {@code +zstd} a compressed one. */
    public static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    public static final String DOCKER_INDEX = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private static final Map<String, String> OCI_FOR_DOCKER = Map.of(
            "application/vnd.docker.image.rootfs.diff.tar.gzip", LAYER + "+gzip",
            "application/vnd.docker.image.rootfs.diff.tar", LAYER,
            "application/vnd.docker.container.image.v1+json", CONFIG);

    private static final Set<String> INDEXES = Set.of(INDEX, DOCKER_INDEX);
    private static final Set<String> MANIFESTS = Set.of(MANIFEST, DOCKER_MANIFEST);

    private MediaTypes() {}

    /** Tells whether it is that of a list of manifests. */
    public static boolean isIndex(String mediaType) {
        return INDEXES.contains(mediaType);
    }

    /** Tells whether it is that of one image's manifest. */
    public static boolean isManifest(String mediaType) {
        return MANIFESTS.contains(mediaType);
    }

    /** Returns OCI's name for what Docker calls otherwise; all else as it is. */
    public static String oci(String mediaType) {
        return OCI_FOR_DOCKER.getOrDefault(mediaType, mediaType);
    }

    /** Tells whether a layer may be stored anywhere, and not only where its maker has it. */
    public static boolean isDistributable(String mediaType) {
        return !mediaType.contains(".foreign.") && !mediaType.contains(".nondistributable.");
    }
}
