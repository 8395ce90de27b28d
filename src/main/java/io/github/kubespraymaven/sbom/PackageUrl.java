package io.github.kubespraymaven.sbom;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A package URL (purl specification): what a thing is to all tools that compare lists with advisories.
 *
 * @param text the canonical text
 */
public record PackageUrl(String text) implements Comparable<PackageUrl> {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_~:";

    /** Checks that it begins as one. */
    public PackageUrl {
        if (!text.startsWith("pkg:")) {
            throw new IllegalArgumentException("no package URL: '" + text + "'");
        }
    }

    /**
     * Returns the URL of a thing.
     *
     * @param path type, namespace and name, with slashes between them
     * @param qualifiers by name; empty ones are left out
     */
    public static PackageUrl of(String path, String version, Map<String, String> qualifiers) {
        StringBuilder text = new StringBuilder("pkg:");
        for (String part : path.split("/")) {
            text.append(text.length() > 4 ? "/" : "").append(encoded(part));
        }
        text.append('@').append(encoded(version));
        SortedMap<String, String> sorted = new TreeMap<>(qualifiers);
        sorted.values().removeIf(String::isEmpty);
        char before = '?';
        for (Map.Entry<String, String> qualifier : sorted.entrySet()) {
            text.append(before).append(qualifier.getKey()).append('=').append(encoded(qualifier.getValue()));
            before = '&';
        }
        return new PackageUrl(text.toString());
    }

    /** Returns the URL of something that lies at a place within the thing. */
    public PackageUrl at(String place) {
        return new PackageUrl(text + "#" + place);
    }

    private static String encoded(String part) {
        StringBuilder text = new StringBuilder();
        for (byte octet : part.getBytes(StandardCharsets.UTF_8)) {
            if (octet > 0 && UNRESERVED.indexOf(octet) >= 0) {
                text.append((char) octet);
            } else {
                text.append('%').append(String.format(Locale.ROOT, "%02X", octet & 0xff));
            }
        }
        return text.toString();
    }

    // Written out as in Digest: what a record has of its own costs a cold JVM too much.
    @Override
    public boolean equals(Object other) {
        return other instanceof PackageUrl url && text.equals(url.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public int compareTo(PackageUrl other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
