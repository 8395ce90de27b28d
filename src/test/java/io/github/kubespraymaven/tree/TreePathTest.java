package io.github.kubespraymaven.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/etc", "etc/", "a//b", ".", "..", "a/..", "a/../b", "./a", "a/.", "a\0b"})
    void whatLeavesTheTreeOrIsWrittenInTwoWaysIsNoPath(String text) {
        assertThrows(IllegalArgumentException.class, () -> TreePath.of(text));
        assertEquals(false, TreePath.isPath(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "...", "..a", "a..", ".git", "a/b/c", "with blank", "größe", "back\\slash"})
    void everyOtherNameIsTakenAsItIs(String text) {
        assertEquals(text, TreePath.of(text).value());
    }

    @Test
    void aPathLongerThanLinuxTakesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> TreePath.of("a".repeat(4096)));
        assertThrows(IllegalArgumentException.class, () -> TreePath.of("ü".repeat(2048)));
    }

    @Test
    void aDirectoryComesBeforeItsContentAndThatBeforeItsSisters() {
        List<String> sorted = Stream.of("a-b", "a/b", "a", "a.b", "a/b/c", "\uFF5E", "\uD83D\uDE00")
                .map(TreePath::of)
                .sorted()
                .map(TreePath::value)
                .toList();

        assertEquals(List.of("a", "a/b", "a/b/c", "a-b", "a.b", "\uFF5E", "\uD83D\uDE00"), sorted);
    }

    @Test
    void belowMeansAWholeNameDeeper() {
        assertEquals(true, TreePath.of("usr/lib/x").startsWith(TreePath.of("usr/lib")));
        assertEquals(true, TreePath.of("usr/lib").startsWith(TreePath.of("usr/lib")));
        assertEquals(false, TreePath.of("usr/lib64").startsWith(TreePath.of("usr/lib")));
    }
}
