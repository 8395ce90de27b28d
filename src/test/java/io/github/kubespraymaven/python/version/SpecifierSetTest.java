package io.github.kubespraymaven.python.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecifierSetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "==1.0   | 1 1.0+abc              | 1.0.post1 1.0a1",
                "==1.0+a | 1.0+A                  | 1.0 1.0+b",
                "==1.2.* | 1.2.dev0 1.2.9+x 1.2rc1| 1.3.dev0 1.1",
                "!=1.2.* | 1.3.dev0 1.1           | 1.2 1.2.5",
                "~=1.4.2 | 1.4.2 1.4.99           | 1.4.1 1.5 1.5.dev0",
                "~=2.2a1 | 2.2a1 2.9              | 2.2.dev0 3.0a1",
                "<1.0    | 0.9 0.9.post1          | 1.0a1 1.0.dev0 1.0",
                "<1.0rc1 | 1.0b1 1.0.dev0         | 1.0rc1",
                ">1.0    | 1.1 1.0.1.dev0         | 1.0 1.0+x 1.0.post1",
                ">1.0.post1 | 1.0.post2 1.0.post2.dev0 | 1.0.post1 1.0.post1+x",
                "<=1.0   | 1.0 1.0+zzz 1.0.dev0   | 1.0.post0",
                ">=1.0   | 1.0 1.0+a 1.0.post1    | 1.0rc1",
                "===1.0  | 1.0                    | 1 1.0+x",
                ">=1,<2,!=1.5 | 1.0 1.9           | 1.5 2.0 0.9",
            })
    void aVersionIsContainedWhenItMeetsAllClauses(String set, String contained, String excluded) {
        SpecifierSet specifiers = SpecifierSet.parse(set);
        for (String version : contained.split(" ")) {
            assertTrue(specifiers.matches(Version.parse(version)), version + " in " + set);
        }
        for (String version : excluded.split(" ")) {
            assertFalse(specifiers.matches(Version.parse(version)), version + " not in " + set);
        }
    }

    @Test
    void preReleasesAreKeptWhenAskedForOrWhenNothingElseIsLeft() {
        assertEquals("[1.0, 1.1]", kept(">=1", PreReleases.BY_RULE, "1.0", "1.1", "1.2rc1"));
        assertEquals("[1.2rc1]", kept(">1.1", PreReleases.BY_RULE, "1.0", "1.1", "1.2rc1"));
        assertEquals("[1.1, 1.2rc1]", kept(">=1.1a0", PreReleases.BY_RULE, "1.0", "1.1", "1.2rc1"));
        assertEquals("[1.0, 1.1, 1.2rc1]", kept("", PreReleases.ALLOWED, "1.0", "1.1", "1.2rc1"));
        assertEquals("[]", kept(">1.1", PreReleases.REFUSED, "1.0", "1.1", "1.2rc1"));
    }

    private static String kept(String set, PreReleases preReleases, String... versions) {
        return SpecifierSet.parse(set)
                .filter(List.of(versions), VersionText::of, preReleases)
                .toString();
    }

    @Test
    void arbitraryEqualityComparesTextWithoutRegardToCase() {
        assertEquals("[wEIRD]", kept("===Weird", PreReleases.BY_RULE, "wEIRD"));
        assertEquals("[]", kept("===Weird", PreReleases.BY_RULE, "1.0"));
    }

    @Test
    void setsArePrintedSortedAndComparedByMeaning() {
        SpecifierSet set = SpecifierSet.parse(" >= 1.0 , !=1.5,,>=1");
        assertEquals("!=1.5,>=1", set.toString());
        assertEquals(SpecifierSet.parse("!=1.5.0,>=1.0.0"), set);
        assertEquals("!=1.5,<2,>=1", set.and(SpecifierSet.parse("<2")).toString());
        assertFalse(Specifier.parse("~=1.0").equals(Specifier.parse("~=1.0.0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "=1.0", "~=1", ">=1.*", "<1.0+abc", "==1.0a1.*", ">=1;<2", "^1.0", ">=1.0 <2"})
    void whatIsNoClauseIsRefusedByName(String text) {
        Exception refused = assertThrows(InvalidSyntaxException.class, () -> SpecifierSet.parse(">0," + text));
        assertTrue(String.valueOf(refused.getMessage())
                .startsWith("\"" + text + "\" is not a version specifier; wanted one of"));
    }
}
