package io.github.kubespraymaven.image.layout;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/** The files of a tar archive, opened by their names in any order. Safe for use by many threads. */
final class ArchiveFiles implements Closeable {
    /** As many links one after the other as Linux follows. */
    private static final int MAX_LINKS = 40;

    private final Path file;
    private final TarFile tar;
    private final Map<String, TarArchiveEntry> entries = new HashMap<>();

    private ArchiveFiles(Path file, TarFile tar) throws IOException {
        this.file = file;
        this.tar = tar;
        for (TarArchiveEntry entry : tar.getEntries()) {
            String name = normal("", entry.getName());
            TarArchiveEntry before = entries.put(name, entry);
            if (before != null && !(before.isDirectory() && entry.isDirectory())) {
                throw new IOException(
                        "it has '" + name + "' twice, of which some readers take the first and others the last");
            }
        }
    }

    /** Reads the archive's headers. */
    static ArchiveFiles open(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "there is no such file");
        }
        SeekableByteChannel channel = Files.newByteChannel(file);
        TarFile tar;
        boolean read = false;
        try {
            tar = new TarFile(channel);
            read = true;
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(file + " is no tar archive, or a damaged one: " + e.getMessage(), e);
        } finally {
            if (!read) {
                channel.close();
            }
        }
        try {
            return new ArchiveFiles(file, tar);
        } catch (IOException e) {
            tar.close();
            throw new IOException(file + ": " + e.getMessage(), e);
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
        return find(name).getSize();
    }

    /**
     * Opens a file; links are followed within the archive.
     *
     * @throws NoSuchFileException if it is not there
     */
    InputStream open(String name) throws IOException {
        TarArchiveEntry entry = find(name);
        synchronized (tar) {
            return new Synchronized(tar.getInputStream(entry));
        }
    }

    private TarArchiveEntry find(String name) throws IOException {
        String at = normal("", name);
        for (int i = 0; i < MAX_LINKS; i++) {
            TarArchiveEntry entry = entries.get(at);
            if (entry == null) {
                break;
            }
            if (entry.isSymbolicLink()) {
                at = normal(at.substring(0, at.lastIndexOf('/') + 1), entry.getLinkName());
            } else if (entry.isLink()) {
                at = normal("", entry.getLinkName());
            } else if (entry.isFile()) {
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
        tar.close();
    }

    /** All streams of an archive share its place in the file. */
    private final class Synchronized extends InputStream {
        private final InputStream in;

        Synchronized(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            synchronized (tar) {
                return in.read();
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            synchronized (tar) {
                return in.read(buffer, offset, length);
            }
        }
    }
}
