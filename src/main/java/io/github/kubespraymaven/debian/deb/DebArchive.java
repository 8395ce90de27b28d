package io.github.kubespraymaven.debian.deb;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.stream.BlockInputStream;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.archive.UnpackedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One package that is being read, from front to end: first {@link #control}, then, if wanted, {@link #data}.
 *
 * <p>deb(5): the members are {@code debian-binary}, {@code control.tar} and {@code data.tar}, in this order; others whose
 * names begin with an underscore may stand between and are read over.
 */
public final class DebArchive {
    /** The format that has been written since 1995; its minor number may grow. */
    private static final String VERSION = "2.";

    private static final int MAX_VERSION = 1 << 10;

    private final ArMembers members;
    private final String deb;
    private final DebLimits limits;

    private DebArchive(ArMembers members, String deb, DebLimits limits) {
        this.members = members;
        this.deb = deb;
        this.limits = limits;
    }

    /**
     * Starts to read a package.
     *
     * @param in its bytes; stays open, and should be buffered
     * @param deb its file name, for errors
     * @throws DebianException if it is no package of format 2
     */
    public static DebArchive open(InputStream in, String deb, DebLimits limits) throws IOException {
        DebArchive archive = new DebArchive(new ArMembers(in, deb), deb, limits);
        archive.next("debian-binary");
        byte[] version = archive.members.content().readNBytes(MAX_VERSION);
        String line = new String(version, StandardCharsets.US_ASCII).split("\n", 2)[0];
        if (!line.startsWith(VERSION)) {
            throw new DebianException(
                    deb, "debian-binary", "format 2.0 is wanted, got '" + line.replaceAll("[^ -~]", "?") + "'");
        }
        return archive;
    }

    /**
     * Reads the control files.
     *
     * @throws DebianException if the member is damaged or hostile, or holds no control file
     */
    public ControlFiles control() throws IOException {
        MemberCompression compression = nextArchive("control.tar");
        NavigableMap<String, byte[]> files = new TreeMap<>();
        try (InputStream plain = unpacked(compression, "control.tar", limits.control())) {
            new TarEntries(plain, deb, "control.tar", limits.entries()).writeTo((path, entry) -> {
                if (!(entry instanceof TreeEntry.RegularFile file)
                        || path.value().indexOf('/') >= 0) {
                    throw new DebianException(deb, "control.tar", path + " is no plain file at its top");
                }
                try (InputStream content = file.content().open()) {
                    if (files.put(path.value(), content.readAllBytes()) != null) {
                        throw new DebianException(deb, "control.tar", path + " is given twice");
                    }
                }
            });
        }
        requireAllRead("control.tar");
        return ControlFiles.of(files, deb);
    }

    /** Goes over the control files without unpacking them. */
    public void skipControl() throws IOException {
        nextArchive("control.tar");
    }

    /**
     * Opens the plain bytes of the data archive, for {@link #entries}. Who reads them to their end knows that nothing is
     * missing and nothing follows.
     */
    public InputStream data() throws IOException {
        MemberCompression compression = nextArchive("data.tar");
        InputStream plain = unpacked(compression, "data.tar", limits.data());
        return new BlockInputStream() {
            private boolean ended;

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = ended ? -1 : plain.read(buffer, offset, length);
                if (n < 0 && !ended) {
                    ended = true;
                    requireEnd();
                }
                return n;
            }

            @Override
            public void close() throws IOException {
                plain.close();
            }
        };
    }

    /** The entries of a data archive, from the bytes that {@link #data} gave, on whatever way they came. */
    public static TarEntries entries(InputStream data, String deb, DebLimits limits) {
        return new TarEntries(data, deb, "data.tar", limits.entries());
    }

    private MemberCompression nextArchive(String stem) throws IOException {
        String name = next(stem);
        return MemberCompression.of(name, stem)
                .orElseThrow(() -> new DebianException(
                        deb, name, "a compression that is not known here (none, .gz, .xz and .zst are)"));
    }

    private String next(String wanted) throws IOException {
        Optional<String> name = members.next();
        while (name.isPresent() && name.get().startsWith("_")) {
            name = members.next();
        }
        if (name.isEmpty()) {
            throw new DebianException(deb, wanted, "missing");
        }
        if (!name.get().equals(wanted) && !name.get().startsWith(wanted + ".")) {
            throw new DebianException(deb, name.get(), wanted + " is wanted in its place");
        }
        return name.get();
    }

    /** Opens the plain bytes of a member: as many as its size makes believable, and {@code most}, whatever its size. */
    private UnpackedBytes unpacked(MemberCompression compression, String member, long most) throws IOException {
        long size = members.content().size();
        long believable = Math.max(limits.unsuspicious(), size * limits.ratio());
        String why = believable < most
                ? "its " + size + " bytes unpack to more than " + believable + ", which no package's do"
                : "it unpacks to more than " + most + " bytes";
        return UnpackedBytes.open(
                members.content(),
                compression::open,
                new UnpackedBytes.Bound(Math.min(believable, most), why),
                DebianException.factory(deb, member));
    }

    private void requireAllRead(String member) throws DebianException {
        if (members.content().rest() > 0) {
            throw new DebianException(deb, member, members.content().rest() + " bytes follow its compressed data");
        }
    }

    private void requireEnd() throws IOException {
        requireAllRead("data.tar");
        for (Optional<String> name = members.next(); name.isPresent(); name = members.next()) {
            if (!name.get().startsWith("_")) {
                throw new DebianException(deb, name.get(), "nothing may follow data.tar");
            }
        }
    }
}
