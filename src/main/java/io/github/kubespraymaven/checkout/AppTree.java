package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.checkout.git.GitFacts;
import io.github.kubespraymaven.checkout.ignore.IgnoreRules;
import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.VerifyingInputStream;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The checkout as it stands in an image: below /kubespray, root's, directories and what is executable with mode 0755, all
 * other files with 0644, links as links. Its files were read once, for their digests, and are read again when the tree is
 * written; one that changed in between is an error.
 */
public final class AppTree implements EntrySource {
    /** Where it stands. */
    public static final TreePath PLACE = TreePath.of("kubespray");

    private static final int EXECUTABLE = 0755;
    private static final int PLAIN = 0644;
    private static final int CHUNK = 1 << 16;

    private final List<FoundFile> found;
    private final List<String> warnings;

    private AppTree(List<FoundFile> found, List<String> warnings) {
        this.found = List.copyOf(found);
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads a checkout, but for the files that are known from an earlier reading and were not touched since.
     *
     * @param git what git knows of it: modes and links come from its index first
     * @param rules what its .dockerignore keeps out
     * @param outputs what never belongs to it, the target folder above all
     * @param known what {@link #sums} gave then
     * @param watch is told of all that was looked at
     * @throws UserErrorException if something in it cannot go into an image; names all of it
     * @throws IOException if a file cannot be read
     */
    public static AppTree read(
            Checkout checkout, GitFacts git, IgnoreRules rules, Outputs outputs, Checksums known, InputRecorder watch)
            throws IOException {
        Walk.Outcome walked = Walk.of(checkout.directory(), rules, git.index(), outputs, watch);
        try {
            return new AppTree(
                    walked.found().parallelStream()
                            .map(item -> item instanceof FoundFile.File file
                                    ? known.of(file).map(FoundFile.class::cast).orElseGet(() -> sum(file))
                                    : item)
                            .toList(),
                    walked.warnings());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static FoundFile sum(FoundFile.File file) {
        MessageDigest sha256 = Algorithm.SHA256.start();
        byte[] chunk = new byte[(int) Math.min(CHUNK, file.size() + 1)];
        try (InputStream in = open(file)) {
            int length = in.readNBytes(chunk, 0, chunk.length);
            Optional<Secret> secret = Secret.in(file.path(), chunk, length);
            long size = 0;
            for (int n = length; n > 0; n = in.readNBytes(chunk, 0, chunk.length)) {
                sha256.update(chunk, 0, n);
                size += n;
            }
            if (size != file.size()) {
                throw new UserErrorException(
                        file.path() + " changes while it is read; build again when it is complete");
            }
            return new FoundFile.ReadFile(file, Digest.finish(sha256), secret);
        } catch (NoSuchFileException e) {
            throw new UncheckedIOException(
                    new UserErrorException(file.path() + " went away while the checkout was read; build again", e));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    e instanceof UserErrorException
                            ? e
                            : new UserErrorException(file.path() + " cannot be read: " + e.getMessage(), e));
        }
    }

    /** A link that took the file's place since the walk would lead anywhere. */
    private static InputStream open(FoundFile.File file) throws IOException {
        return Files.newInputStream(file.file(), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Returns what is to be kept for {@link Checksums#read} and the next reading.
     *
     * @param readAt the time when this one began
     */
    public byte[] sums(Instant readAt) {
        return Checksums.write(found, readAt);
    }

    /**
     * Returns a digest that two trees share only if their paths, kinds, modes, link targets and contents are the same, on
     * every machine.
     */
    public Digest digest() {
        StringBuilder listing = new StringBuilder();
        for (FoundFile item : found) {
            if (item instanceof FoundFile.ReadFile read) {
                listing.append(read.file().executable() ? "x " : "f ")
                        .append(read.digest().hex())
                        .append(' ');
            } else {
                listing.append(item instanceof FoundFile.Link link ? "l " + link.target() + "\0" : "d ");
            }
            listing.append(item.path()).append('\0');
        }
        return Digest.of(listing.toString());
    }

    /**
     * Returns what its user should know: exceptions in .dockerignore that bring nothing back, and files that seem to hold
     * secrets. The latter come in the order of their paths.
     */
    public List<String> warnings() {
        return Stream.concat(
                        warnings.stream(),
                        found.stream()
                                .flatMap(item -> item instanceof FoundFile.ReadFile read
                                        ? read.secret().stream().map(kind -> kind.warning(read.path()))
                                        : Stream.empty()))
                .toList();
    }

    @Override
    public void writeTo(EntrySink sink) throws IOException {
        sink.accept(PLACE, TreeEntry.Directory.PLAIN);
        for (FoundFile item : found) {
            sink.accept(PLACE.resolve(item.path()), entry(item));
        }
    }

    private TreeEntry entry(FoundFile item) {
        if (item instanceof FoundFile.ReadFile read) {
            return TreeEntry.RegularFile.of(read.file().executable() ? EXECUTABLE : PLAIN, content(read));
        }
        return item instanceof FoundFile.Link link ? TreeEntry.Symlink.to(link.target()) : TreeEntry.Directory.PLAIN;
    }

    private Content content(FoundFile.ReadFile read) {
        return new Content() {
            @Override
            public long size() {
                return read.file().size();
            }

            @Override
            public InputStream open() throws IOException {
                return new VerifyingInputStream(
                        AppTree.open(read.file()),
                        read.path() + " changed while the image was built (build again)",
                        read.digest(),
                        OptionalLong.of(read.file().size()));
            }
        };
    }
}
