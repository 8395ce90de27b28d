package io.github.kubespraymaven.debian.deb;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.archive.MemberBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * The entries of a tar archive in a package, as they stand there, but for the root's own: plain files, directories and both
 * kinds of links. Devices, pipes, sparse files and names that are not below the root are errors.
 *
 * <p>deb(5) names the formats: v7, ustar, and GNU's with long names; a pax header's names, sizes and owners are understood
 * too. It is read here and not by a library, because a library takes what it can make sense of: a package must be exactly
 * what dpkg writes.
 */
public final class TarEntries implements EntrySource {
    private static final int MAX_TARGET = 4095;

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
        TarExtension extension = new TarExtension();
        int entries = 0;
        for (TarBlock block = block(); !block.isEmpty(); block = block()) {
            if (!block.isIntact()) {
                throw new DebianException(deb, member, "a header whose checksum is wrong, after entry " + entries);
            }
            switch (block.type()) {
                case 'L', 'K' -> extension.gnu(block.type(), extensionContent(block));
                case 'x' -> pax(extension, block);
                case 'g' -> extensionContent(block);
                default -> {
                    entry(block, extension, sink);
                    extension = new TarExtension();
                }
            }
            if (++entries > most) {
                throw new DebianException(deb, member, "it has more than " + most + " entries");
            }
        }
        requireOnlyZeros();
    }

    private void entry(TarBlock block, TarExtension extension, EntrySink sink) throws IOException {
        String written = text(extension.name(block), "a name");
        String name = member + ", " + printable(written);
        long size = extension.size(block);
        if (size < 0) {
            throw new DebianException(deb, name, "its size is not a number");
        }
        MemberBytes content = new MemberBytes(in, size, DebianException.factory(deb, name));
        Optional<TreePath> path = path(name, written);
        TreeEntry entry = entry(block, extension, written, name, content);
        if (size > 0 && !(entry instanceof TreeEntry.RegularFile)) {
            throw new DebianException(deb, name, size + " bytes of content, and it is no file");
        }
        if (path.isPresent()) {
            sink.accept(path.get(), entry);
        } else if (!(entry instanceof TreeEntry.Directory)) {
            throw new DebianException(deb, name, "the root is a directory");
        }
        content.finish(padding(size));
    }

    private TreeEntry entry(TarBlock block, TarExtension extension, String written, String name, MemberBytes content)
            throws IOException {
        TreeEntry.Attributes attributes = attributes(block, extension, name);
        return switch (block.type()) {
            case '\0', '0' -> block.type() == '\0' && written.endsWith("/")
                    ? new TreeEntry.Directory(attributes)
                    : new TreeEntry.RegularFile(attributes, new OnceContent(content));
            case '1' -> new TreeEntry.HardLink(attributes, hardLinkTarget(block, extension, name));
            case '2' -> new TreeEntry.Symlink(attributes, symlinkTarget(block, extension, name));
            case '5' -> new TreeEntry.Directory(attributes);
            case '3' -> throw refused(name, "a character device");
            case '4' -> throw refused(name, "a block device");
            case '6' -> throw refused(name, "a pipe");
            case 'S' -> throw refused(name, "a sparse file");
            default -> throw refused(name, "an entry of type " + printable(String.valueOf(block.type())));
        };
    }

    private TreePath hardLinkTarget(TarBlock block, TarExtension extension, String name) throws IOException {
        return path(name, text(extension.linkTarget(block), name + ", its target"))
                .orElseThrow(() -> new DebianException(deb, name, "a hard link to the root"));
    }

    private String symlinkTarget(TarBlock block, TarExtension extension, String name) throws IOException {
        byte[] target = extension.linkTarget(block);
        if (target.length == 0 || target.length > MAX_TARGET) {
            throw new DebianException(
                    deb, name, "a link's target has 1 to " + MAX_TARGET + " bytes, got " + target.length);
        }
        String text = text(target, name + ", its target");
        if (text.indexOf('\0') >= 0) {
            throw new DebianException(deb, name, "a NUL in its target");
        }
        return text;
    }

    private TreeEntry.Attributes attributes(TarBlock block, TarExtension extension, String name)
            throws DebianException {
        long mode = block.mode();
        long uid = extension.uid(block);
        long gid = extension.gid(block);
        if (mode < 0 || uid < 0 || uid > Integer.MAX_VALUE || gid < 0 || gid > Integer.MAX_VALUE) {
            throw new DebianException(deb, name, "its mode or owner cannot be");
        }
        return new TreeEntry.Attributes((int) (mode & 07777), (int) uid, (int) gid);
    }

    /** dpkg-deb writes {@code ./NAME}; without the dot is the same. Empty for the root. */
    private Optional<TreePath> path(String name, String written) throws DebianException {
        if (written.startsWith("/")) {
            throw new DebianException(deb, name, "an absolute path: " + printable(written));
        }
        String relative = written;
        while (relative.startsWith("./")) {
            relative = relative.substring(2);
        }
        if (relative.endsWith("/")) {
            relative = relative.substring(0, relative.length() - 1);
        }
        if (relative.equals(".") || (relative.isEmpty() && !written.isEmpty())) {
            return Optional.empty();
        }
        try {
            return Optional.of(TreePath.of(relative));
        } catch (IllegalArgumentException e) {
            throw new DebianException(deb, name, printable(String.valueOf(e.getMessage())), e);
        }
    }

    private void pax(TarExtension extension, TarBlock block) throws IOException {
        byte[] content = extensionContent(block);
        try {
            extension.pax(content);
        } catch (IOException e) {
            throw new DebianException(
                    deb, member + ", " + printable(text(block.name(), "a name")), String.valueOf(e.getMessage()), e);
        }
    }

    private byte[] extensionContent(TarBlock block) throws IOException {
        String name = member + ", a header for a long name";
        if (block.size() < 0 || block.size() > TarExtension.MOST) {
            throw new DebianException(deb, name, "it may have " + TarExtension.MOST + " bytes, got " + block.size());
        }
        MemberBytes bounded = new MemberBytes(in, block.size(), DebianException.factory(deb, name));
        byte[] content = bounded.readAllBytes();
        bounded.finish(padding(block.size()));
        return content;
    }

    /** How many bytes fill the last block. */
    private static long padding(long size) {
        return -size & (TarBlock.SIZE - 1);
    }

    private TarBlock block() throws IOException {
        byte[] block = in.readNBytes(TarBlock.SIZE);
        if (block.length < TarBlock.SIZE) {
            throw new DebianException(deb, member, "cut off");
        }
        return new TarBlock(block);
    }

    private void requireOnlyZeros() throws IOException {
        byte[] buffer = new byte[1 << 13];
        for (int n; (n = in.read(buffer)) >= 0; ) {
            for (int i = 0; i < n; i++) {
                if (buffer[i] != 0) {
                    throw new DebianException(deb, member, "something follows its end");
                }
            }
        }
    }

    private DebianException refused(String name, String what) {
        return new DebianException(deb, name, what + ", where files, directories and links may be");
    }

    private String text(byte[] bytes, String what) throws DebianException {
        try {
            return TarBlock.utf8(bytes);
        } catch (CharacterCodingException e) {
            throw new DebianException(deb, member, what + " is not UTF-8", e);
        }
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
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
