package io.github.kubespraymaven.debian.index;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Numbers for names, real and virtual, in the order in which they are first mentioned. apt prefers, among providers that
 * are equal in all else, the one whose name was mentioned last; so the order is part of the answer. The names stand one
 * behind the other in one array and are found by a hash of their bytes: 110,000 strings nobody asks for are not made.
 */
final class PackageNames {
    private static final String NATIVE = ":native";
    private static final byte[] NATIVE_BYTES = NATIVE.getBytes(StandardCharsets.US_ASCII);

    private final String suffix;
    private final byte[] suffixBytes;
    private byte[] text = new byte[1 << 20];
    /** Of name n: [n] where it begins, [n + 1] where it ends. */
    private int[] bounds = new int[1 << 16];

    private int[] hashes = new int[1 << 16];
    private int size;
    /** By hash, and from there on: a name's number and 1, or 0. At least half of it is 0. */
    private int[] slots = new int[1 << 18];

    PackageNames(String architecture) {
        this.suffix = ":" + architecture;
        this.suffixBytes = suffix.getBytes(StandardCharsets.UTF_8);
    }

    int size() {
        return size;
    }

    String name(int id) {
        return new String(text, bounds[id], bounds[id + 1] - bounds[id], StandardCharsets.UTF_8);
    }

    int find(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return slots[slot(bytes, 0, bytes.length, hash(bytes, 0, bytes.length))] - 1;
    }

    /** The number of a name as relations write it ({@code python3:any} is a name of its own). */
    int intern(String target) {
        byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
        return intern(bytes, 0, bytes.length);
    }

    /** As {@link #intern(String)}, of the name that stands there. */
    int intern(byte[] bytes, int from, int to) {
        return intern(bytes, from, to, hash(bytes, from, to));
    }

    /** As {@link #intern(String)}, of the name that was gone on to. */
    int intern(Targets target) {
        return intern(target.text(), target.from(), target.to(), target.hash());
    }

    /** Interns every name of a relationship field. */
    void internAll(byte[] bytes, int from, int to) {
        Targets targets = new Targets(bytes, from, to);
        while (targets.advance()) {
            if (targets.endsWith(NATIVE_BYTES)) {
                String name = targets.toString();
                intern(name.substring(0, name.length() - NATIVE.length()) + suffix);
            } else {
                intern(targets);
            }
        }
    }

    static int hash(byte[] bytes, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    private int intern(byte[] bytes, int from, int to, int hash) {
        int slot = slot(bytes, from, to, hash);
        return slots[slot] == 0 ? add(slot, bytes, from, to, hash) : slots[slot] - 1;
    }

    /** The slot that holds the name, or the free one where it belongs. */
    private int slot(byte[] bytes, int from, int to, int hash) {
        int slot = spread(hash);
        while (slots[slot] != 0 && !is(slots[slot] - 1, bytes, from, to, hash)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    /** Names that differ in their last letters have hashes side by side; the golden ratio's multiples lie far apart. */
    private int spread(int hash) {
        return (hash * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    }

    private boolean is(int id, byte[] bytes, int from, int to, int hash) {
        return hashes[id] == hash && Arrays.equals(text, bounds[id], bounds[id + 1], bytes, from, to);
    }

    private int add(int slot, byte[] bytes, int from, int to, int hash) {
        int id = size++;
        int begin = bounds[id];
        int end = begin + to - from;
        makeRoom(end);
        System.arraycopy(bytes, from, text, begin, to - from);
        bounds[id + 1] = end;
        hashes[id] = hash;
        slots[slot] = id + 1;
        if (size * 2 > slots.length) {
            rehash();
        }
        if (Targets.endsWith(bytes, from, to, suffixBytes)) {
            // apt makes "foo:amd64" on amd64 a name that foo provides, and mentions foo in doing so.
            intern(bytes, from, to - suffixBytes.length);
        }
        return id;
    }

    private void makeRoom(int end) {
        if (size + 1 > hashes.length) {
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        if (end > text.length) {
            text = Arrays.copyOf(text, Math.max(end, text.length * 2));
        }
    }

    private void rehash() {
        slots = new int[slots.length * 2];
        for (int id = 0; id < size; id++) {
            int slot = spread(hashes[id]);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = id + 1;
        }
    }
}
