package io.github.kubespraymaven.manifest.variables;

import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Directories of variable files (Ansible's DataLoader.find_vars_files). */
public final class VariableFolders {
    private static final List<String> EXTENSIONS = List.of("yml", "yaml", "json");
    private static final int DEEPEST = 20;

    private VariableFolders() {}

    /** All files below a directory that Ansible would load, in the order in which later ones win. */
    static List<String> files(SourceTree tree, String directory) throws IOException {
        List<String> files = new ArrayList<>();
        collect(tree, directory, files, 0);
        return files;
    }

    private static void collect(SourceTree tree, String directory, List<String> into, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException(
                    directory + ": directories nested more than " + DEEPEST + " deep; does a link lead back?");
        }
        for (String name : tree.list(directory)) {
            boolean hidden = name.startsWith(".") || name.endsWith("~");
            if (hidden) {
                continue;
            }
            if (name.endsWith("/")) {
                collect(tree, directory + "/" + name.substring(0, name.length() - 1), into, depth + 1);
            } else if (isVariableFile(name)) {
                into.add(directory + "/" + name);
            }
        }
    }

    /** With an extension of YAML or JSON, or without any. */
    private static boolean isVariableFile(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 || EXTENSIONS.contains(name.substring(dot + 1));
    }

    /** The file or the files of a group or a host: a directory hides files of its name, and .yml hides .yaml. */
    public static List<String> of(SourceTree tree, String directory, String name) throws IOException {
        List<String> names = tree.list(directory);
        if (names.contains(name + "/")) {
            return files(tree, directory + "/" + name);
        }
        if (names.contains(name)) {
            return List.of(directory + "/" + name);
        }
        for (String extension : EXTENSIONS) {
            if (names.contains(name + "." + extension)) {
                return List.of(directory + "/" + name + "." + extension);
            }
        }
        return List.of();
    }
}
