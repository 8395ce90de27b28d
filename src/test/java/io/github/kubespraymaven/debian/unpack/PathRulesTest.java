package io.github.kubespraymaven.debian.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.tree.TreePath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which paths an image does without. */
class PathRulesTest {

    private static List<String> dropped(PathRules rules, String... paths) {
        return List.of(paths).stream()
                .filter(path -> rules.drops(TreePath.of(path)))
                .toList();
    }

    @Test
    void theLastRuleThatMatchesCounts() {
        PathRules rules = PathRules.parse("# a comment\n- a/**\n\n+ a/*/keep\n- a/b/keep\n");
        assertEquals(
                List.of("a/b", "a/b/keep", "a/c/d/keep"),
                dropped(rules, "a", "a/b", "a/b/keep", "a/c/keep", "a/c/d/keep", "ab/c"));
    }

    @Test
    void aStarStaysInItsNameAndAllElseIsItself() {
        PathRules rules = PathRules.parse("- usr/*.d/x\n- [a-z]\n- p?th\n- **/__pycache__");
        assertEquals(
                List.of("usr/conf.d/x", "[a-z]", "p?th", "usr/lib/__pycache__"),
                dropped(
                        rules,
                        "usr/conf.d/x",
                        "usr/a/b.d/x",
                        "usr/confXd/x",
                        "a",
                        "[a-z]",
                        "path",
                        "p?th",
                        "usr/lib/__pycache__"));
    }

    @Test
    void slimImagesKeepLicencesAndTheirLinks() {
        assertEquals(
                List.of(
                        "usr/share/doc/bash/README",
                        "usr/share/doc/bash/examples/copyright",
                        "usr/share/man/man1",
                        "usr/share/locale/de/LC_MESSAGES/bash.mo"),
                dropped(
                        PathRules.slim(),
                        "usr/share/doc",
                        "usr/share/doc/bash",
                        "usr/share/doc/bash/copyright",
                        "usr/share/doc/bash/README",
                        "usr/share/doc/bash/examples/copyright",
                        "usr/share/man",
                        "usr/share/man/man1",
                        "usr/share/locale/locale.alias",
                        "usr/share/locale/de/LC_MESSAGES/bash.mo",
                        "usr/lib/locale/C.utf8/LC_CTYPE"));
    }

    @Test
    void aLineThatIsNoRuleIsAnError() {
        assertEquals(
                "'- GLOB' or '+ GLOB' is wanted, got 'usr/share'",
                assertThrows(IllegalArgumentException.class, () -> PathRules.parse("usr/share"))
                        .getMessage());
    }
}
