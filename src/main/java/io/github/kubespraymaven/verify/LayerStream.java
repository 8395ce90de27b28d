package io.github.kubespraymaven.verify;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.root.LayerBytes;
import io.github.kubespraymaven.tree.tar.TarDialect;
import io.github.kubespraymaven.tree.tar.TarErrors;
import io.github.kubespraymaven.tree.tar.TarMember;
import io.github.kubespraymaven.tree.tar.TarReader;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** A layer that is read from its first byte to its last, and hashed on the way: what is stored, and what that unpacks to. */
final class LayerStream implements Closeable {
    private static final int BUFFER = 1 << 16;

    private static final int MOST_ENTRIES = 2_000_000;

    private final InputStream stored;
    private final InputStream plain;
    private final MessageDigest storedSum = Algorithm.SHA256.start();
    private final MessageDigest plainSum = Algorithm.SHA256.start();
    private final TarReader tar;
    private int entries;

    /** Opens a layer, plain or compressed with gzip or zstd, as its first bytes tell. */
    LayerStream(ComparedLayer layer) throws IOException {
        this.stored = new DigestInputStream(layer.bytes().open(), storedSum);
        try {
            // Whoever reports what cannot be read has said before which layer it is.
            this.plain = new DigestInputStream(LayerBytes.open("it", stored), plainSum);
        } catch (IOException | RuntimeException | Error e) {
            stored.close();
            throw e;
        }
        this.tar = new TarReader(
                new BufferedInputStream(plain, BUFFER), TarDialect.ANY, TarErrors.of(LayerStream::problem));
    }

    private static IOException problem(String problem, Optional<IOException> cause) {
        return cause.isPresent() && cause.get() instanceof EOFException
                ? new EOFException(problem)
                : new IOException("no tar stream, or a damaged one: " + problem, cause.orElse(null));
    }

    /** Goes on to the next entry. */
    Optional<TarItem> next() throws IOException {
        if (++entries > MOST_ENTRIES) {
            throw new IOException("more than " + MOST_ENTRIES + " entries, which no layer has");
        }
        Optional<TarMember> next = tar.next();
        return next.isPresent() ? Optional.of(TarItem.of(next.get())) : Optional.empty();
    }

    /** Returns the content of the entry, which may be left unread. */
    InputStream content() {
        return tar.content();
    }

    /** Reads to the end. */
    void finish() throws IOException {
        plain.transferTo(OutputStream.nullOutputStream());
        stored.transferTo(OutputStream.nullOutputStream());
    }

    /** Returns the digest of what is stored; call once, after {@link #finish}. */
    Digest storedDigest() {
        return Digest.finish(storedSum);
    }

    /** Returns the digest of the tar stream; call once, after {@link #finish}. */
    Digest plainDigest() {
        return Digest.finish(plainSum);
    }

    @Override
    public void close() throws IOException {
        plain.close();
        stored.close();
    }
}
