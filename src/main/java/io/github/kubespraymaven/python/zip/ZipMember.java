package io.github.kubespraymaven.python.zip;

/**
 * One file of an archive, as the central directory describes it.
 *
 * @param name its place, names joined by '/': relative, none of them empty, "." or ".."
 * @param deflated whether it is compressed (method 8) or stored as it is (method 0)
 * @param compressedSize bytes in the archive
 * @param size bytes of the file itself
 * @param crc32 of the file itself, 0 to 2^32-1
 * @param unixMode file type and permissions, the upper half of the external attributes; 0 where there are none
 * @param offset of its local header
 * @param limit where the next member's local header, or the central directory, starts
 */
public record ZipMember(
        String name,
        boolean deflated,
        long compressedSize,
        long size,
        long crc32,
        int unixMode,
        long offset,
        long limit) {

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;

    /** Tells whether it is marked as a regular file that somebody may execute, which is when pip makes it executable. */
    public boolean executable() {
        return (unixMode & TYPE) == REGULAR && (unixMode & 0111) != 0;
    }
}
