package io.github.kubespraymaven.python.tag;

/** The processors that images are made for. */
public enum Machine {
    /** The first manylinux standard, manylinux1, stands on glibc 2.5. */
    X86_64("x86_64", 5),
    /** Came to manylinux with manylinux2014, which stands on glibc 2.17. */
    AARCH64("aarch64", 17);

    private final String tag;
    private final int oldestGlibcMinor;

    Machine(String tag, int oldestGlibcMinor) {
        this.tag = tag;
        this.oldestGlibcMinor = oldestGlibcMinor;
    }

    /** The name in platform tags, and what Python's {@code platform.machine()} says there. */
    public String tag() {
        return tag;
    }

    /** The minor number of the oldest glibc 2 that a manylinux tag of this processor can name. */
    int oldestGlibcMinor() {
        return oldestGlibcMinor;
    }
}
