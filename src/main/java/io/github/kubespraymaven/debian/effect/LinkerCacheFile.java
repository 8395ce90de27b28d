package io.github.kubespraymaven.debian.effect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** glibc's format 1.1 of {@code ld.so.cache} (sysdeps/generic/dl-cache.h), without the extensions that are optional there. */
final class LinkerCacheFile {
    private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 48;
    private static final int LIBRARY = 24;

    /** Bytes are in the order of the lowest first (cache_file_new_flags_endian_little). */
    private static final byte LITTLE_ENDIAN = 2;

    private static final int MOST = 100_000;

    private LinkerCacheFile() {}

    /**
     * A library.
     *
     * @param soname the name that programs ask for
     * @param path where it is
     * @param flags of its ABI and its processor
     */
    record Library(String soname, String path, int flags) {}

    /**
     * Returns the libraries that a cache lists; none of one that cannot be read. Those for better processors (glibc-hwcaps),
     * which only extensions describe, are left out: the linker does without them.
     */
    static List<Library> read(byte[] cache) {
        int start = start(cache);
        if (start < 0) {
            return List.of();
        }
        ByteBuffer bytes =
                ByteBuffer.wrap(cache, start, cache.length - start).slice().order(ByteOrder.LITTLE_ENDIAN);
        List<Library> libraries = new ArrayList<>();
        try {
            int count = Math.min(bytes.getInt(MAGIC.length), MOST);
            for (int i = 0; i < count; i++) {
                int at = HEADER + i * LIBRARY;
                if (bytes.getLong(at + 16) == 0) {
                    libraries.add(new Library(
                            string(bytes, bytes.getInt(at + 4)),
                            string(bytes, bytes.getInt(at + 8)),
                            bytes.getInt(at)));
                }
            }
        } catch (IndexOutOfBoundsException damaged) {
            return List.of();
        }
        return libraries;
    }

    /** An older format may come before it, for programs of an older C library. */
    private static int start(byte[] cache) {
        for (int at = 0; at + HEADER <= cache.length; at += 4) {
            int same = 0;
            while (same < MAGIC.length && cache[at + same] == MAGIC[same]) {
                same++;
            }
            if (same == MAGIC.length) {
                return at;
            }
        }
        return -1;
    }

    private static String string(ByteBuffer bytes, int from) {
        int end = from;
        while (bytes.get(end) != 0) {
            end++;
        }
        byte[] text = new byte[end - from];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Writes a cache of libraries, in the order in which they are given. */
    static byte[] write(List<Library> libraries) {
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        int start = HEADER + LIBRARY * libraries.size();
        ByteBuffer cache = ByteBuffer.allocate(start).order(ByteOrder.LITTLE_ENDIAN);
        cache.put(MAGIC).putInt(libraries.size()).putInt(0).put(LITTLE_ENDIAN);
        cache.position(HEADER);
        for (Library library : libraries) {
            cache.putInt(library.flags());
            cache.putInt(start + append(strings, library.soname()));
            cache.putInt(start + append(strings, library.path()));
            cache.putInt(0).putLong(0);
        }
        cache.putInt(MAGIC.length + 4, strings.size());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(cache.array());
        all.writeBytes(strings.toByteArray());
        return all.toByteArray();
    }

    private static int append(ByteArrayOutputStream strings, String text) {
        int at = strings.size();
        strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        strings.write(0);
        return at;
    }
}
