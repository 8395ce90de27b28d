package io.github.kubespraymaven.cache;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.digest.VerifyingInputStream;
import io.github.kubespraymaven.stream.WrappedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.OptionalLong;

/** Blobs in a directory, {@code ALGORITHM/ab/abcd…}; safe for use by many threads and processes. */
public final class DirectoryBlobs implements Blobs {
    private static final int BUFFER = 64 * 1024;

    private final Path directory;
    private final Drafts drafts;

    DirectoryBlobs(Path directory, Drafts drafts) {
        this.directory = directory;
        this.drafts = drafts;
    }

    @Override
    public Optional<Path> find(Digest digest) throws IOException {
        Path file = place(digest);
        Optional<BasicFileAttributes> attributes = attributes(file);
        if (attributes.isEmpty()) {
            return Optional.empty();
        }
        if (BlobStamp.fits(attributes.get()) || isMended(file, digest, attributes.get())) {
            return Optional.of(file);
        }
        delete(file);
        return Optional.empty();
    }

    @Override
    public Optional<InputStream> open(Digest digest) throws IOException {
        Optional<Path> file = find(digest);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SelfCleaning(file.get(), digest));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw drafts.failure(e);
        }
    }

    @Override
    public Path put(InputStream bytes, String what, Digest wanted, OptionalLong size) throws IOException {
        try (BlobWriter writer = writer(wanted.algorithm())) {
            copy(new VerifyingInputStream(bytes, what, wanted, size), writer);
            return writer.commit(what, wanted).file();
        }
    }

    @Override
    public BlobWriter writer(Algorithm algorithm) throws IOException {
        return new BlobWriter(this, drafts.create(), algorithm);
    }

    /** Moves a draft to the place of its digest; where there is one already, that stays. */
    Path keep(Draft draft, Digest digest, long size) throws IOException {
        Path file = place(digest);
        if (attributes(file)
                .filter(there -> there.size() == size && BlobStamp.fits(there))
                .isEmpty()) {
            draft.moveTo(file, BlobStamp.of(size));
        }
        return file;
    }

    private Path place(Digest digest) {
        return directory
                .resolve(digest.algorithm().prefix())
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex());
    }

    private Optional<BasicFileAttributes> attributes(Path file) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(found).filter(BasicFileAttributes::isRegularFile);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw drafts.failure(e);
        }
    }

    private boolean isMended(Path file, Digest digest, BasicFileAttributes attributes) throws IOException {
        try {
            return BlobStamp.isMended(file, digest, attributes.size());
        } catch (IOException e) {
            throw drafts.failure(e);
        }
    }

    private void delete(Path file) throws CacheException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw drafts.failure(e);
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
            to.write(buffer, 0, n);
        }
    }

    /** A blob being read; it is deleted when its bytes prove wrong. */
    private final class SelfCleaning extends WrappedInputStream {
        private final Path file;

        SelfCleaning(Path file, Digest digest) throws IOException {
            super(new VerifyingInputStream(
                    Files.newInputStream(file), "cached file " + file, digest, OptionalLong.empty()));
            this.file = file;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (DigestMismatchException e) {
                delete(file);
                throw e;
            }
        }
    }
}
