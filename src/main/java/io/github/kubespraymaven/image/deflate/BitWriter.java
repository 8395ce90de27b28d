package io.github.kubespraymaven.image.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Packs bits into bytes, the lowest first (RFC 1951, section 3.1.1). Its buffer must be large enough for all of them. */
final class BitWriter {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] out;
    private long held;
    private int heldBits;
    private int size;

    /** Writes into an array, which needs eight bytes more than what is written. */
    BitWriter(byte[] out) {
        this.out = out;
    }

    /** Adds the lowest bits of a value, whose other bits are 0; at most 56, whatever is held back. */
    void add(long bits, int count) {
        held |= bits << heldBits;
        heldBits += count;
        LONGS.set(out, size, held);
        int whole = heldBits >>> 3;
        size += whole;
        held >>>= whole << 3;
        heldBits &= 7;
    }

    /** Adds a code in the form that {@link HuffmanCode#words} has. */
    void add(int word) {
        add(HuffmanCode.bitsOf(word), HuffmanCode.lengthOf(word));
    }

    /** Fills the byte that was begun with zeros. */
    void align() {
        add(0, -heldBits & 7);
    }

    /** Adds whole bytes; nothing may be held back. */
    void bytes(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, out, size, count);
        size += count;
    }

    /** Returns how many whole bytes were written. */
    int size() {
        return size;
    }
}
