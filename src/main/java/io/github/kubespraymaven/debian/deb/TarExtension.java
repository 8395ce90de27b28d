package io.github.kubespraymaven.debian.deb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** What GNU's long-name entries or a pax header say about the entry after them, in place of its own fields. */
final class TarExtension {
    /** Bytes that such an entry may have: two of the longest paths and some numbers. */
    static final int MOST = 1 << 16;

    private Optional<byte[]> name = Optional.empty();
    private Optional<byte[]> linkTarget = Optional.empty();
    private OptionalLong size = OptionalLong.empty();
    private OptionalLong uid = OptionalLong.empty();
    private OptionalLong gid = OptionalLong.empty();

    byte[] name(TarBlock block) {
        return name.orElseGet(block::name);
    }

    byte[] linkTarget(TarBlock block) {
        return linkTarget.orElseGet(block::linkTarget);
    }

    long size(TarBlock block) {
        return size.orElseGet(block::size);
    }

    long uid(TarBlock block) {
        return uid.orElseGet(block::uid);
    }

    long gid(TarBlock block) {
        return gid.orElseGet(block::gid);
    }

    /** Takes an entry of GNU's: the name, up to a NUL. */
    void gnu(char type, byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        Optional<byte[]> value = Optional.of(Arrays.copyOf(content, end));
        if (type == 'L') {
            name = value;
        } else {
            linkTarget = value;
        }
    }

    /**
     * Takes a pax header: {@code "LENGTH KEY=VALUE\n"} again and again (POSIX.1-2001, pax Extended Header).
     *
     * @throws IOException if it is anything else, or describes a sparse file
     */
    void pax(byte[] content) throws IOException {
        int at = 0;
        while (at < content.length) {
            int blank = at;
            while (blank < content.length && blank < at + 8 && content[blank] >= '0' && content[blank] <= '9') {
                blank++;
            }
            if (blank == at || blank == content.length || content[blank] != ' ') {
                throw new IOException("its pax header is malformed");
            }
            int end = at + Integer.parseInt(ascii(content, at, blank));
            int equals = blank + 1;
            while (equals < content.length && content[equals] != '=') {
                equals++;
            }
            if (end > content.length || equals >= end || content[end - 1] != '\n') {
                throw new IOException("its pax header is malformed");
            }
            record(ascii(content, blank + 1, equals), Arrays.copyOfRange(content, equals + 1, end - 1));
            at = end;
        }
    }

    private void record(String key, byte[] value) throws IOException {
        switch (key) {
            case "path" -> name = Optional.of(value);
            case "linkpath" -> linkTarget = Optional.of(value);
            case "size" -> size = OptionalLong.of(number(key, value));
            case "uid" -> uid = OptionalLong.of(number(key, value));
            case "gid" -> gid = OptionalLong.of(number(key, value));
            default -> {
                if (key.startsWith("GNU.sparse.")) {
                    throw new IOException("sparse files are not known here, as they are not to dpkg");
                }
                // Times, names of owners, extended attributes: dpkg sets none of them from here.
            }
        }
    }

    private static long number(String key, byte[] value) throws IOException {
        String digits = ascii(value, 0, value.length);
        if (!digits.matches("\\d{1,18}")) {
            throw new IOException("its pax header's " + key + " is not a number");
        }
        return Long.parseLong(digits);
    }

    private static String ascii(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
