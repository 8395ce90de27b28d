package io.github.kubespraymaven.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Where paths lead through the links of a tree, which is a system's root or a directory of one. */
class LinkedPathsTest {
    private final Map<TreePath, TreeEntry> tree = new TreeMap<>();

    private void draw(String drawing) {
        for (String line : drawing.strip().split("\n")) {
            String[] parts = line.strip().split(" -> ");
            boolean directory = parts[0].endsWith("/");
            tree.put(
                    TreePath.of(directory ? parts[0].substring(0, parts[0].length() - 1) : parts[0]),
                    parts.length == 2
                            ? TreeEntry.Symlink.to(parts[1])
                            : directory ? TreeEntry.Directory.PLAIN : TreeEntry.RegularFile.of(0644, Content.of("")));
        }
    }

    private LinkedPaths links(TreeRoot root) {
        return new LinkedPaths(root, place -> Optional.ofNullable(tree.get(place)));
    }

    private String end(TreeRoot root, String path) {
        return told(links(root).end(path));
    }

    static String told(PathEnd end) {
        if (end instanceof PathEnd.Outside outside) {
            return "outside" + outside.link().map(link -> " by " + link).orElse("");
        }
        return end instanceof PathEnd.Top
                ? "top"
                : end.place().map(TreePath::value).orElse("nowhere");
    }

    @Test
    void inASystemsRootPathsAreFollowedAsTheKernelFollowsThem() {
        draw(
                """
             usr/bin/python3.11
             usr/bin/python3 -> python3.11
             bin -> usr/bin
             round -> round/x
             etc/os-release -> ../usr/lib/os-release
             up -> /../../bin/..
             """);
        LinkedPaths links = links(TreeRoot.SYSTEM);
        assertEquals(Optional.of(TreePath.of("usr/bin/python3.11")), links.place("/bin/python3"));
        assertEquals(Optional.of(TreePath.of("usr/bin/python3")), links.placeOfLink("/bin/python3"));
        assertEquals(Optional.of(TreePath.of("usr/lib/os-release")), links.place("etc/os-release"));
        assertEquals(Optional.of(TreePath.of("usr/x")), links.place("up/x"));
        assertEquals(Optional.empty(), links.place("round"));
        assertEquals(Optional.empty(), links.place("usr/bin/python3.11/x"));
        assertEquals(Optional.empty(), links.place("/"));
    }

    @Test
    void aDirectoryIsLeftByWhateverIsAbsoluteOrGoesUpAtItsTop() {
        draw(
                """
             a/up -> ../../b
             absolute -> /nowhere
             deep/er/into -> ../..
             fine -> a/../a/./up2
             indirect -> deep/er/into/../x
             """);
        assertEquals("outside by a/up", end(TreeRoot.DIRECTORY, "a/up"));
        assertEquals("outside by absolute", end(TreeRoot.DIRECTORY, "absolute"));
        assertEquals("top", end(TreeRoot.DIRECTORY, "deep/er/into"));
        assertEquals("a/up2", end(TreeRoot.DIRECTORY, "fine"));
        assertEquals("outside by deep/er/into", end(TreeRoot.DIRECTORY, "indirect"));
        assertEquals("outside", end(TreeRoot.DIRECTORY, "../x"));
        assertEquals("outside", end(TreeRoot.DIRECTORY, "/a"));
        assertEquals("b", end(TreeRoot.SYSTEM, "a/up"));
        assertEquals(
                "nowhere",
                links(TreeRoot.SYSTEM).place("absolute").orElseThrow().value());
    }

    @Test
    void fortyLinksAreFollowedAndNoMore() {
        for (int i = 0; i < 41; i++) {
            tree.put(TreePath.of("l" + i), TreeEntry.Symlink.to(i == 0 ? "end" : "l" + (i - 1)));
        }
        for (TreeRoot root : TreeRoot.values()) {
            assertEquals("end", end(root, "l39"));
            assertEquals("nowhere", end(root, "l40"));
        }
    }

    @Test
    void nothingIsBehindAFileNotEvenTheDirectoryThatItIsIn() {
        draw("""
             d/file
             d/link -> file
             """);
        assertEquals("nowhere", end(TreeRoot.SYSTEM, "d/file/x"));
        assertEquals("nowhere", end(TreeRoot.SYSTEM, "d/link/.."));
        assertEquals("d/file", end(TreeRoot.SYSTEM, "d/link/"));
    }

    @Test
    void whatIsLongerThanLinuxTakesIsNowhere() {
        tree.put(TreePath.of("long"), TreeEntry.Symlink.to("./".repeat(2047) + "ab"));
        assertEquals("nowhere", end(TreeRoot.SYSTEM, "long"));
        tree.put(TreePath.of("d/deep"), TreeEntry.Symlink.to("x/".repeat(2046) + "x"));
        assertEquals("nowhere", end(TreeRoot.SYSTEM, "d/deep/y"));
    }

    @Test
    void namesOnTheWayThatAreNotThereAreDirectoriesToBe() {
        assertEquals("not/there", end(TreeRoot.SYSTEM, "/not/./yet/..//there/"));
        assertEquals("top", end(TreeRoot.SYSTEM, "../.."));
    }
}
