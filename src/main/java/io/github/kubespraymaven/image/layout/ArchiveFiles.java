package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.LexicalPath;
import io.github.kubespraymaven.tree.LinkedPaths;
import io.github.kubespraymaven.tree.PathEnd;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import io.github.kubespraymaven.tree.archive.ErrorFactory;
import io.github.kubespraymaven.tree.archive.FileSlice;
import io.github.kubespraymaven.tree.archive.MemberBytes;
import io.github.kubespraymaven.tree.tar.TarDialect;
import io.github.kubespraymaven.tree.tar.TarErrors;
import io.github.kubespraymaven.tree.tar.TarMember;
import io.github.kubespraymaven.tree.tar.TarReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of a tar archive, opened by their names in any order. Safe for use by many threads. */
final class ArchiveFiles implements Closeable {
    private final Path file;
    private final FileChannel channel;
    private final Map<TreePath, TreeEntry> entries = new HashMap<>();
    private final LinkedPaths links =
            new LinkedPaths(TreeRoot.DIRECTORY, place -> Optional.ofNullable(entries.get(place)));

    private ArchiveFiles(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Reads the archive's headers. */
    static ArchiveFiles open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        ArchiveFiles files = new ArchiveFiles(file, FileChannel.open(file));
        return files.keepingOpen(() -> {
            files.readHeaders();
            return files;
        });
    }

    private void readHeaders() throws IOException {
        ErrorFactory damaged = (problem, cause) ->
                new IOException(file + " is no tar archive, or a damaged one: " + problem, cause.orElse(null));
        FileSlice bytes = new FileSlice(channel, 0, channel.size());
        TarReader tar = new TarReader(bytes, TarDialect.ANY, TarErrors.of(damaged));
        for (Optional<TarMember> next = tar.next(); next.isPresent(); next = tar.next()) {
            TarMember member = next.get();
            PathEnd end = LexicalPath.endOfMember(member.name());
            if (end.place().isPresent()) {
                put(end.place().get(), entry(member, bytes.position()));
            } else if (!(end instanceof PathEnd.Top) || member.type() != TarMember.Type.DIRECTORY) {
                throw new IOException(file + ": " + TarErrors.printable(member.name()) + " is no path within it");
            }
        }
    }

    private TreeEntry entry(TarMember member, long start) throws IOException {
        TreeEntry.Attributes attributes = TreeEntry.Attributes.root(member.permissions());
        return switch (member.type()) {
            case FILE -> new TreeEntry.RegularFile(attributes, content(member.name(), start, member.size()));
            case HARD_LINK -> linked(member);
            case SYMLINK -> new TreeEntry.Symlink(attributes, member.linkTarget());
            case DIRECTORY -> new TreeEntry.Directory(attributes);
            case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE, OTHER -> throw new IOException(
                    file + ": " + TarErrors.printable(member.name()) + ": " + member.refusal());
        };
    }

    /** A further name is the file that it is a name of. */
    private TreeEntry linked(TarMember member) throws IOException {
        TreeEntry target = LexicalPath.endOfMember(member.linkTarget())
                .place()
                .map(entries::get)
                .orElse(TreeEntry.Directory.PLAIN);
        if (!(target instanceof TreeEntry.RegularFile)) {
            throw new IOException(file + ": " + TarErrors.printable(member.name()) + " is a hard link to "
                    + TarErrors.printable(member.linkTarget())
                    + ", which is no file that came before it");
        }
        return target;
    }

    private Content content(String name, long start, long size) {
        return new Content() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() {
                return new MemberBytes(
                        new FileSlice(channel, start, start + size),
                        size,
                        (problem, cause) -> new IOException(file + "/" + name + ": " + problem, cause.orElse(null)));
            }
        };
    }

    private void put(TreePath place, TreeEntry entry) throws IOException {
        TreeEntry before = entries.put(place, entry);
        if (before != null && !(before instanceof TreeEntry.Directory && entry instanceof TreeEntry.Directory)) {
            throw new IOException(
                    file + ": it has '" + place + "' twice, of which some readers take the first and others the last");
        }
    }

    /** Something that is made of an archive. */
    @FunctionalInterface
    interface Opening<T> {
        T open() throws IOException;
    }

    /** Returns what is made of this; if that fails, this is closed. */
    <T> T keepingOpen(Opening<T> opening) throws IOException {
        try {
            return opening.open();
        } catch (IOException | RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Tells whether there is something of that name. */
    boolean has(String name) {
        return entries.containsKey(TreePath.of(name));
    }

    /** Returns how many bytes a file has. */
    long size(String name) throws IOException {
        return find(name).size();
    }

    /**
     * Opens a file; links are followed within the archive.
     *
     * @throws NoSuchFileException if it is not there
     */
    InputStream open(String name) throws IOException {
        return find(name).open();
    }

    private Content find(String name) throws IOException {
        if (links.at(name).orElse(TreeEntry.Directory.PLAIN) instanceof TreeEntry.RegularFile found) {
            return found.content();
        }
        throw new NoSuchFileException(file + "/" + name);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
