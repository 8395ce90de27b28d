package io.github.kubespraymaven.registry;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What has come of uploads that are under way, by their paths. */
final class PartialUploads {
    private final Map<String, byte[]> bytes = new ConcurrentHashMap<>();

    int reached(String path) {
        return bytes.getOrDefault(path, new byte[0]).length;
    }

    void append(String path, byte[] more) {
        bytes.merge(path, more, PartialUploads::joined);
    }

    /** Returns all that has come, and some more behind it. */
    byte[] with(String path, byte[] more) {
        return joined(bytes.getOrDefault(path, new byte[0]), more);
    }

    void lose() {
        bytes.clear();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
