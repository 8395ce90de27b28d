package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.file.Replacement;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How files show that this plugin has written them: what an earlier build left in a checkout goes into no image, although
 * nobody names its place any more. No record is kept of such places: the same checkout gives the same image on a machine
 * that has built nothing yet.
 */
final class Traces {
    private static final int BLOCK = 512;

    /** Where a tar header has its entry's size, and the sum that depends on it. */
    private static final int[][] VARYING = {{124, 136}, {148, 156}};

    private static final String LAYOUT_MARKER = "oci-layout";
    private static final String INDEX = "index.json";
    private static final String BLOBS = "blobs";
    private static final String LAYOUT_VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}";
    private static final String INDEX_HEAD =
            "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":[";
    private static final String NAME_ALONE = "\"annotations\":{\"org.opencontainers.image.ref.name\":\"";
    private static final long LONGEST_INDEX = 1 << 22;
    private static final Set<String> CACHE = Set.of(BLOBS, "records", "locks", "drafts");
    private static final String RESULTS = "kubespray";

    private Traces() {}

    /**
     * Tells whether a file is an image archive that this plugin wrote: its first entry has the name, the mode and the time
     * that no other program gives it.
     */
    static boolean isArchive(Path file, long size) throws IOException {
        if (size < 2 * BLOCK || size % BLOCK != 0) {
            return false;
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            head = in.readNBytes(2 * BLOCK);
        }
        return begins(head, LAYOUT_MARKER, LAYOUT_VERSION) || begins(head, "manifest.json", "[{\"Config\":\"");
    }

    private static boolean begins(byte[] head, String name, String content) throws IOException {
        byte[] text = content.getBytes(StandardCharsets.US_ASCII);
        if (!Arrays.equals(head, BLOCK, BLOCK + text.length, text, 0, text.length)) {
            return false;
        }
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        new TarLayer(written).accept(TreePath.of(name), TreeEntry.RegularFile.of(0644, Content.of(text)));
        byte[] expected = written.toByteArray();
        for (int[] field : VARYING) {
            System.arraycopy(head, field[0], expected, field[0], field[1] - field[0]);
        }
        return Arrays.equals(head, 0, BLOCK, expected, 0, BLOCK);
    }

    /**
     * Returns the files in a directory that show that all of it is this plugin's: an image layout, a cache, or a folder of
     * results. Empty if it is none.
     */
    static Optional<List<String>> inDirectory(Path directory, Collection<String> names) throws IOException {
        if (names.contains(BLOBS)) {
            Set<String> others = new TreeSet<>(names);
            others.removeIf(Replacement::isBeside);
            others.removeAll(Set.of(BLOBS, LAYOUT_MARKER, INDEX));
            if (others.isEmpty() && names.contains(LAYOUT_MARKER)) {
                boolean hasIndex = names.contains(INDEX);
                return isLayout(directory, hasIndex)
                        ? Optional.of(hasIndex ? List.of(LAYOUT_MARKER, INDEX) : List.of(LAYOUT_MARKER))
                        : Optional.empty();
            }
            return names.contains("records") && CACHE.containsAll(names) && hasBlobs(directory)
                    ? Optional.of(List.of())
                    : Optional.empty();
        }
        for (String result : List.of("image", "base")) {
            String json = result + ".json";
            if (names.contains(result)
                    && names.contains(json)
                    && String.valueOf(directory.getFileName()).equals(RESULTS)
                    && Files.isRegularFile(directory.resolve(result).resolve(LAYOUT_MARKER))) {
                return Optional.of(List.of(json));
            }
        }
        return Optional.empty();
    }

    private static boolean isLayout(Path directory, boolean hasIndex) throws IOException {
        Path index = directory.resolve(INDEX);
        if (!text(directory.resolve(LAYOUT_MARKER)).equals(LAYOUT_VERSION)) {
            return false;
        }
        if (!hasIndex) {
            return true; // One whose writer was stopped.
        }
        String text = text(index);
        int images = text.split("\"digest\":", -1).length;
        return text.startsWith(INDEX_HEAD) && text.split(Pattern.quote(NAME_ALONE), -1).length == images;
    }

    private static String text(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LONGEST_INDEX
                ? Files.readString(file, StandardCharsets.ISO_8859_1)
                : "";
    }

    private static boolean hasBlobs(Path directory) {
        return Files.isDirectory(directory.resolve(BLOBS).resolve("sha256"), LinkOption.NOFOLLOW_LINKS);
    }
}
