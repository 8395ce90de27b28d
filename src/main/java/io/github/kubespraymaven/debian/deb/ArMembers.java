package io.github.kubespraymaven.debian.deb;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.tree.archive.MemberBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The outer archive: the common ar format as deb(5) restricts it, without long names or symbol tables. Members come one
 * after the other.
 */
final class ArMembers {
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 60;

    private final InputStream in;
    private final String deb;
    private String name = "ar header";
    private MemberBytes content;

    /** Starts a file, whose magic is checked. */
    ArMembers(InputStream in, String deb) throws IOException {
        this.in = in;
        this.deb = deb;
        this.content = new MemberBytes(in, 0, DebianException.factory(deb, name));
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new DebianException(deb, name, "not a Debian package: it does not start with '!<arch>'");
        }
    }

    /** Goes to the next member, over what is left of this one; empty at the end of the file. */
    Optional<String> next() throws IOException {
        // Members begin at even offsets.
        content.finish(content.size() & 1);
        byte[] header = in.readNBytes(HEADER);
        if (header.length == 0) {
            return Optional.empty();
        }
        if (header.length < HEADER || header[58] != '`' || header[59] != '\n') {
            throw new DebianException(
                    deb, name, "followed by " + (header.length < HEADER ? "less than" : "what is not") + " a header");
        }
        String field = field(header, 0, 16);
        name = field.endsWith("/") ? field.substring(0, field.length() - 1) : field;
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127 && c != '/')) {
            throw new DebianException(
                    deb, "ar header", "'" + field.replaceAll("[^!-~]", "?") + "' is no member's name");
        }
        String digits = field(header, 48, 10);
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new DebianException(deb, name, "its size is not a number");
        }
        content = new MemberBytes(in, Long.parseLong(digits), DebianException.factory(deb, name));
        return Optional.of(name);
    }

    /** The bytes of the member that {@link #next} returned last, as they stand there. Of no use after the next {@link #next}. */
    MemberBytes content() {
        return content;
    }

    private static String field(byte[] header, int offset, int length) {
        return new String(header, offset, length, StandardCharsets.ISO_8859_1).stripTrailing();
    }
}
