package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.python.PythonException.SdistException;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.archive.ErrorFactory;
import io.github.kubespraymaven.tree.archive.UnpackedBytes;
import io.github.kubespraymaven.tree.tar.TarDialect;
import io.github.kubespraymaven.tree.tar.TarErrors;
import io.github.kubespraymaven.tree.tar.TarMember;
import io.github.kubespraymaven.tree.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Reads the members of an sdist's gzipped tar in their order, each below its one top directory (PEP 625). */
final class SdistTar {
    /** Far above any real one; ansible 5 has 273 MB. */
    private static final long MAX_UNPACKED = 4L << 30;

    private static final int MAX_MEMBERS = 500_000;
    private static final long HARMLESS = 16L << 20;
    private static final long MAX_RATIO = 100;

    private SdistTar() {}

    /**
     * A member that is a file or a symbolic link.
     *
     * @param path below the archive's top directory
     * @param mode permission bits
     * @param size in bytes; 0 for a link
     * @param link where it points, as it is written; empty for a file
     */
    record Member(String path, int mode, long size, Optional<String> link) {}

    /** Takes one member after the other; the stream is good until it returns. */
    interface Visitor {
        void visit(Member member, InputStream content) throws IOException;
    }

    static void read(Path file, String what, Visitor visitor) throws IOException {
        ErrorFactory errors = SdistException.factory(what);
        int count = 0;
        try (InputStream in = Files.newInputStream(file);
                UnpackedBytes plain = UnpackedBytes.open(
                        in, packed -> new GZIPInputStream(packed, 1 << 16), bound(Files.size(file)), errors)) {
            TarReader tar = new TarReader(plain, TarDialect.ANY, TarErrors.of(errors));
            for (Optional<TarMember> next = tar.next(); next.isPresent(); next = tar.next()) {
                if (++count > MAX_MEMBERS) {
                    throw new SdistException(what, "has " + count + " members and more: a decompression bomb");
                }
                Optional<Member> member = member(next.get(), what);
                if (member.isPresent()) {
                    visitor.visit(member.get(), tar.content());
                }
            }
        } catch (IllegalArgumentException e) {
            SdistException problem = new SdistException(what, String.valueOf(e.getMessage()));
            problem.initCause(e);
            throw problem;
        }
    }

    private static UnpackedBytes.Bound bound(long packed) {
        long most = Math.min(MAX_UNPACKED, Math.max(HARMLESS, MAX_RATIO * packed));
        return new UnpackedBytes.Bound(
                most, "unpacks " + packed + " bytes to " + most + " and more: a decompression bomb");
    }

    private static Optional<Member> member(TarMember entry, String what) throws SdistException {
        String name = entry.name();
        if (entry.type() == TarMember.Type.DIRECTORY) {
            return Optional.empty();
        }
        int top = name.indexOf('/');
        if (!TreePath.isPath(name)) {
            throw new SdistException(what, "a member's name leads out of the archive or is no path: '" + name + "'");
        }
        boolean link = entry.type() == TarMember.Type.SYMLINK;
        if (!link && entry.type() != TarMember.Type.FILE) {
            throw new SdistException(what, name + " is neither a regular file nor a symbolic link");
        }
        if (top < 0) {
            return Optional.empty();
        }
        return Optional.of(new Member(
                name.substring(top + 1),
                entry.permissions() & 0777,
                entry.size(),
                link ? Optional.of(entry.linkTarget()) : Optional.empty()));
    }
}
