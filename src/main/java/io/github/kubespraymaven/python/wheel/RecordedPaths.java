package io.github.kubespraymaven.python.wheel;

import io.github.kubespraymaven.python.PythonException.WheelException;
import io.github.kubespraymaven.tree.TreePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The places that an installed distribution's RECORD lists. */
public final class RecordedPaths {
    private RecordedPaths() {}

    /**
     * Returns them; none of a text that is no RECORD, and none that would lie outside of the root.
     *
     * @param library the directory that the paths are relative to
     */
    public static List<TreePath> of(String record, TreePath library) {
        List<TreePath> places = new ArrayList<>();
        try {
            for (String path : RecordReader.read(record, "RECORD").keySet()) {
                Deque<String> names = new ArrayDeque<>();
                for (String name : (path.startsWith("/") ? path : library + "/" + path).split("/")) {
                    if (name.equals("..")) {
                        names.pollLast();
                    } else if (!name.isEmpty() && !name.equals(".")) {
                        names.addLast(name);
                    }
                }
                if (!names.isEmpty()) {
                    places.add(TreePath.of(String.join("/", names)));
                }
            }
        } catch (WheelException | IllegalArgumentException e) {
            // What nobody can read lists nothing: its directory of metadata is known without it.
            return List.of();
        }
        return places;
    }
}
