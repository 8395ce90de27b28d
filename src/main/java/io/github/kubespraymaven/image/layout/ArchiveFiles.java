package io.github.kubespraymaven.image.layout;

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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files of a tar archive, opened by their names in any order. Safe for use by many threads. */
final class ArchiveFiles implements Closeable {
    /** As many links one after the other as Linux follows. */
    private static final int MAX_LINKS = 40;

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Entry> entries = new HashMap<>();

    /** A member, and where its content begins. */
    private record Entry(TarMember member, long start) {}

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
            switch (member.type()) {
                case FILE, HARD_LINK, SYMLINK, DIRECTORY -> put(new Entry(member, bytes.position()));
                case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE, OTHER -> throw new IOException(
                        file + ": " + member.name() + ": " + member.refusal());
            }
        }
    }

    private void put(Entry entry) throws IOException {
        String name = normal("", entry.member().name());
        Entry before = entries.put(name, entry);
        if (before != null
                && !(before.member().type() == TarMember.Type.DIRECTORY
                        && entry.member().type() == TarMember.Type.DIRECTORY)) {
            throw new IOException(
                    file + ": it has '" + name + "' twice, of which some readers take the first and others the last");
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
        return entries.containsKey(name);
    }

    /** Returns how many bytes a file has. */
    long size(String name) throws IOException {
        return find(name).member().size();
    }

    /**
     * Opens a file; links are followed within the archive.
     *
     * @throws NoSuchFileException if it is not there
     */
    InputStream open(String name) throws IOException {
        Entry entry = find(name);
        long size = entry.member().size();
        return new MemberBytes(
                new FileSlice(channel, entry.start(), entry.start() + size),
                size,
                (problem, cause) -> new IOException(file + "/" + name + ": " + problem, cause.orElse(null)));
    }

    private Entry find(String name) throws IOException {
        String at = normal("", name);
        for (int i = 0; i < MAX_LINKS; i++) {
            Entry entry = entries.get(at);
            if (entry == null) {
                break;
            }
            TarMember member = entry.member();
            if (member.type() == TarMember.Type.SYMLINK) {
                at = normal(at.substring(0, at.lastIndexOf('/') + 1), member.linkTarget());
            } else if (member.type() == TarMember.Type.HARD_LINK) {
                at = normal("", member.linkTarget());
            } else if (member.type() == TarMember.Type.FILE) {
                return entry;
            } else {
                break;
            }
        }
        throw new NoSuchFileException(file + "/" + name);
    }

    /** What a name means in the archive: nothing leads out of it. */
    private static String normal(String directory, String name) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (name.startsWith("/") ? name : directory + name).split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
