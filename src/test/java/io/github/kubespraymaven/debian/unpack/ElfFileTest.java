package io.github.kubespraymaven.debian.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.tree.TreePath;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is read of shared libraries. */
class ElfFileTest {
    private static final int ADDRESS = 0x10000;

    /** A library of 64 bits with a load segment, a dynamic section and a table of names, and nothing else. */
    private static byte[] library(String soname) {
        byte[] name = ("\0" + soname + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer elf = ByteBuffer.allocate(64 + 2 * 56 + 3 * 16 + name.length).order(ByteOrder.LITTLE_ENDIAN);
        int dynamic = 64 + 2 * 56;
        int strings = dynamic + 3 * 16;
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        elf.putShort(16, (short) 3).putShort(18, (short) 183).putLong(32, 64);
        elf.putShort(54, (short) 56).putShort(56, (short) 2);
        segment(elf, 64, 1, 0, ADDRESS, elf.capacity());
        segment(elf, 120, 2, dynamic, ADDRESS + dynamic, 48);
        elf.putLong(dynamic, 5).putLong(dynamic + 8, ADDRESS + strings);
        elf.putLong(dynamic + 16, 14).putLong(dynamic + 24, 1);
        elf.position(strings).put(name);
        return elf.array();
    }

    private static void segment(ByteBuffer elf, int at, int type, long offset, long address, long size) {
        elf.putInt(at, type).putLong(at + 8, offset).putLong(at + 16, address).putLong(at + 32, size);
    }

    @Test
    void theNameThatProgramsAskForIsRead() {
        assertEquals(
                Optional.of(new SharedLibrary("libz.so.1", true, 183)),
                ElfFile.library(library("libz.so.1"), "libz.so.1.2.13"));
    }

    @Test
    void aLibraryWithoutANameHasThatOfItsFile() {
        assertEquals(
                Optional.of(new SharedLibrary("libz.so.1.2.13", true, 183)),
                ElfFile.library(library(""), "libz.so.1.2.13"));
    }

    @Test
    void whatIsNoLibraryOrDamagedIsPassedOver() {
        byte[] text = "/* GNU ld script */ INPUT ( /lib/libc.so.6 ) and so on until it has 64 bytes"
                .getBytes(StandardCharsets.US_ASCII);
        assertEquals(Optional.empty(), ElfFile.library(text, "libc.so"));
        byte[] whole = library("libz.so.1");
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertEquals(Optional.empty(), ElfFile.library(cut, "libz.so.1"));
        byte[] far = whole.clone();
        ByteBuffer.wrap(far).order(ByteOrder.LITTLE_ENDIAN).putLong(32, Long.MAX_VALUE);
        assertEquals(Optional.empty(), ElfFile.library(far, "libz.so.1"));
    }

    @Test
    void librariesAreLookedForWhereLdconfigDoes() {
        List<String> places = List.of(
                "usr/lib/x86_64-linux-gnu/libz.so.1",
                "usr/lib/aarch64-linux-gnu/ld-linux-aarch64.so.1",
                "usr/lib/libfoo.so",
                "usr/lib64/ld-linux-x86-64.so.2",
                "usr/lib/python3/dist-packages/libx.so",
                "usr/lib/x86_64-linux-gnu/gconv/libJIS.so",
                "usr/lib/x86_64-linux-gnu/libz.a",
                "usr/share/libz.so");
        assertEquals(
                places.subList(0, 4),
                places.stream().filter(p -> ElfFile.isLibrary(TreePath.of(p))).toList());
    }
}
