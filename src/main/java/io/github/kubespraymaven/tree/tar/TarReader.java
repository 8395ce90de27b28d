package io.github.kubespraymaven.tree.tar;

import io.github.kubespraymaven.tree.archive.ErrorFactory;
import io.github.kubespraymaven.tree.archive.MemberBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The members of a tar stream, one after the other: v7, ustar and GNU's with long names, and pax headers.
 *
 * <p>They are read here and not by a library, because a library takes what it can make sense of. Archives come from strangers, and
 * what other programs would take another way than this one is an error: a header whose checksum is wrong, a number that is none, a
 * NUL in a name, content of what is no file, a slash behind what is no directory, a sparse file, a pax header for all
 * entries that gives them names, anything behind the end. So is what costs memory: headers that are longer than names are.
 */
public final class TarReader {
    /** The longest that Linux takes (PATH_MAX, without its NUL). */
    private static final int MAX_TARGET = 4095;

    private final InputStream in;
    private final TarDialect dialect;
    private final TarErrors errors;
    private MemberBytes content;
    private int headers;
    private boolean ended;

    /**
     * Reads a stream, which stays open. It is read to its end, so that what follows is checked.
     *
     * @param in should be buffered, or a {@link io.github.kubespraymaven.tree.archive.FileSlice}, of which headers alone are read
     */
    public TarReader(InputStream in, TarDialect dialect, TarErrors errors) {
        this.in = in;
        this.dialect = dialect;
        this.errors = errors;
        this.content = new MemberBytes(in, 0, archive());
    }

    /**
     * Goes on to the next member, over what is left of this one; nothing at the archive's end.
     *
     * @throws IOException if this is no tar stream, a damaged or a hostile one
     */
    public Optional<TarMember> next() throws IOException {
        content.finish(padding(content.size()));
        content = new MemberBytes(in, 0, archive());
        TarExtension extension = new TarExtension();
        Optional<String> global = Optional.empty();
        while (true) {
            Optional<TarHeader> next = header();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            TarHeader header = next.get();
            switch (header.flag()) {
                case TarHeader.GNU_NAME, TarHeader.GNU_TARGET -> extension.gnu(header.flag(), extensionContent(header));
                case TarHeader.PAX -> pax(header, extension);
                case TarHeader.PAX_GLOBAL -> global = Optional.of(global(header));
                default -> {
                    return Optional.of(member(header, extension, global));
                }
            }
        }
    }

    /** Returns the content of the member that {@link #next} returned, which ends where it does. Of no use after the next one. */
    public MemberBytes content() {
        return content;
    }

    private Optional<TarHeader> header() throws IOException {
        byte[] block = ended ? new byte[0] : in.readNBytes(TarHeader.BLOCK);
        if (block.length == 0 && (ended || !dialect.isMarked())) {
            ended = true;
            return Optional.empty();
        }
        if (block.length < TarHeader.BLOCK) {
            throw archive().of("cut off", Optional.of(new EOFException("cut off")));
        }
        TarHeader header = TarHeader.of(block);
        if (header.isEmpty()) {
            ended = true;
            requireOnlyZeros();
            return Optional.empty();
        }
        if (!header.isIntact()) {
            throw archive().of("a header whose checksum is wrong, after entry " + headers);
        }
        headers++;
        return Optional.of(header);
    }

    private void requireOnlyZeros() throws IOException {
        byte[] buffer = new byte[1 << 13];
        for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
            for (int i = 0; i < n; i++) {
                if (buffer[i] != 0) {
                    throw archive().of("something follows its end");
                }
            }
        }
    }

    private TarMember member(TarHeader header, TarExtension extension, Optional<String> global) throws IOException {
        String name = text(extension.name(header), archive(), "a name");
        ErrorFactory problems = (problem, cause) ->
                errors.at(Optional.of(TarErrors.printable(name))).of(problem, cause);
        TarMember.Type type = TarMember.Type.of(header.flag(), name.endsWith("/"));
        requireName(name, type, problems);
        long size = number(extension.number("size", header, TarHeader.SIZE), problems, "its size is not a number");
        String owned = "its mode or owner cannot be";
        TarMember member = new TarMember(
                name,
                type,
                header.flag(),
                number(header.number(TarHeader.MODE), problems, owned),
                number(extension.number("uid", header, TarHeader.UID), problems, owned),
                number(extension.number("gid", header, TarHeader.GID), problems, owned),
                linkTarget(extension.linkTarget(header), type, problems),
                size,
                new TarDetails(header, extension, global, problems));
        if (header.flag() == TarHeader.GNU_SPARSE) {
            throw problems.of(TarExtension.SPARSE);
        }
        if (size > 0 && type != TarMember.Type.FILE && type != TarMember.Type.OTHER) {
            throw problems.of(size + " bytes of content, and it is no file");
        }
        content = new MemberBytes(in, size, problems);
        return member;
    }

    private static void requireName(String name, TarMember.Type type, ErrorFactory problems) throws IOException {
        if (name.isEmpty()) {
            throw problems.of("an empty name");
        }
        if (name.indexOf('\0') >= 0) {
            throw problems.of("a NUL in its name");
        }
        if (name.endsWith("/") && type != TarMember.Type.DIRECTORY) {
            throw problems.of("a slash behind its name, and it is no directory");
        }
    }

    private String linkTarget(byte[] target, TarMember.Type type, ErrorFactory problems) throws IOException {
        boolean link = type == TarMember.Type.SYMLINK || type == TarMember.Type.HARD_LINK;
        if (link && (target.length == 0 || target.length > MAX_TARGET)) {
            throw problems.of("a link's target has 1 to " + MAX_TARGET + " bytes, got " + target.length);
        }
        String text = text(target, problems, "its target");
        if (text.indexOf('\0') >= 0) {
            throw problems.of("a NUL in its target");
        }
        return text;
    }

    private static long number(OptionalLong number, ErrorFactory problems, String problem) throws IOException {
        if (number.isEmpty()) {
            throw problems.of(problem);
        }
        return number.getAsLong();
    }

    private void pax(TarHeader header, TarExtension extension) throws IOException {
        byte[] content = extensionContent(header);
        try {
            extension.pax(content);
        } catch (IOException e) {
            throw problem(header, e);
        }
    }

    /** Returns a pax header for all entries, as text. Nothing of it is heeded. */
    private String global(TarHeader header) throws IOException {
        byte[] content = extensionContent(header);
        TarExtension all = new TarExtension();
        try {
            all.pax(content);
            all.requireNothingOfEntries();
        } catch (IOException e) {
            throw problem(header, e);
        }
        return new String(content, StandardCharsets.UTF_8);
    }

    private IOException problem(TarHeader extension, IOException cause) throws IOException {
        String name = text(extension.name(), archive(), "a name");
        return errors.at(Optional.of(TarErrors.printable(name)))
                .of(String.valueOf(cause.getMessage()), Optional.of(cause));
    }

    private byte[] extensionContent(TarHeader header) throws IOException {
        ErrorFactory problems = errors.at(Optional.of("a header for a long name"));
        long size = header.number(TarHeader.SIZE).orElse(-1);
        if (size < 0 || size > dialect.mostExtension()) {
            throw problems.of("it may have " + dialect.mostExtension() + " bytes, got " + size);
        }
        MemberBytes bounded = new MemberBytes(in, size, problems);
        byte[] bytes = bounded.readAllBytes();
        bounded.finish(padding(size));
        return bytes;
    }

    private String text(byte[] bytes, ErrorFactory problems, String what) throws IOException {
        if (!dialect.isUtf8()) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw problems.of(what + " is not UTF-8", Optional.of(e));
        }
    }

    private ErrorFactory archive() {
        return errors.at(Optional.empty());
    }

    /** How many bytes fill the last block. */
    private static long padding(long size) {
        return -size & (TarHeader.BLOCK - 1);
    }
}
