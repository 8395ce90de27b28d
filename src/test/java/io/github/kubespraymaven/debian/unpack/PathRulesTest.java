package io.github.kubespraymaven.debian.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.tree.TreePath;
import java.util.List;
import java.util.Set;
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
        PathRules rules = BuiltPackages.rules("# a comment\n- a/**\n\n+ a/*/keep\n- a/b/keep\n");
        assertEquals(
                List.of("a/b", "a/b/keep", "a/c/d/keep"),
                dropped(rules, "a", "a/b", "a/b/keep", "a/c/keep", "a/c/d/keep", "ab/c"));
    }

    @Test
    void aStarStaysInItsNameAndAllElseIsItself() {
        PathRules rules = BuiltPackages.rules("- usr/*.d/x\n- [a-z]\n- p?th\n- **/__pycache__");
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
    void rulesBelowANameHoldUnlessSomebodyAskedForIt() {
        String text = "- all\n[libc6 lib*-dev]\n- libc6s\n[python3]\n- pythons";
        assertEquals("[- all, - libc6s, - pythons]", lines(text, "bash", "libc6 libfoo-dev python3"));
        assertEquals("[- all, - pythons]", lines(text, "bash libc6", ""));
        assertEquals("[- all, - pythons]", lines(text, "libfoo-dev", ""));
    }

    @Test
    void rulesBelowNoNameHoldUnlessItIsThere() {
        String text = "[no zsh libdb5.*]\n- a\n[no fish]\n- b";
        assertEquals("[- a, - b]", lines(text, "zsh fish", "bash libdb5-3"));
        assertEquals("[- b]", lines(text, "", "bash zsh"));
        assertEquals("[- b]", lines(text, "", "libdb5.3t64"));
    }

    @Test
    void whatOnlySomeCanUseIsThereForThem() {
        assertEquals(
                List.of(
                        "usr/lib/x86_64-linux-gnu/gconv/BIG5.so",
                        "usr/bin/su",
                        "usr/share/zsh/vendor-completions/_curl"),
                dropped(PathRules.slim(Set.of(), Set.of("libc6")), SOME_CAN_USE));
        assertEquals(
                List.of("usr/share/zsh/vendor-completions/_curl"),
                dropped(PathRules.slim(Set.of("libc6"), Set.of("libc6", "libpam0g")), SOME_CAN_USE));
    }

    private static final String[] SOME_CAN_USE = {
        "usr/lib/x86_64-linux-gnu/gconv/UTF-16.so",
        "usr/lib/x86_64-linux-gnu/gconv/BIG5.so",
        "usr/bin/su",
        "usr/share/zsh/vendor-completions/_curl",
    };

    private static String lines(String text, String asked, String there) {
        return PathRules.parse(text, Set.of(asked.split(" ")), Set.of(there.split(" ")))
                .lines()
                .toString();
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
                        PathRules.slim(Set.of(), Set.of()),
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
                "'- GLOB', '+ GLOB', '[NAME]' or '[no NAME]' is wanted, got 'usr/share'",
                assertThrows(IllegalArgumentException.class, () -> BuiltPackages.rules("usr/share"))
                        .getMessage());
    }
}
