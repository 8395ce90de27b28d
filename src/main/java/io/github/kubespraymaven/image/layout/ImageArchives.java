package io.github.kubespraymaven.image.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Image archives of any kind, as files that are there. */
public final class ImageArchives {
    private ImageArchives() {}

    /**
     * Lets only an image archive or an empty file be replaced by one.
     *
     * @throws NotOursException if something else is there
     */
    public static void requireReplaceable(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw NotOursException.inPlaceOf(file, Files.isDirectory(file) ? "a directory" : "no file");
        }
        if (Files.size(file) > 0 && !isArchive(file)) {
            throw NotOursException.inPlaceOf(file, "no image archive");
        }
    }

    private static boolean isArchive(Path file) throws IOException {
        try (ArchiveFiles files = ArchiveFiles.open(file)) {
            return files.has(LayoutFiles.INDEX) || files.has("manifest.json") || files.has("repositories");
        } catch (IOException e) {
            return false;
        }
    }
}
