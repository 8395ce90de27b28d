package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.PlatformImage;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * An image in a registry. What a tag stands for is asked each time, by one request; documents are kept by their digests, and
 * asked for once.
 */
final class RemoteImages {
    private static final String TAGS = "from-tag";
    private static final String DOCUMENTS = "from-document";

    private final ImageSource.Remote source;
    private final Reference reference;
    private final RemoteRepository repository;
    private final BuildContext context;
    private final Records records;

    RemoteImages(ImageSource.Remote source, Registries registries, BuildContext context) throws UserErrorException {
        this.source = source;
        try {
            this.reference = Reference.parse(source.reference());
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("from: " + e.getMessage(), e);
        }
        this.repository = registries.toPull(reference.repository());
        this.context = context;
        this.records = context.cache().records();
    }

    FromImage of(Platform platform, Optional<Digest> locked) throws IOException {
        try {
            Document top = top(locked);
            Digest digest = top.descriptor().digest();
            PlatformImage chosen = PlatformImage.choose("from: " + source, top, platform, this::document);
            return new FromImage(
                    "docker://" + reference.pinned(digest),
                    chosen.digest(),
                    chosen.image(),
                    Optional.of(reference.repository()),
                    layer -> repository.pull(layer, context.cache().blobs()));
        } catch (DeniedException e) {
            throw new UserErrorException("from: " + e.getMessage(), e);
        }
    }

    private Document top(Optional<Digest> locked) throws IOException {
        if (locked.isPresent() || reference.digest().isPresent()) {
            Digest wanted = locked.or(reference::digest).orElseThrow();
            Optional<Document> known = kept(wanted);
            return known.isPresent() ? known.get() : get(wanted.toString());
        }
        // A tag may stand for another image at any time: who looks at files alone cannot see that.
        context.watch().outOfSight();
        Digest tag = Digest.of(reference.toString());
        try {
            Optional<Digest> now = repository.digestOf(reference.target());
            Optional<Document> known = now.isPresent() ? kept(now.get()) : Optional.empty();
            Document top = known.isPresent() ? known.get() : get(reference.target());
            records.put(TAGS, tag, top.descriptor().digest().toString().getBytes(StandardCharsets.US_ASCII));
            return top;
        } catch (OfflineException e) {
            Optional<byte[]> before = records.find(TAGS, tag);
            Optional<Document> known = before.isPresent()
                    ? kept(Digest.parse(new String(before.get(), StandardCharsets.US_ASCII)))
                    : Optional.empty();
            if (known.isEmpty()) {
                throw e;
            }
            context.report().accept("Offline: " + source + " is taken to be what it was when it was last asked for.");
            return known.get();
        }
    }

    private Document document(Descriptor wanted) throws IOException {
        Optional<Document> known = kept(wanted.digest());
        if (known.isPresent()) {
            return known.get();
        }
        boolean manifest = MediaTypes.isManifest(wanted.mediaType()) || MediaTypes.isIndex(wanted.mediaType());
        return manifest ? get(wanted.digest().toString()) : keep(repository.document(wanted));
    }

    private Document get(String tagOrDigest) throws IOException {
        return keep(repository
                .manifest(tagOrDigest)
                .orElseThrow(() -> new UserErrorException("from: "
                        + reference.repository().with(tagOrDigest) + " is not there; see which tags or digests "
                        + reference.repository() + " has")));
    }

    private Document keep(Document document) throws IOException {
        byte[] type = (document.descriptor().mediaType() + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] bytes = document.bytes();
        byte[] record = Arrays.copyOf(type, type.length + bytes.length);
        System.arraycopy(bytes, 0, record, type.length, bytes.length);
        records.put(DOCUMENTS, document.descriptor().digest(), record);
        return document;
    }

    private Optional<Document> kept(Digest digest) throws IOException {
        return records.find(DOCUMENTS, digest).map(record -> {
            int end = 0;
            while (end < record.length && record[end] != '\n') {
                end++;
            }
            String type = new String(record, 0, end, StandardCharsets.UTF_8);
            return Document.of(type, Arrays.copyOfRange(record, Math.min(end + 1, record.length), record.length));
        });
    }
}
