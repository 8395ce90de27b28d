package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/** One repository of a registry (OCI distribution specification). Safe for use by many threads. */
public final class RemoteRepository {
    private final Exchange exchange;
    private final RemoteManifests manifests;
    private final Existence existence;
    private final Quirks quirks;

    RemoteRepository(Exchange exchange, BlobPresence present, Quirks quirks) {
        this.exchange = exchange;
        this.manifests = new RemoteManifests(exchange, quirks);
        this.existence = new Existence(exchange, present, quirks);
        this.quirks = quirks;
    }

    /** Returns its name. */
    public Repository name() {
        return exchange.repository();
    }

    /**
     * Returns which manifest a tag or a digest stands for; nothing if there is none. Where the registry does not say it, the
     * manifest is read.
     *
     * @throws DeniedException if this may not be read
     */
    public Optional<Digest> digestOf(String tagOrDigest) throws IOException {
        return manifests.digestOf(tagOrDigest);
    }

    /**
     * Returns a manifest or an index, byte for byte, if it is there. Asked for by digest it is verified.
     *
     * @throws DeniedException if it may not be read
     * @throws RegistryException if it is no image's
     */
    public Optional<Document> manifest(String tagOrDigest) throws IOException {
        return manifests.get(tagOrDigest);
    }

    /**
     * Stores a manifest or an index. All that it refers to must be there. Where the answer does not show that it was stored, it
     * is read back.
     *
     * @throws DeniedException if nothing may be written here
     */
    public void putManifest(Document manifest, String tagOrDigest) throws IOException {
        manifests.put(manifest, tagOrDigest);
    }

    /**
     * Stores a manifest that names another as its subject, under its digest.
     *
     * @return whether the registry says that it lists it with that one ({@code OCI-Subject})
     * @throws DeniedException if nothing may be written here
     */
    public boolean putReferrer(Document manifest) throws IOException {
        return manifests.put(manifest, manifest.descriptor().digest().toString());
    }

    /**
     * Returns the descriptors of what names a manifest as its subject; nothing if the registry keeps no such lists.
     *
     * @throws DeniedException if this may not be read
     */
    public Optional<List<JsonView>> referrers(Digest subject) throws IOException {
        return new ReferrersList(exchange).of(subject);
    }

    /**
     * Tells whether a blob is there. One that was seen here before is not asked for again.
     *
     * @throws DeniedException if this may not be read
     * @throws RegistryException if something is answered that is not this blob
     */
    public boolean hasBlob(Descriptor blob) throws IOException {
        return existence.of(blob);
    }

    /** Has a blob looked for again that was seen here: the registry says that it misses one. */
    public void doubt(Descriptor blob) {
        existence.doubt(blob);
    }

    /**
     * Returns how many bytes the registry says that a blob has, which is all that can be known without reading it; nothing if
     * it is not there. Where the registry says nothing, or zero as some do of all that they do not send, the blob is read.
     *
     * @throws DeniedException if this may not be read
     */
    public OptionalLong sizeOf(Descriptor blob) throws IOException {
        return existence.size(blob);
    }

    /**
     * Asks what is wrong with a blob here. Its bytes are read only where the registry tells another size than it is to have.
     *
     * @return nothing where it is there
     * @throws DeniedException if this may not be read
     */
    public Optional<String> problem(Descriptor blob) throws IOException {
        String name = name().with(blob.digest().toString());
        OptionalLong size = existence.size(blob);
        if (size.isEmpty()) {
            return Optional.of(name + ": this blob is not there");
        }
        if (size.getAsLong() == blob.size()) {
            return Optional.empty();
        }
        // Some registries and fronts tell no true size of what they do not send.
        try (InputStream in = open(blob)) {
            in.transferTo(OutputStream.nullOutputStream());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(name + ": the registry has " + size.getAsLong() + " bytes of this blob, not "
                    + blob.size() + " (" + e.getMessage() + ")");
        }
    }

    /**
     * Makes a blob of another repository of this registry one of this repository too, if the registry can.
     *
     * @return whether it is here now; where not, nobody needs to be told why, as it can be uploaded
     */
    public boolean mount(Descriptor blob, Repository from) throws IOException {
        return new Mounts(exchange, existence, quirks).mount(blob, from);
    }

    /**
     * Stores a blob; the registry verifies it. A connection that breaks is made up for: a large blob goes on in pieces then.
     *
     * @param content its bytes
     * @throws DeniedException if nothing may be written here
     */
    public void upload(Descriptor blob, Request.Body content) throws IOException {
        new Uploads(exchange, existence, quirks).upload(blob, content);
    }

    /**
     * Reads a small blob, as a config is, verified.
     *
     * @throws RegistryException if it is missing, or larger than a document may be
     */
    public Document document(Descriptor blob) throws IOException {
        return new BlobDownloads(exchange).document(blob);
    }

    /**
     * Opens a blob: a stream that goes on where a body breaks off, and ends with an error before its last bytes if they are
     * not the digest's.
     *
     * @throws RegistryException if it is missing
     */
    public InputStream open(Descriptor blob) throws IOException {
        return new BlobDownloads(exchange).open(blob);
    }

    /**
     * Brings a blob into the cache, verified, if it is not there. A body that breaks off is gone on with.
     *
     * @throws RegistryException if it is missing
     */
    public Path pull(Descriptor blob, Blobs cache) throws IOException {
        return pull(blob, cache, bytes -> {});
    }

    /**
     * The same.
     *
     * @param received is told how many bytes have come so far
     */
    public Path pull(Descriptor blob, Blobs cache, LongConsumer received) throws IOException {
        return new BlobDownloads(exchange).pull(blob, cache, received);
    }
}
