package io.github.kubespraymaven.image;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image runs on (OCI image specification, Image Index, {@code platform}).
 *
 * @param os as Go calls it: {@code linux}
 * @param architecture as Go calls it: {@code amd64}, {@code arm64}
 * @param variant of the processor, as {@code v8}; empty where it says nothing
 */
public record Platform(String os, String architecture, String variant) implements Comparable<Platform> {
    public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", "");
    public static final Platform LINUX_ARM64 = new Platform("linux", "arm64", "");

    private static final Pattern FORM = Pattern.compile("([a-z0-9_]+)/([a-z0-9_]+)(?:/([a-z0-9_.]+))?");

    /**
     * Reads {@code OS/ARCHITECTURE} or {@code OS/ARCHITECTURE/VARIANT}. arm64's only variant, v8, says nothing.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    public static Platform parse(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException("not a platform such as linux/amd64: '" + text + "'");
        }
        String variant = form.group(3) == null ? "" : form.group(3);
        boolean silent = form.group(2).equals("arm64") && variant.equals("v8");
        return new Platform(form.group(1), form.group(2), silent ? "" : variant);
    }

    /** Returns platforms as a sentence lists them. */
    public static String list(Iterable<Platform> platforms) {
        StringBuilder text = new StringBuilder();
        platforms.forEach(one -> text.append(text.length() == 0 ? "" : ", ").append(one));
        return text.toString();
    }

    /**
     * Tells whether an image for another platform is one for this: whoever names no variant takes any. An image that names
     * none has its architecture's usual one, as in containerd's {@code platforms.Normalize}.
     */
    public boolean covers(Platform there) {
        return os.equals(there.os)
                && architecture.equals(there.architecture)
                && (variant.isEmpty() || variant.equals(there.variant.isEmpty() ? usualVariant() : there.variant));
    }

    private String usualVariant() {
        return switch (architecture) {
            case "amd64" -> "v1";
            case "arm" -> "v7";
            case "arm64" -> "v8";
            default -> "";
        };
    }

    @Override
    public int compareTo(Platform other) {
        return toString().compareTo(other.toString());
    }

    // Written out as in Digest: what a record has of its own costs a cold JVM too much.
    @Override
    public boolean equals(Object other) {
        return other instanceof Platform platform && toString().equals(platform.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return os + "/" + architecture + (variant.isEmpty() ? "" : "/" + variant);
    }
}
