package io.github.kubespraymaven.program;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where programs are looked for. Never in the current directory, nor in one that is named relative to it: that would be
 * asking whoever wrote what lies there.
 *
 * @param directories in their order; those that are not absolute are left out
 */
public record SearchPath(List<Path> directories) {
    /** Windows runs files by their extension; beside an executable there may lie a script of the same name for other shells. */
    private static final List<String> ENDINGS = List.of(".exe", "");

    /** Keeps its own copy. */
    public SearchPath {
        directories = directories.stream().filter(Path::isAbsolute).toList();
    }

    /** Reads directories separated as in PATH; what cannot be a directory's name here is left out. */
    public static SearchPath of(String path) {
        List<Path> directories = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator)) {
            try {
                directories.add(Path.of(entry));
            } catch (InvalidPathException e) {
                // Nothing can be in it.
            }
        }
        return new SearchPath(directories);
    }

    /** Returns one in which nothing is found. */
    public static SearchPath none() {
        return new SearchPath(List.of());
    }

    /**
     * Finds a program: in the first directory that has it under one of its names.
     *
     * @param names each is also looked for with {@code .exe} at its end
     */
    public Optional<Path> find(String... names) {
        for (Path directory : directories) {
            for (String name : names) {
                for (String ending : ENDINGS) {
                    Path candidate = directory.resolve(name + ending);
                    if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                        return Optional.of(candidate);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
