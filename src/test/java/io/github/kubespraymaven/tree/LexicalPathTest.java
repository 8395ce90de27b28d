package io.github.kubespraymaven.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexicalPathTest {
    private static String end(TreeRoot root, String path) {
        return LinkedPathsTest.told(LexicalPath.end(root, path));
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a/b, a/b",
        "a//b/./c/, a/b/c, a/b/c",
        "a/../b, b, b",
        ".., top, outside",
        "a/../../b, b, outside",
        "../a/b, a/b, outside",
        "/a/b, a/b, outside",
        "/.., top, outside",
        "., top, top",
        "a/.., top, top",
    })
    void pathsMeanWhatTheySay(String path, String inASystem, String inADirectory) {
        assertEquals(inASystem, end(TreeRoot.SYSTEM, path));
        assertEquals(inADirectory, end(TreeRoot.DIRECTORY, path));
    }

    @Test
    void whatIsOnceOutsideDoesNotComeBack() {
        TreePath directory = TreePath.of("usr/lib");
        assertEquals(
                "outside", LinkedPathsTest.told(LexicalPath.end(TreeRoot.DIRECTORY, directory, "../../../usr/lib/x")));
        assertEquals("bin/x", LinkedPathsTest.told(LexicalPath.end(TreeRoot.DIRECTORY, directory, "../../bin/x")));
    }

    @Test
    void aLinkLeadsOnFromTheDirectoryThatItIsIn() {
        TreePath link = TreePath.of("usr/bin/vi");
        assertEquals("usr/bin/vim", LinkedPathsTest.told(LexicalPath.endOfLink(TreeRoot.SYSTEM, link, "vim")));
        assertEquals("usr/lib", LinkedPathsTest.told(LexicalPath.endOfLink(TreeRoot.SYSTEM, link, "../lib")));
        assertEquals("etc/vi", LinkedPathsTest.told(LexicalPath.endOfLink(TreeRoot.SYSTEM, link, "/etc/vi")));
        assertEquals("x", LinkedPathsTest.told(LexicalPath.endOfLink(TreeRoot.SYSTEM, TreePath.of("y"), "x")));
        assertEquals("outside", LinkedPathsTest.told(LexicalPath.endOfLink(TreeRoot.DIRECTORY, link, "/etc/vi")));
    }

    @ParameterizedTest
    @CsvSource({
        "./a/b/, a/b",
        "/a//./b, a/b",
        "./, top",
        "/, top",
        "a/../b, outside",
        "a/.., outside",
        "../a, outside",
    })
    void membersOfArchivesAreRelativeAndGoUpNowhere(String name, String end) {
        assertEquals(end, LinkedPathsTest.told(LexicalPath.endOfMember(name)));
    }

    @Test
    void whatIsLongerThanLinuxTakesIsNowhere() {
        assertEquals("nowhere", end(TreeRoot.SYSTEM, "x/".repeat(3000)));
        assertEquals("nowhere", LinkedPathsTest.told(LexicalPath.endOfMember("x".repeat(5000))));
    }

    @ParameterizedTest
    @CsvSource({
        "usr/lib/d, usr/share/x, ../../share/x",
        "usr/lib, usr/lib/a, a",
        "usr/lib/d, usr/lib, ..",
        "usr/lib, '', ../..",
        "'', usr, usr",
        "usr, usr, .",
        "usr/lib, usr/lib64, ../lib64",
    })
    void theShortestWayIsFound(String directory, String place, String way) {
        assertEquals(way, LexicalPath.relative(directory, place));
    }
}
