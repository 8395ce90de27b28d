package io.github.kubespraymaven.tree.tar;

/** Who writes an archive, and what is therefore taken. What is not named here is the same for all. */
public enum TarDialect {
    /**
     * One program whose way of writing is known, like dpkg-deb or this plugin: names are UTF-8, the archive ends with a block of
     * zeros, and a header for a name or a pax header has at most 64 KiB (two of the longest paths and some numbers).
     */
    EXACT(1 << 16, true, true),

    /**
     * Any program, as layers, sdists and archives of images have been written by many: bytes of a name that are no UTF-8 become
     * replacement characters, the end may be the stream's, and a header before an entry has at most 1 MiB (extended attributes
     * are there).
     */
    ANY(1 << 20, false, false);

    private final int mostExtension;
    private final boolean utf8;
    private final boolean marked;

    TarDialect(int mostExtension, boolean utf8, boolean marked) {
        this.mostExtension = mostExtension;
        this.utf8 = utf8;
        this.marked = marked;
    }

    /** Returns how many bytes a header for a name, or a pax header, may have. */
    int mostExtension() {
        return mostExtension;
    }

    /** Tells whether a name that is not UTF-8 is an error. */
    boolean isUtf8() {
        return utf8;
    }

    /** Tells whether an archive that ends without a block of zeros is cut off. */
    boolean isMarked() {
        return marked;
    }
}
