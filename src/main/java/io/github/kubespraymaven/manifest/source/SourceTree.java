package io.github.kubespraymaven.manifest.source;

import io.github.kubespraymaven.checkout.git.Revision;
import io.github.kubespraymaven.manifest.yaml.YamlReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files below one directory, by paths with slashes: a directory on disk, or a revision in git. */
public interface SourceTree {
    /**
     * The text of a file; empty if there is none.
     *
     * @throws IOException if it cannot be read or is too long
     */
    Optional<String> read(String path) throws IOException;

    /** The names of what is directly in a directory, sorted; those of directories end with a slash. Empty if there is no such directory. */
    List<String> list(String directory) throws IOException;

    /** A path as messages name it. */
    default String label(String path) {
        return path;
    }

    /** A revision in git. */
    static SourceTree of(Revision revision) {
        return new RevisionTree(revision);
    }

    /** A directory on disk. */
    static SourceTree of(Path root) {
        return of(root, "");
    }

    /**
     * A directory on disk.
     *
     * @param prefix what stands before paths in messages, such as {@code inventory/mycluster/}
     */
    static SourceTree of(Path root, String prefix) {
        return new SourceTree() {
            @Override
            public String label(String path) {
                return prefix + path;
            }

            @Override
            public Optional<String> read(String path) throws IOException {
                Path file = root.resolve(path);
                if (!Files.isRegularFile(file)) {
                    return Optional.empty();
                }
                YamlReader.checkLength(Files.size(file), label(path));
                return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
            }

            @Override
            public List<String> list(String directory) throws IOException {
                Path folder = directory.isEmpty() ? root : root.resolve(directory);
                if (!Files.isDirectory(folder)) {
                    return List.of();
                }
                try (Stream<Path> entries = Files.list(folder)) {
                    return entries.map(entry -> entry.getFileName() + (isDirectory(entry) ? "/" : ""))
                            .sorted()
                            .toList();
                } catch (UncheckedIOException e) {
                    throw e.getCause();
                }
            }

            private boolean isDirectory(Path entry) {
                return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(entry);
            }
        };
    }
}
