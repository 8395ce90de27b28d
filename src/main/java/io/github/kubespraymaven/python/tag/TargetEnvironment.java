package io.github.kubespraymaven.python.tag;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What wheels are chosen for: CPython 3 on a Linux with glibc 2.
 *
 * @param pythonMinor 11 for CPython 3.11; at least 8, since older ones have other ABI tags
 * @param glibcMinor 36 for glibc 2.36
 */
public record TargetEnvironment(int pythonMinor, int glibcMinor, Machine machine) {
    private static final int OLDEST_PYTHON = 8;
    private static final int NEWEST = 999;

    /** PEP 600, "Legacy manylinux tags": names that three glibc versions had before there was a rule for all. */
    private static final Map<Integer, String> LEGACY =
            Map.of(17, "manylinux2014", 12, "manylinux2010", 5, "manylinux1");

    public TargetEnvironment {
        if (pythonMinor < OLDEST_PYTHON || pythonMinor > NEWEST) {
            throw new IllegalArgumentException("wanted CPython 3.8 or a later 3, got 3." + pythonMinor);
        }
        if (glibcMinor < machine.oldestGlibcMinor() || glibcMinor > NEWEST) {
            throw new IllegalArgumentException("wanted glibc 2." + machine.oldestGlibcMinor() + " or a later 2 on "
                    + machine.tag() + ", got 2." + glibcMinor);
        }
    }

    /** The platform tags that fit, best first: {@code linux_x86_64}, then manylinux from the newest glibc down. */
    List<String> platforms() {
        List<String> platforms = new ArrayList<>();
        // PEP 600 gives no order; packaging has put the plain tag first since 26.3.
        platforms.add("linux_" + machine.tag());
        for (int minor = glibcMinor; minor >= machine.oldestGlibcMinor(); minor--) {
            platforms.add("manylinux_2_" + minor + "_" + machine.tag());
            String legacy = LEGACY.get(minor);
            if (legacy != null) {
                platforms.add(legacy + "_" + machine.tag());
            }
        }
        return platforms;
    }
}
