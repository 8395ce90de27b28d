package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.tree.TreePath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds a shared library's name in its dynamic section (System V ABI, chapters 4 and 5), by the program headers alone. */
final class ElfFile {
    /** The directories that the dynamic linker searches of itself, and the names that ldconfig looks at there. */
    private static final Pattern LIBRARY =
            Pattern.compile("usr/lib(?:32|64|x32)?/(?:[a-z0-9_]+-linux-[a-z0-9]+/)?(?:lib|ld-)[^/]*\\.so(?:\\.[^/]*)?");

    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;
    private static final int DT_STRTAB = 5;
    private static final int DT_SONAME = 14;
    private static final int ET_DYN = 3;

    private final byte[] file;
    private final ByteBuffer bytes;
    private final boolean is64;

    private ElfFile(byte[] file, ByteBuffer bytes, boolean is64) {
        this.file = file;
        this.bytes = bytes;
        this.is64 = is64;
    }

    /** Whether a place is one where ldconfig would look for a library. */
    static boolean isLibrary(TreePath place) {
        return LIBRARY.matcher(place.value()).matches();
    }

    /**
     * Reads a library; empty if it is none.
     *
     * @param fileName stands for a name that the library does not state, as ldconfig has it
     */
    static Optional<SharedLibrary> library(byte[] file, String fileName) {
        if (file.length < 64 || file[0] != 0x7f || file[1] != 'E' || file[2] != 'L' || file[3] != 'F') {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(file).order(file[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        ElfFile elf = new ElfFile(file, bytes, file[4] == 2);
        if (bytes.getShort(16) != ET_DYN) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SharedLibrary(
                    elf.soname().orElse(fileName), elf.is64, Short.toUnsignedInt(bytes.getShort(18))));
        } catch (IndexOutOfBoundsException | ArithmeticException damaged) {
            // Offsets out of the file: nothing that the dynamic linker could load either.
            return Optional.empty();
        }
    }

    private Optional<String> soname() {
        int dynamic = segment(PT_DYNAMIC, -1);
        if (dynamic < 0) {
            return Optional.empty();
        }
        long strings = -1;
        long name = -1;
        int step = is64 ? 16 : 8;
        int from = Math.toIntExact(word(dynamic + (is64 ? 8 : 4)));
        int size = Math.toIntExact(word(dynamic + (is64 ? 32 : 16)));
        for (int at = from; at < Math.addExact(from, size) && word(at) != 0; at += step) {
            long value = word(at + step / 2);
            if (word(at) == DT_STRTAB) {
                strings = value;
            } else if (word(at) == DT_SONAME) {
                name = value;
            }
        }
        return strings < 0 || name < 0 ? Optional.empty() : string(strings, name);
    }

    /** The name's place is an address in memory: the segment that is loaded there says where in the file that is. */
    private Optional<String> string(long address, long offset) {
        int segment = segment(PT_LOAD, address);
        if (segment < 0) {
            return Optional.empty();
        }
        long delta = address - word(segment + (is64 ? 16 : 8));
        int start = Math.toIntExact(Math.addExact(word(segment + (is64 ? 8 : 4)) + delta, offset));
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        return end == start
                ? Optional.empty()
                : Optional.of(new String(file, start, end - start, StandardCharsets.UTF_8));
    }

    /** Where the first header of a type stands, which holds an address unless that is -1; -1 if there is none. */
    private int segment(int type, long address) {
        int header = Math.toIntExact(word(is64 ? 32 : 28));
        int size = bytes.getShort(is64 ? 54 : 42);
        int count = Short.toUnsignedInt(bytes.getShort(is64 ? 56 : 44));
        for (int i = 0; i < count; i++) {
            int at = Math.addExact(header, Math.multiplyExact(i, size));
            if (bytes.getInt(at) == type) {
                long start = word(at + (is64 ? 16 : 8));
                long length = word(at + (is64 ? 32 : 16));
                if (address == -1 || (address >= start && address - start < length)) {
                    return at;
                }
            }
        }
        return -1;
    }

    private long word(int at) {
        return is64 ? bytes.getLong(at) : Integer.toUnsignedLong(bytes.getInt(at));
    }
}
