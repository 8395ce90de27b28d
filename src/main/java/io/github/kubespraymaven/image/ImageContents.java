package io.github.kubespraymaven.image;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.JsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * All that one name of an image leads to, for one platform or several: what every destination gets and every source
 * gives. Documents are held, blobs are named.
 */
public final class ImageContents {
    /** More are in no image; deeper are no indexes. */
    private static final int MAX_DOCUMENTS = 1000;

    private static final int MAX_DEPTH = 4;

    private final Map<Digest, Document> documents = new LinkedHashMap<>();
    private final Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
    private final Document top;

    private ImageContents(Document top) {
        this.top = top;
    }

    /** Where documents come from. */
    @FunctionalInterface
    public interface Source {
        /**
         * Returns a document's bytes, verified.
         *
         * @throws IOException if it cannot be had, or is another
         */
        Document read(Descriptor descriptor) throws IOException;
    }

    /** Puts one platform's image together. */
    public static ImageContents of(Image image) {
        ImageContents assembly = new ImageContents(image.manifest().document());
        assembly.add(image);
        assembly.add(assembly.top);
        return assembly;
    }

    /**
     * Puts an image for several platforms together: an index over one manifest each, in the order of the platforms.
     *
     * @param annotations facts by name, for the index
     */
    public static ImageContents of(Collection<Image> images, SortedMap<String, String> annotations) {
        List<Image> ordered = new ArrayList<>(images);
        ordered.sort(Comparator.comparing(image -> image.config().platform()));
        List<Descriptor> manifests = new ArrayList<>();
        for (Image image : ordered) {
            manifests.add(
                    image.manifest().document().descriptor().on(image.config().platform()));
        }
        ImageContents assembly = new ImageContents(new Index(manifests, annotations).document());
        for (Image image : ordered) {
            assembly.add(image);
            assembly.add(image.manifest().document());
        }
        assembly.add(assembly.top);
        return assembly;
    }

    /**
     * Reads all that a manifest or an index leads to.
     *
     * @throws JsonException if a document is not what its media type says
     * @throws IOException if a document cannot be had
     */
    public static ImageContents read(Document top, Source source) throws IOException {
        ImageContents assembly = new ImageContents(top);
        assembly.collect(top, source, 0);
        return assembly;
    }

    private void collect(Document document, Source source, int depth) throws IOException {
        Descriptor what = document.descriptor();
        if (depth > MAX_DEPTH || documents.size() > MAX_DOCUMENTS) {
            throw new IOException(what.digest() + ": indexes more than " + MAX_DEPTH + " deep, or more than "
                    + MAX_DOCUMENTS + " manifests, are no image");
        }
        if (MediaTypes.isIndex(what.mediaType())) {
            for (Descriptor manifest : Index.read(document).manifests()) {
                if (!documents.containsKey(manifest.digest())) {
                    collect(read(manifest, what, source), source, depth + 1);
                }
            }
        } else if (MediaTypes.isManifest(what.mediaType())) {
            ImageManifest manifest = ImageManifest.read(document);
            add(source.read(manifest.config()));
            manifest.layers().forEach(this::add);
        } else {
            throw new IOException(what.digest() + ": neither a manifest nor an index, but " + what.mediaType());
        }
        add(document);
    }

    /** What an index says of a manifest must be true: who pulls the image believes it. */
    private static Document read(Descriptor manifest, Descriptor index, Source source) throws IOException {
        String type = manifest.mediaType();
        if (!MediaTypes.isManifest(type) && !MediaTypes.isIndex(type)) {
            throw new IOException(index.digest() + ": this index has " + manifest.digest()
                    + ", which is neither a manifest nor an index, but " + type);
        }
        Document document = source.read(manifest);
        long size = document.descriptor().size();
        if (size != manifest.size()) {
            throw new IOException(index.digest() + ": this index gives the manifest " + manifest.digest() + " "
                    + manifest.size() + " bytes; it has " + size);
        }
        return document;
    }

    private void add(Image image) {
        add(image.config().document());
        image.layers().forEach(this::add);
    }

    private void add(Document document) {
        documents.putIfAbsent(document.descriptor().digest(), document);
    }

    private void add(Descriptor blob) {
        blobs.putIfAbsent(blob.digest(), blob);
    }

    /** Returns the manifest or index that the name stands for. */
    public Document top() {
        return top;
    }

    /** Returns all documents, each after those it refers to: configs, manifests, and the top at last. */
    public List<Document> documents() {
        return List.copyOf(documents.values());
    }

    /**
     * Returns all layers once, in the order of their first use; but none that is a document too, as the empty config of an
     * artifact is its only layer.
     */
    public List<Descriptor> blobs() {
        List<Descriptor> all = new ArrayList<>();
        for (Descriptor blob : blobs.values()) {
            if (!documents.containsKey(blob.digest())) {
                all.add(blob);
            }
        }
        return Collections.unmodifiableList(all);
    }

    /**
     * Returns the images by platform, in the index's order. What an index names that is no image for a platform (an
     * attestation, say) is left out.
     *
     * @throws JsonException if a document is not what its media type says
     */
    public Map<Platform, Image> images() throws JsonException {
        Map<Platform, Image> images = new LinkedHashMap<>();
        collect(top, images);
        return Collections.unmodifiableMap(images);
    }

    private void collect(Document document, Map<Platform, Image> images) throws JsonException {
        if (MediaTypes.isIndex(document.descriptor().mediaType())) {
            for (Descriptor manifest : Index.read(document).manifests()) {
                collect(known(manifest.digest()), images);
            }
            return;
        }
        ImageManifest manifest = ImageManifest.read(document);
        Document config = known(manifest.config().digest());
        ImageConfig read = ImageConfig.read(config);
        if (!read.platform().os().equals("unknown")) {
            List<Descriptor> layers =
                    manifest.layers().stream().map(Descriptor::oci).toList();
            images.putIfAbsent(read.platform(), new Image(read, layers, manifest.annotations()));
        }
    }

    private Document known(Digest digest) {
        Document document = documents.get(digest);
        if (document == null) {
            throw new IllegalStateException(digest + " was not collected");
        }
        return document;
    }
}
