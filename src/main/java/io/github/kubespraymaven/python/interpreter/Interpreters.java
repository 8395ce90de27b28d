package io.github.kubespraymaven.python.interpreter;

import io.github.kubespraymaven.python.wheel.Scheme;
import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.LinkedPaths;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the Python that a shell in a root would start. */
public final class Interpreters {
    private static final Pattern NAME = Pattern.compile("python3\\.(\\d{1,3})");
    private static final int EXECUTABLE = 0111;

    private final FileTree root;
    private final LinkedPaths links;

    private Interpreters(FileTree root) {
        this.root = root;
        this.links = new LinkedPaths(TreeRoot.SYSTEM, root::at);
    }

    /**
     * Returns the first {@code python3} on a search path; where there is none, the newest {@code python3.N}.
     *
     * @param path directories, as the variable PATH has them
     */
    public static Optional<PythonInterpreter> find(FileTree root, String path) {
        Interpreters interpreters = new Interpreters(root);
        List<String> directories = List.of(path.split(":")).stream()
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> directory.replaceFirst("(?<=.)/+$", ""))
                .toList();
        return directories.stream()
                .flatMap(directory -> interpreters.of(directory, "python3").stream())
                .findFirst()
                .or(() -> directories.stream()
                        .flatMap(directory -> interpreters.numbered(directory).stream())
                        .max(Comparator.comparingInt(PythonInterpreter::minor)));
    }

    private List<PythonInterpreter> numbered(String directory) {
        Optional<TreePath> place = links.place(directory);
        if (place.isEmpty()) {
            return List.of();
        }
        TreeSet<String> names = new TreeSet<>();
        for (TreePath path : root.entries().tailMap(place.get(), false).keySet()) {
            if (!path.startsWith(place.get())) {
                break;
            }
            if (NAME.matcher(path.name()).matches() && path.parent().equals(Optional.of(place.get()))) {
                names.add(path.name());
            }
        }
        return names.stream().flatMap(name -> of(directory, name).stream()).toList();
    }

    private Optional<PythonInterpreter> of(String directory, String name) {
        String written = directory + "/" + name;
        Optional<TreePath> program = links.place(written).filter(this::isProgram);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Matcher numbered = NAME.matcher(program.get().name());
        if (!numbered.matches()) {
            return Optional.empty();
        }
        int minor = Integer.parseInt(numbered.group(1));
        String version = "python3." + minor;
        Optional<TreePath> above = links.place(directory + "/..");
        // PEP 405: a pyvenv.cfg beside the program's directory says that distributions are kept there.
        if (above.isPresent() && root.at(above.get().resolve("pyvenv.cfg")).isPresent()) {
            return Optional.of(new PythonInterpreter(minor, written, below(above.get(), version)));
        }
        Optional<TreePath> prefix =
                program.get().parent().flatMap(TreePath::parent).filter(up -> hasLibrary(up, version));
        return prefix.map(up -> new PythonInterpreter(minor, executable(up, program.get()), scheme(up, version)));
    }

    private boolean isProgram(TreePath place) {
        return root.at(place)
                .filter(entry -> entry instanceof TreeEntry.RegularFile
                        && (entry.attributes().mode() & EXECUTABLE) != 0)
                .isPresent();
    }

    private boolean hasLibrary(TreePath prefix, String version) {
        return exists(prefix, "lib/" + version + "/os.py") || exists(prefix, "lib64/" + version + "/os.py");
    }

    private boolean exists(TreePath prefix, String below) {
        return links.at(prefix + "/" + below).isPresent();
    }

    /** Debian's scripts name the link, as its own pip has them do. */
    private String executable(TreePath prefix, TreePath program) {
        return "/" + (isDebians(prefix) ? prefix + "/bin/python3" : program);
    }

    private boolean isDebians(TreePath prefix) {
        return prefix.value().equals("usr") && exists(prefix, "lib/python3/dist-packages");
    }

    private Scheme scheme(TreePath prefix, String version) {
        if (isDebians(prefix)) {
            return Scheme.debian(version.substring("python".length()));
        }
        // Fedora and its kin keep what administrators install below /usr/local, as Debian does, but by the usual name.
        boolean fedoras = prefix.value().equals("usr") && exists(prefix, "lib64/" + version + "/os.py");
        return below(fedoras ? prefix.resolve("local") : prefix, version);
    }

    private static Scheme below(TreePath prefix, String version) {
        return new Scheme(
                prefix.resolve("lib/" + version + "/site-packages"),
                prefix.resolve("bin"),
                prefix.resolve("include/" + version),
                prefix);
    }
}
