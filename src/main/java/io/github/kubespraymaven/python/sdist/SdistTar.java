package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.python.PythonException.SdistException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

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
        /** Returns whether to go on. */
        boolean visit(Member member, InputStream content) throws IOException;
    }

    static void read(Path file, String what, Visitor visitor) throws IOException {
        long packed = Files.size(file);
        long unpacked = 0;
        int count = 0;
        try (InputStream in = Files.newInputStream(file);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GZIPInputStream(in, 1 << 16), StandardCharsets.UTF_8.name())) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpacked += entry.getSize();
                if (++count > MAX_MEMBERS
                        || unpacked > MAX_UNPACKED
                        || (unpacked > HARMLESS && unpacked > MAX_RATIO * packed)) {
                    throw new SdistException(
                            what, "unpacks " + packed + " bytes to " + unpacked + " and more: a decompression bomb");
                }
                Optional<Member> member = member(entry, what);
                if (member.isPresent() && !visitor.visit(member.get(), tar)) {
                    return;
                }
            }
        } catch (IllegalArgumentException e) {
            SdistException problem = new SdistException(what, "no tar archive: " + e.getMessage());
            problem.initCause(e);
            throw problem;
        }
    }

    private static Optional<Member> member(TarArchiveEntry entry, String what) throws SdistException {
        String name = entry.getName();
        if (entry.isDirectory() || entry.isGlobalPaxHeader()) {
            return Optional.empty();
        }
        int top = name.indexOf('/');
        if (!isPath(name)) {
            throw new SdistException(what, "a member's name leads out of the archive or is no path: '" + name + "'");
        }
        boolean link = entry.isSymbolicLink();
        if (!link && (!entry.isFile() || entry.isLink() || entry.isSparse())) {
            throw new SdistException(what, name + " is neither a regular file nor a symbolic link");
        }
        if (top < 0) {
            return Optional.empty();
        }
        return Optional.of(new Member(
                name.substring(top + 1),
                entry.getMode() & 0777,
                link ? 0 : entry.getSize(),
                link ? Optional.of(entry.getLinkName()) : Optional.empty()));
    }

    /** Tells whether all parts of a name are names. Archives have tens of thousands of members. */
    private static boolean isPath(String name) {
        int start = 0;
        while (start <= name.length()) {
            int slash = name.indexOf('/', start);
            int end = slash < 0 ? name.length() : slash;
            boolean dots = name.startsWith(".", start)
                    && (end == start + 1 || (end == start + 2 && name.charAt(start + 1) == '.'));
            if (end == start || dots) {
                return false;
            }
            start = end + 1;
        }
        return name.indexOf('\0') < 0;
    }
}
