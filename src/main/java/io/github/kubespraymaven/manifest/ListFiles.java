package io.github.kubespraymaven.manifest;

import io.github.kubespraymaven.file.Replacement;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lists as files of a folder: all of one run, or all of the run before it. */
public final class ListFiles {
    private ListFiles() {}

    /**
     * Replaces what an earlier run wrote. All is written beside first, so that a full disk leaves the earlier files; then it is renamed, and
     * what only the earlier run had (another platform's manifest.json, an addons.yml) is removed.
     *
     * @throws IOException if the folder cannot be written to
     */
    public static void write(Path folder, ManifestResult result) throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        result.files().forEach((name, bytes) -> files.put(folder.resolve(name), bytes));
        Replacement.write(files);
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, "{manifest*.json,addons.yml}")) {
            for (Path file : earlier) {
                if (!result.files().containsKey(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }
}
