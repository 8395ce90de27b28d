package io.github.kubespraymaven.python.interpreter;

import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.wheel.RecordedPaths;
import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A distribution that is installed in a root (Recording installed projects).
 *
 * @param project its name
 * @param version as its directory has it
 * @param files all that belongs to it and is there, sorted
 */
public record PresentDistribution(ProjectName project, String version, List<TreePath> files) {
    private static final Pattern DIST_INFO = Pattern.compile("([A-Za-z0-9._]+)-([^-/]+)\\.dist-info");
    private static final String RECORD = "RECORD";

    /** Keeps its own copy. */
    public PresentDistribution {
        files = List.copyOf(files);
    }

    /** Tells whether a place holds a list of installed files, which {@link #in} wants to read. */
    public static boolean reads(TreePath place) {
        return place.name().equals(RECORD)
                && place.parent()
                        .filter(up -> DIST_INFO.matcher(up.name()).matches())
                        .isPresent();
    }

    /** Returns the distributions in a directory of modules. */
    public static List<PresentDistribution> in(FileTree root, TreePath library) throws IOException {
        List<PresentDistribution> present = new ArrayList<>();
        for (Map.Entry<TreePath, TreeEntry> node :
                root.entries().tailMap(library, false).entrySet()) {
            TreePath place = node.getKey();
            if (!place.startsWith(library)) {
                break;
            }
            Matcher name = DIST_INFO.matcher(place.name());
            if (name.matches()
                    && node.getValue() instanceof TreeEntry.Directory
                    && place.parent().filter(library::equals).isPresent()) {
                present.add(new PresentDistribution(
                        ProjectName.of(name.group(1)), name.group(2), files(root, library, place)));
            }
        }
        return present;
    }

    /** What RECORD lists and is there, and all of the directory of metadata. */
    private static List<TreePath> files(FileTree root, TreePath library, TreePath distInfo) throws IOException {
        TreeSet<TreePath> files = new TreeSet<>();
        for (TreePath place : root.entries().tailMap(distInfo, false).keySet()) {
            if (!place.startsWith(distInfo)) {
                break;
            }
            files.add(place);
        }
        if (root.at(distInfo.resolve(RECORD)).orElse(TreeEntry.Directory.PLAIN)
                instanceof TreeEntry.RegularFile record) {
            try (InputStream in = record.content().open()) {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                RecordedPaths.of(text, library).stream()
                        .filter(place -> root.at(place)
                                .filter(entry -> !(entry instanceof TreeEntry.Directory))
                                .isPresent())
                        .forEach(files::add);
            }
        }
        files.removeIf(place -> root.at(place)
                .filter(entry -> entry instanceof TreeEntry.Directory)
                .isPresent());
        return List.copyOf(files);
    }
}
