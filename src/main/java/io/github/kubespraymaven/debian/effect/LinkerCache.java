package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.debian.unpack.RootEntry;
import io.github.kubespraymaven.debian.unpack.SharedLibrary;
import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code /etc/ld.so.cache}, as libc-bin's trigger has ldconfig(8) make it: which file is which library, so that {@code ldconfig
 * -p}, and by it Python's {@code ctypes.util.find_library}, find them. What the root below
 * has in its own stays in it.
 */
final class LinkerCache {
    private static final TreePath CACHE = TreePath.of("etc/ld.so.cache");
    private static final TreePath LDCONFIG = TreePath.of("usr/sbin/ldconfig");
    /** A library of glibc's ABI (FLAG_ELF_LIBC6), and its processor (FLAG_X8664_LIB64, FLAG_AARCH64_LIB64), by ELF's number. */
    private static final Map<Integer, Integer> FLAGS = Map.of(62, 0x0303, 183, 0x0a03);

    /** glibc's _dl_cache_libcmp, by which the linker searches: digits count as numbers, and are more than what is none. */
    static final Comparator<String> ORDER = LinkerCache::compare;

    private final Unpacked unpacked;
    private final BaseRootfs rootfs;

    LinkerCache(Unpacked unpacked, BaseRootfs rootfs) {
        this.unpacked = unpacked;
        this.rootfs = rootfs;
    }

    void addTo(Map<TreePath, TreeEntry> entries) throws IOException {
        Map<String, TreePath> places = new TreeMap<>(ORDER.reversed());
        Map<TreePath, SharedLibrary> libraries = new HashMap<>();
        unpacked.libraries().forEach((place, library) -> {
            if (library.is64() && FLAGS.containsKey(library.machine())) {
                // ldconfig names the link that is called like the library, where there is one.
                TreePath link = place.parent().orElse(place).resolve(library.soname());
                Optional<RootEntry> there = unpacked.at(link);
                TreePath named = there.isPresent() ? link : place;
                if (unpacked.at(named).isPresent()) {
                    places.putIfAbsent(library.soname(), named);
                    libraries.put(named, library);
                }
            }
        });
        boolean cached = rootfs.root().at(CACHE).isPresent();
        if ((unpacked.at(LDCONFIG).isEmpty() && !cached) || places.isEmpty()) {
            return;
        }
        List<LinkerCacheFile.Library> all =
                new ArrayList<>(LinkerCacheFile.read(rootfs.content(CACHE).orElse(new byte[0])));
        places.forEach((soname, place) -> {
            SharedLibrary library = libraries.get(place);
            // The old places are links to the new ones: ldconfig, which looks there first, names the former.
            String path = place.value().replaceFirst("^usr/lib", "/lib");
            int flags = library == null ? 0 : FLAGS.getOrDefault(library.machine(), 0);
            all.removeIf(one -> one.soname().equals(soname) && one.path().equals(path));
            all.add(new LinkerCacheFile.Library(soname, path, flags));
        });
        all.sort(Comparator.comparing(LinkerCacheFile.Library::soname, ORDER.reversed()));
        entries.put(CACHE, TreeEntry.RegularFile.of(0644, Content.of(LinkerCacheFile.write(all))));
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
