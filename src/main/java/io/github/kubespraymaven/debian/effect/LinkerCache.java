package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.Present;
import io.github.kubespraymaven.debian.unpack.SharedLibrary;
import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code /etc/ld.so.cache}, as libc-bin's trigger has ldconfig(8) make it: which file is which library, so that {@code ldconfig
 * -p}, and by it Python's {@code ctypes.util.find_library}, find them. In glibc's format 1.1 (sysdeps/generic/dl-cache.h),
 * without the extensions that are optional there.
 */
final class LinkerCache {
    private static final TreePath CACHE = TreePath.of("etc/ld.so.cache");
    private static final TreePath LDCONFIG = TreePath.of("usr/sbin/ldconfig");
    private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 48;
    private static final int LIBRARY = 24;

    /** Bytes are in the order of the lowest first (cache_file_new_flags_endian_little). */
    private static final byte LITTLE_ENDIAN = 2;

    /** A library of glibc's ABI (FLAG_ELF_LIBC6), and its processor (FLAG_X8664_LIB64, FLAG_AARCH64_LIB64), by ELF's number. */
    private static final Map<Integer, Integer> FLAGS = Map.of(62, 0x0303, 183, 0x0a03);

    /** glibc's _dl_cache_libcmp, by which the linker searches: digits count as numbers, and are more than what is none. */
    static final Comparator<String> ORDER = LinkerCache::compare;

    private final Unpacked unpacked;

    LinkerCache(Unpacked unpacked) {
        this.unpacked = unpacked;
    }

    void addTo(Map<TreePath, Entry> entries) {
        Map<String, TreePath> places = new TreeMap<>(ORDER.reversed());
        Map<TreePath, SharedLibrary> libraries = new HashMap<>();
        unpacked.libraries().forEach((place, library) -> {
            if (library.is64() && FLAGS.containsKey(library.machine())) {
                // ldconfig names the link that is called like the library, where there is one.
                TreePath link = place.parent().orElse(place).resolve(library.soname());
                Optional<Present> there = unpacked.at(link);
                TreePath named = there.isPresent() ? link : place;
                if (unpacked.at(named).isPresent()) {
                    places.putIfAbsent(library.soname(), named);
                    libraries.put(named, library);
                }
            }
        });
        if (unpacked.at(LDCONFIG).isEmpty() || places.isEmpty()) {
            return;
        }
        entries.put(CACHE, Entry.RegularFile.of(0644, Content.of(bytes(places, libraries))));
    }

    private static byte[] bytes(Map<String, TreePath> places, Map<TreePath, SharedLibrary> libraries) {
        ByteArrayOutputStream strings = new ByteArrayOutputStream();
        int start = HEADER + LIBRARY * places.size();
        ByteBuffer cache = ByteBuffer.allocate(start).order(ByteOrder.LITTLE_ENDIAN);
        cache.put(MAGIC).putInt(places.size()).putInt(0).put(LITTLE_ENDIAN);
        cache.position(HEADER);
        places.forEach((soname, place) -> {
            SharedLibrary library = libraries.get(place);
            cache.putInt(library == null ? 0 : FLAGS.getOrDefault(library.machine(), 0));
            cache.putInt(start + append(strings, soname));
            // The old places are links to the new ones: ldconfig, which looks there first, names the former.
            cache.putInt(start + append(strings, place.value().replaceFirst("^usr/lib", "/lib")));
            cache.putInt(0).putLong(0);
        });
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

    private static int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length()) {
            char c = one.charAt(i);
            char d = j < other.length() ? other.charAt(j) : 0;
            if (isDigit(c) && isDigit(d)) {
                int endOne = afterDigits(one, i);
                int endOther = afterDigits(other, j);
                int numbers = new java.math.BigInteger(one.substring(i, endOne))
                        .compareTo(new java.math.BigInteger(other.substring(j, endOther)));
                if (numbers != 0) {
                    return numbers;
                }
                i = endOne;
                j = endOther;
            } else if (isDigit(c) || isDigit(d)) {
                return isDigit(c) ? 1 : -1;
            } else if (c != d) {
                return c - d;
            } else {
                i++;
                j++;
            }
        }
        return j < other.length() ? -1 : 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int afterDigits(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
