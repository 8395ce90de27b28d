package io.github.kubespraymaven.checkout.ignore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.checkout.ignore.IgnoreRules.Verdict;
import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRulesTest {
    private static IgnoreRules rules(String text) throws IOException {
        return IgnoreRules.parse(text.getBytes(StandardCharsets.UTF_8), ".dockerignore");
    }

    private static boolean excluded(String patterns, String path) throws IOException {
        IgnoreRules rules = rules(patterns);
        Verdict verdict = Verdict.ABOVE;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            verdict = rules.of(path.substring(0, slash), verdict);
        }
        return rules.of(path, verdict).excluded();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    !             | '!' is an exception for nothing; put a pattern behind the '!'
                    !/            | '!/' is an exception for nothing; put a pattern behind the '!'
                    a\\           | 'a\\' ends with a '\\' that escapes nothing
                    a[bc          | 'a[bc' has a '[' without its ']'; write '\\[' for the character itself
                    []            | '[]' has a ']' in a character class where a character is wanted; write '\\]'
                    [a-]          | '[a-]' has a ']' in a character class where a character is wanted; write '\\]'
                    [-a]          | '[-a]' has a '-' in a character class where a character is wanted; write '\\-'
                    [z-a]         | '[z-a]' becomes the regular expression ^[z-a]$, which is none: invalid character class range
                    """)
    void whatDockerRefusesIsRefusedWithItsLine(String pattern, String problem) {
        assertEquals(
                ".dockerignore:2: " + problem,
                assertThrows(UserErrorException.class, () -> rules("docs\n" + pattern + "\n"))
                        .getMessage());
    }

    @Test
    void aPatternThatIsNotUtf8IsRefusedAndACommentIsNot() throws IOException {
        byte[] comment = "# gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);
        assertFalse(
                IgnoreRules.parse(comment, "x").of("gr\u00fcn", Verdict.ABOVE).excluded());
        byte[] pattern = "gr\u00fcn\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "x:1: 'gr\ufffdn' is not UTF-8, which all names in an image are",
                assertThrows(UserErrorException.class, () -> IgnoreRules.parse(pattern, "x"))
                        .getMessage());
    }

    @Test
    void aLineBeyondWhatDockerReadsIsRefused() {
        assertEquals(
                ".dockerignore:1: longer than Docker reads (64 KiB)",
                assertThrows(UserErrorException.class, () -> rules("a".repeat(1 << 16)))
                        .getMessage());
    }

    @Test
    void anExceptionForADirectoryBringsBackWhatIsInItWhereverItsRuleStands() throws IOException {
        assertFalse(excluded("**/*.yml\n!inventory", "inventory/sample/all.yml"));
        assertTrue(excluded("!inventory\n**/*.yml", "inventory/sample/all.yml"));
    }

    @Test
    void aPatternOfManyDoubleStarsTakesNoTime() throws IOException {
        assertFalse(excluded("**/a".repeat(60) + "/b", "a/".repeat(200) + "c"));
    }

    @Test
    void onlyExceptionsThatNameTheDirectoryMakeAnExcludedOneWorthSearching() throws IOException {
        IgnoreRules rules = rules("*\n!docs/a/b.md\n!roles/*/tasks\n!**/x\n!*.yml");
        assertTrue(rules.searchedAlthoughExcluded("docs"));
        assertTrue(rules.searchedAlthoughExcluded("docs/a"));
        assertFalse(rules.searchedAlthoughExcluded("docs/b"));
        assertFalse(rules.searchedAlthoughExcluded("doc"));
        assertTrue(rules.searchedAlthoughExcluded("roles"));
        assertFalse(rules.searchedAlthoughExcluded("roles/a"));
        assertEquals(List.of("!roles/*/tasks", "!**/x"), rules.exceptionsNotLookedFor("roles/a"));
        assertEquals(List.of("!**/x"), rules.exceptionsNotLookedFor("tests"));
        assertEquals(List.of("!a[b/c]d/e"), rules("!a[b/c]d/e").exceptionsNotLookedFor("acd"));
    }

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "a/, a",
        "./a, a",
        "a//b, a/b",
        "a/./b, a/b",
        "a/../b, b",
        "../a, ../a",
        "a/../.., ..",
        "/.., /",
        "/a/../../b, /b",
        "., .",
        "a/.., .",
        "//, /",
        "..a, ..a"
    })
    void pathsAreCleanedAsGoDoes(String path, String cleaned) {
        assertEquals(cleaned, GoPath.clean(path));
    }
}
