package io.github.kubespraymaven.debian.deb;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.archive.ErrorFactory;
import io.github.kubespraymaven.tree.archive.MemberBytes;
import io.github.kubespraymaven.tree.tar.TarDialect;
import io.github.kubespraymaven.tree.tar.TarErrors;
import io.github.kubespraymaven.tree.tar.TarMember;
import io.github.kubespraymaven.tree.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The entries of a tar archive in a package, as they stand there, but for the root's own: plain files, directories and both
 * kinds of links. Devices, pipes, sparse files and names that are not below the root are errors.
 *
 * <p>deb(5) names the formats: v7, ustar, and GNU's with long names; a pax header's names, sizes and owners are understood
 * too. A package must be exactly what dpkg writes.
 */
public final class TarEntries implements EntrySource {
    private final InputStream in;
    private final String deb;
    private final String member;
    private final int most;

    TarEntries(InputStream in, String deb, String member, int most) {
        this.in = in;
        this.deb = deb;
        this.member = member;
        this.most = most;
    }

    /**
     * {@inheritDoc} Works once: the archive is read in sequence. It is read to its end, so that what follows is checked.
     *
     * @throws DebianException if it is damaged or hostile
     */
    @Override
    public void writeTo(EntrySink sink) throws IOException {
        TarReader tar = new TarReader(in, TarDialect.EXACT, this::errors);
        int entries = 0;
        for (Optional<TarMember> next = tar.next(); next.isPresent(); next = tar.next()) {
            entry(next.get(), tar.content(), sink);
            if (++entries > most) {
                throw new DebianException(deb, member, "it has more than " + most + " entries");
            }
        }
    }

    private ErrorFactory errors(Optional<String> entry) {
        return DebianException.factory(
                deb, entry.map(name -> member + ", " + name).orElse(member));
    }

    private DebianException problem(TarMember entry, String problem) {
        return new DebianException(deb, member + ", " + TarErrors.printable(entry.name()), problem);
    }

    private void entry(TarMember entry, MemberBytes content, EntrySink sink) throws IOException {
        Optional<TreePath> path = path(entry, entry.name());
        TreeEntry made = made(entry, content);
        if (path.isPresent()) {
            sink.accept(path.get(), made);
        } else if (!(made instanceof TreeEntry.Directory)) {
            throw problem(entry, "the root is a directory");
        }
    }

    private TreeEntry made(TarMember entry, MemberBytes content) throws DebianException {
        if (entry.uid() > Integer.MAX_VALUE || entry.gid() > Integer.MAX_VALUE) {
            throw problem(entry, "its mode or owner cannot be");
        }
        TreeEntry.Attributes attributes =
                new TreeEntry.Attributes(entry.permissions(), (int) entry.uid(), (int) entry.gid());
        return switch (entry.type()) {
            case FILE -> new TreeEntry.RegularFile(attributes, new OnceContent(content));
            case HARD_LINK -> new TreeEntry.HardLink(
                    attributes,
                    path(entry, entry.linkTarget()).orElseThrow(() -> problem(entry, "a hard link to the root")));
            case SYMLINK -> new TreeEntry.Symlink(attributes, entry.linkTarget());
            case DIRECTORY -> new TreeEntry.Directory(attributes);
            case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE, OTHER -> throw problem(entry, entry.refusal());
        };
    }

    /** dpkg-deb writes {@code ./NAME}; without the dot is the same. Empty for the root. */
    private Optional<TreePath> path(TarMember entry, String written) throws DebianException {
        if (written.startsWith("/")) {
            throw problem(entry, "an absolute path: " + TarErrors.printable(written));
        }
        String relative = written;
        while (relative.startsWith("./")) {
            relative = relative.substring(2);
        }
        if (relative.endsWith("/")) {
            relative = relative.substring(0, relative.length() - 1);
        }
        if (relative.equals(".") || relative.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(TreePath.of(relative));
        } catch (IllegalArgumentException e) {
            DebianException problem = problem(entry, TarErrors.printable(String.valueOf(e.getMessage())));
            problem.initCause(e);
            throw problem;
        }
    }

    /** A file's bytes, which come by once. */
    private record OnceContent(MemberBytes bytes) implements Content {
        @Override
        public long size() {
            return bytes.size();
        }

        @Override
        public InputStream open() {
            return bytes;
        }
    }
}
