package io.github.kubespraymaven.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where programs are looked for. Never in the current directory, nor in one that is named relative to it: that would be
 * asking whoever wrote what lies there.
 *
 * @param directories in their order; those that are not absolute are left out
 * @param endings what is added to a program's name, in their order
 */
public record SearchPath(List<Path> directories, List<String> endings) {
    /** Beside a program for Windows there may lie a script of the same name for other shells. */
    private static final List<String> USUAL_ENDINGS = List.of(".exe", "");

    /** What Windows starts without asking another program how. */
    private static final List<String> STARTABLE = List.of(".com", ".exe", ".bat", ".cmd");

    /** Keeps its own copies. */
    public SearchPath {
        directories = directories.stream().filter(Path::isAbsolute).toList();
        endings = List.copyOf(endings);
    }

    /** With the usual endings. */
    public SearchPath(List<Path> directories) {
        this(directories, USUAL_ENDINGS);
    }

    /** Reads directories separated as in PATH; what cannot be a directory's name here is left out. */
    public static SearchPath of(String path) {
        return new SearchPath(directories(path));
    }

    /** Reads PATH of an environment, which Windows calls Path, and there PATHEXT. */
    public static SearchPath of(Map<String, String> environment) {
        String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
        return File.separatorChar == '\\' ? windows(path, environment.getOrDefault("PATHEXT", "")) : of(path);
    }

    /**
     * Reads directories as {@link #of(String)}. Only files with an ending are programs there.
     *
     * @param pathext endings in their order, separated by semicolons; those that need another program to be run are left out
     */
    static SearchPath windows(String path, String pathext) {
        List<String> endings = new ArrayList<>();
        for (String ending : pathext.toLowerCase(Locale.ROOT).split(";")) {
            if (STARTABLE.contains(ending)) {
                endings.add(ending);
            }
        }
        return new SearchPath(directories(path), endings.isEmpty() ? STARTABLE : endings);
    }

    private static List<Path> directories(String path) {
        List<Path> directories = new ArrayList<>();
        for (String entry : path.split(File.pathSeparator)) {
            try {
                directories.add(Path.of(entry));
            } catch (InvalidPathException e) {
                // Nothing can be in it.
            }
        }
        return directories;
    }

    /**
     * Finds a program: in the first directory that has it under one of its names.
     *
     * @param names each is looked for with each of the endings
     */
    public Optional<Path> find(String... names) {
        for (Path directory : directories) {
            for (String name : names) {
                for (String ending : endings) {
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
