package io.github.kubespraymaven.tree.tar;

import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Writes entries as a tar stream (POSIX.1-2001, pax) whose bytes depend on the entries and their order alone. Directories
 * that entries lie in and that were not given are added before them, as root's with mode 0755.
 *
 * <p>The bytes are written here and not by a library, because they are part of what this plugin promises: a library's
 * next release, or its idea of a Windows file name, must not change a digest.
 */
public final class TarLayer implements EntrySink {
    /** The modification time of all entries: nobody's real time, and one that a zip can hold in every time zone. */
    public static final Instant TIME = Instant.parse("1980-01-02T00:00:00Z");

    private static final byte[] NO_TARGET = {};

    private final OutputStream out;
    private final Map<String, TreeEntry> seen = new HashMap<>();
    private final byte[] buffer = new byte[1 << 16];

    /** Writes to a stream, which stays open. */
    public TarLayer(OutputStream out) {
        this.out = out;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A directory may be given again with the same attributes, and is then written once. Everything else that comes
     * twice, or below something that is no directory of this stream, is a collision.
     */
    @Override
    public void accept(TreePath path, TreeEntry entry) throws IOException {
        TreeEntry present = seen.get(path.value());
        if (present != null) {
            if (present instanceof TreeEntry.Directory && present.equals(entry)) {
                return;
            }
            throw new IOException("/" + path + ": given twice, and not as the same directory");
        }
        addMissingParent(path);
        write(path, entry);
        seen.put(path.value(), entry instanceof TreeEntry.Directory ? entry : OTHER);
    }

    /** Stands for all that is no directory, so that no content is kept alive. */
    private static final TreeEntry OTHER = TreeEntry.Symlink.to("-");

    private void addMissingParent(TreePath path) throws IOException {
        Optional<TreePath> parent = path.parent();
        if (parent.isEmpty()) {
            return;
        }
        TreeEntry above = seen.get(parent.get().value());
        if (above == null) {
            accept(parent.get(), TreeEntry.Directory.PLAIN);
        } else if (!(above instanceof TreeEntry.Directory)) {
            throw new IOException("/" + path + ": lies below /" + parent.get() + ", which is no directory");
        }
    }

    private void write(TreePath path, TreeEntry entry) throws IOException {
        String name = path.value();
        if (entry instanceof TreeEntry.Directory) {
            header(TarHeader.DIRECTORY, name + "/", entry.attributes(), 0, "");
        } else if (entry instanceof TreeEntry.Symlink link) {
            header(TarHeader.SYMLINK, name, entry.attributes(), 0, link.target());
        } else if (entry instanceof TreeEntry.HardLink link) {
            TreeEntry target = seen.get(link.target().value());
            if (target == null || target instanceof TreeEntry.Directory) {
                throw new IOException(
                        "/" + path + ": a hard link to /" + link.target() + ", which did not come before it");
            }
            header(
                    TarHeader.HARD_LINK,
                    name,
                    entry.attributes(),
                    0,
                    link.target().value());
        } else if (entry instanceof TreeEntry.RegularFile file) {
            header(TarHeader.FILE, name, entry.attributes(), file.content().size(), "");
            content(path, file.content());
        }
    }

    private void header(char type, String name, TreeEntry.Attributes attributes, long size, String target)
            throws IOException {
        byte[] rawName = name.getBytes(StandardCharsets.UTF_8);
        byte[] rawTarget = target.isEmpty() ? NO_TARGET : target.getBytes(StandardCharsets.UTF_8);
        Pax pax = new Pax();
        if (attributes.gid() > TarHeader.MAX_ID) {
            pax.record("gid", Integer.toString(attributes.gid()));
        }
        if (rawTarget.length > TarHeader.TARGET.length() || rawTarget.length != target.length()) {
            pax.record("linkpath", target);
        }
        if (!TarHeader.holds(rawName) || rawName.length != name.length()) {
            pax.record("path", name);
        }
        if (size > TarHeader.MAX_SIZE) {
            pax.record("size", Long.toString(size));
        }
        if (attributes.uid() > TarHeader.MAX_ID) {
            pax.record("uid", Integer.toString(attributes.uid()));
        }
        pax.writeTo(this);
        out.write(TarHeader.bytes(type, rawName, attributes, size, TIME.getEpochSecond(), rawTarget));
    }

    private void content(TreePath path, Content content) throws IOException {
        long rest = content.size();
        try (InputStream in = content.open()) {
            for (int n; (n = in.read(buffer)) >= 0; ) {
                rest -= n;
                if (rest < 0) {
                    break;
                }
                out.write(buffer, 0, n);
            }
        }
        if (rest != 0) {
            throw new IOException("/" + path + ": " + content.size() + " bytes were announced, and "
                    + (rest < 0 ? "more" : (content.size() - rest) + " bytes") + " came");
        }
        pad(content.size());
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) (-size & (TarHeader.BLOCK - 1))]);
    }

    /** Writes the two empty blocks that end a tar stream. Nothing may be given after that. */
    public void finish() throws IOException {
        out.write(new byte[2 * TarHeader.BLOCK]);
    }

    /** The records of one pax extended header, in the order of their names. */
    private static final class Pax {
        private static final byte[] NAME = "PaxHeader".getBytes(StandardCharsets.US_ASCII);
        private final ByteArrayOutputStream records = new ByteArrayOutputStream();

        /** Adds {@code "LENGTH KEY=VALUE\n"}, where the length counts its own digits too. */
        void record(String key, String value) {
            byte[] rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8);
            int length = rest.length + 1;
            while (Integer.toString(length).length() + rest.length != length) {
                length++;
            }
            records.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
            records.writeBytes(rest);
        }

        void writeTo(TarLayer tar) throws IOException {
            if (records.size() > 0) {
                tar.out.write(TarHeader.bytes(
                        TarHeader.PAX,
                        NAME,
                        TreeEntry.Attributes.root(0644),
                        records.size(),
                        TIME.getEpochSecond(),
                        NO_TARGET));
                records.writeTo(tar.out);
                tar.pad(records.size());
            }
        }
    }
}
