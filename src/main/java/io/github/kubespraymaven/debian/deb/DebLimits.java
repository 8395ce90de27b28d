package io.github.kubespraymaven.debian.deb;

/**
 * What a package may cost at most, so that a small hostile file cannot fill memory or disk.
 *
 * @param control bytes of all control files together
 * @param data bytes of the unpacked data archive
 * @param ratio how many times larger than its compressed bytes an archive may get, once it is over {@code unsuspicious}
 * @param unsuspicious bytes that any archive may have, however well it is compressed
 * @param entries how many entries an archive may have
 */
public record DebLimits(long control, long data, int ratio, long unsuspicious, int entries) {
    /**
     * Far beyond any package of the archive: the largest unpack to 3 GB, the best compressed ones to 40 times their size,
     * the fullest hold 200,000 files.
     */
    public static final DebLimits GENEROUS = new DebLimits(32L << 20, 8L << 30, 250, 32L << 20, 1_000_000);
}
