package io.github.kubespraymaven.python.interpreter;

import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The C library of a root: a wheel's platform tag says which it needs (PEP 600, PEP 656). */
public final class CLibrary {
    /** Up to 2.33 the file had its version in its name, and libc.so.6 was a link to it. */
    private static final Pattern FILE =
            Pattern.compile("(?:usr/)?lib(?:64)?/(?:[a-z0-9_]+-linux-gnu/)?libc(?:\\.so\\.6|-2\\.(\\d{1,3})\\.so)");

    private static final Pattern MUSL = Pattern.compile("(?:usr/)?lib/ld-musl-[a-z0-9_]+\\.so\\.1");
    private static final Pattern BANNER = Pattern.compile("release version 2\\.(\\d{1,3})\\b");
    private static final int MOST = 16 << 20;

    private CLibrary() {}

    /** Tells whether {@link #banner} is of use at a place. */
    public static boolean reads(TreePath place) {
        return FILE.matcher(place.value()).matches();
    }

    /** Returns what is to be kept of a library's content: the words by which it tells its version. */
    public static byte[] banner(InputStream library) throws IOException {
        String text = new String(library.readNBytes(MOST), StandardCharsets.ISO_8859_1);
        Matcher banner = BANNER.matcher(text);
        return (banner.find() ? banner.group() : "").getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Returns 36 for a root that has glibc 2.36; nothing where there is no glibc.
     *
     * @param root with what {@link #banner} returned as its libraries' contents
     */
    public static OptionalInt glibcMinor(FileTree root) throws IOException {
        for (Map.Entry<TreePath, TreeEntry> node : root.entries().entrySet()) {
            Matcher file = FILE.matcher(node.getKey().value());
            if (file.matches() && node.getValue() instanceof TreeEntry.RegularFile library) {
                Optional<String> minor = Optional.ofNullable(file.group(1)).or(() -> ofBanner(library.content()));
                if (minor.isPresent()) {
                    return OptionalInt.of(Integer.parseInt(minor.get()));
                }
            }
        }
        return OptionalInt.empty();
    }

    private static Optional<String> ofBanner(Content kept) {
        try (InputStream in = kept.open()) {
            Matcher banner = BANNER.matcher(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
            return banner.find() ? Optional.of(banner.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Tells whether a root has musl. */
    public static boolean isMusl(FileTree root) {
        return root.entries().keySet().stream()
                .anyMatch(place -> MUSL.matcher(place.value()).matches());
    }
}
