package io.github.kubespraymaven.manifest;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

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
        Files.createDirectories(folder);
        Map<Path, Path> beside = new LinkedHashMap<>();
        String part = "." + UUID.randomUUID() + ".part";
        try {
            for (Map.Entry<String, byte[]> file : result.files().entrySet()) {
                Path written = folder.resolve(file.getKey() + part);
                beside.put(written, folder.resolve(file.getKey()));
                Files.write(written, file.getValue());
            }
            for (Map.Entry<Path, Path> file : beside.entrySet()) {
                move(file.getKey(), file.getValue());
            }
        } finally {
            for (Path written : beside.keySet()) {
                Files.deleteIfExists(written);
            }
        }
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(folder, "{manifest*.json,addons.yml}")) {
            for (Path file : earlier) {
                if (!result.files().containsKey(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
