package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.file.Replacement;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists.
 *
 * @param manifests one a platform
 * @param files what is to be written: names and contents, such as {@code files.list}, {@code manifest-linux-arm64.json}, {@code
 *     addons.yml}, {@code os-packages/debian-12.txt}
 * @param warnings a line each
 */
public record ManifestResult(List<Manifest> manifests, Map<String, byte[]> files, List<String> warnings) {
    /** The folder of lists of packages, one a distribution. */
    private static final String PACKAGES = "os-packages";

    public ManifestResult {
        manifests = List.copyOf(manifests);
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        warnings = List.copyOf(warnings);
    }

    /**
     * Replaces in a folder what an earlier run wrote: it has all files of one run, or all of the run before it. All is written beside
     * first, so that a full disk leaves the earlier files; then it is renamed, and what only the earlier run had (another platform's
     * manifest.json, an addons.yml, a list of packages) is removed.
     *
     * @throws IOException if the folder cannot be written to
     */
    public void write(Path folder) throws IOException {
        Map<Path, byte[]> places = new LinkedHashMap<>();
        files.forEach((name, bytes) -> places.put(folder.resolve(name), bytes));
        Replacement.write(places);
        removeOthers(folder, "{manifest*.json,addons.yml}", "");
        removeOthers(folder.resolve(PACKAGES), "*.txt", PACKAGES + "/");
    }

    private void removeOthers(Path folder, String pattern, String before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, pattern)) {
            for (Path file : earlier) {
                if (!files.containsKey(before + file.getFileName())) {
                    Files.delete(file);
                }
            }
        }
    }
}
