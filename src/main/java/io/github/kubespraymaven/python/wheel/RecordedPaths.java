package io.github.kubespraymaven.python.wheel;

import io.github.kubespraymaven.python.PythonException.WheelException;
import io.github.kubespraymaven.tree.LexicalPath;
import io.github.kubespraymaven.tree.PathEnd;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import java.util.ArrayList;
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
                PathEnd end = path.startsWith("/")
                        ? LexicalPath.end(TreeRoot.DIRECTORY, path.replaceFirst("^/+", ""))
                        : LexicalPath.end(TreeRoot.DIRECTORY, library, path);
                end.place().ifPresent(places::add);
            }
        } catch (WheelException e) {
            // What nobody can read lists nothing: its directory of metadata is known without it.
            return List.of();
        }
        return places;
    }
}
