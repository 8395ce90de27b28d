package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.file.Replacement;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an image may be written over: an image of the same kind, or nothing. What else somebody put there is not ours to replace. */
public final class Replaceable {
    private Replaceable() {}

    /**
     * Lets only an image archive of any kind or an empty file be replaced by one.
     *
     * @throws UserErrorException if something else is there
     */
    public static void requireArchive(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw standing(file, Files.isDirectory(file) ? "a directory" : "no file");
        }
        if (Files.size(file) > 0 && !isArchive(file)) {
            throw standing(file, "no image archive");
        }
    }

    private static boolean isArchive(Path file) throws IOException {
        try (ArchiveFiles files = ArchiveFiles.open(file)) {
            return files.has(LayoutFiles.INDEX) || files.has("manifest.json") || files.has("repositories");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Lets only an empty directory be filled, or a layout whose writer was stopped: it has no index yet.
     *
     * @throws UserErrorException if something else is in it
     */
    static void requireUnfinished(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.equals(LayoutFiles.BLOBS)
                        && !name.startsWith(LayoutFiles.MARKER)
                        && !Replacement.isBeside(name)) {
                    throw new UserErrorException(holding(directory, name + ", so it is no image layout"));
                }
            }
        }
    }

    /** Says what stands where something else is to go. */
    static UserErrorException standing(Path place, String what) {
        return new UserErrorException(
                place + ": what is there is " + what + ", and is not replaced; name another file, or delete it");
    }

    /** Says what is in a directory that is to hold an image. */
    static String holding(Path directory, String what) {
        return directory + ": holds " + what + "; name an empty directory, or one that does not exist";
    }
}
