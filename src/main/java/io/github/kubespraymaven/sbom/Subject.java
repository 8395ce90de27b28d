package io.github.kubespraymaven.sbom;

import io.github.kubespraymaven.digest.Digest;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * The image, or the index of images, that a document is about.
 *
 * @param name without tag, as {@code kubespray}
 * @param tag under which it was made
 * @param digest of its manifest or index
 * @param architecture as {@code amd64}; empty for an index
 * @param created its own instant, the only one that documents have
 * @param tool the version of what made it
 */
public record Subject(String name, String tag, Digest digest, String architecture, Instant created, String tool) {
    /** What makes images and documents. */
    static final String TOOL = "kubespray-maven-plugin";

    static final String TOOL_GROUP = "io.github.kubespraymaven";

    /** Whole seconds are all that SPDX knows. */
    public Subject {
        created = created.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Returns the image's package URL. */
    PackageUrl purl() {
        return PackageUrl.of("oci/" + name, digest.toString(), Map.of("arch", architecture, "tag", tag));
    }

    /** Returns the maker's package URL. */
    PackageUrl toolPurl() {
        return PackageUrl.of("maven/" + TOOL_GROUP + "/" + TOOL, tool, Map.of());
    }

    /** Returns an identifier for a document of this kind: the same image by the same version, the same identifier. */
    UUID document(String kind) {
        String text = kind + "\n" + digest + "\n" + name + ":" + tag + "\n" + toolPurl();
        ByteBuffer hash =
                ByteBuffer.wrap(HexFormat.of().parseHex(Digest.of(text).hex()));
        // RFC 9562, 5.8: version 8, whose bits are anybody's own.
        long high = (hash.getLong() & ~0xf000L) | 0x8000L;
        long low = (hash.getLong() & ~(0xc0L << 56)) | (0x80L << 56);
        return new UUID(high, low);
    }
}
