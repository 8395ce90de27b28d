package io.github.kubespraymaven.python.wheel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.tree.TreePath;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordedPathsTest {

    private static List<String> of(String... rows) {
        return RecordedPaths.of(String.join(",,\n", rows) + ",,\n", TreePath.of("usr/lib/python3")).stream()
                .map(TreePath::value)
                .sorted()
                .toList();
    }

    @Test
    void pathsAreRelativeToTheLibraryOrAbsolute() {
        assertEquals(List.of("opt/x", "usr/bin/tool", "usr/lib/python3/a.py"), of("a.py", "../../bin/tool", "/opt/x"));
    }

    @Test
    void whatWouldLieOutsideOfTheRootIsLeftOut() {
        assertEquals(
                List.of("usr/lib/python3/a.py"),
                of("a.py", "../../../../etc/passwd", "/../etc/passwd", ".." + "/../.."));
    }
}
