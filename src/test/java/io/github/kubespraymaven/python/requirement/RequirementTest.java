package io.github.kubespraymaven.python.requirement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo | foo",
                "Foo.Bar [ b , a ] ( >=1.0 , <2 ) | Foo.Bar[a,b]<2,>=1.0",
                "foo>=1;os.name=='nt' | foo>=1; os_name == \"nt\"",
                "foo @ https://example.org/f.zip#sha256=00 ; extra=='X_y' "
                        + "| foo @ https://example.org/f.zip#sha256=00 ; extra == \"x-y\"",
                "foo===a1 | foo===a1",
            })
    void theNormalFormSaysTheSame(String written, String normal) {
        Requirement requirement = Requirement.parse(written);
        assertEquals(normal, requirement.toString());
        assertEquals(requirement, Requirement.parse(normal));
    }

    @Test
    void spellingIsNoDifference() {
        assertEquals(Requirement.parse("Foo_Bar[A.b]==1.0"), Requirement.parse("foo-bar[a-b]==1"));
        assertEquals(
                Requirement.parse("Foo_Bar[A.b]==1.0").hashCode(),
                Requirement.parse("foo-bar[a-b]==1").hashCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-bad | column 1 of \"-bad\": wanted a project's name, which starts with a letter or digit, got \"-bad\"",
                "foo bar | column 5 of \"foo bar\": wanted a version specifier, \";\" or the end, got \"bar\"",
                "foo== | column 4 of \"foo==\": wanted a version specifier, \";\" or the end, got \"==\"",
                "foo>=1 <2 | column 8 of \"foo>=1 <2\": wanted \",\", \";\" or the end, got \"<2\"",
                "foo>=1.* | column 7 of \"foo>=1.*\": wanted the end of the version: \".*\" goes with == and != alone,"
                        + " and after release numbers, got \".*\"",
                "foo[a | column 6 of \"foo[a\": wanted \",\" or \"]\" for the \"[\" of column 4, got the end",
                "foo (>=1 | column 9 of \"foo (>=1\": wanted \",\" or \")\" for the \"(\" of column 5, got the end",
                "foo @ | column 6 of \"foo @\": wanted a URL after \"@\", got the end",
                "foo; os_name='nt' | column 13 of \"foo; os_name='nt'\": wanted an operator: one of === == != ~= <= >= < >"
                        + " in, not in, got \"='nt'\"",
                "foo; nope=='x' | column 6 of \"foo; nope=='x'\": wanted a variable such as python_version or a text in"
                        + " quotes, got \"nope=='x'\"",
            })
    void theErrorSaysWhereAndWhatWasWanted(String text, String message) {
        Exception refused = assertThrows(RequirementSyntaxException.class, () -> Requirement.parse(text));
        assertEquals(message, refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"Foo--Bar__baz, foo-bar-baz", "zope.interface, zope-interface", "A1, a1"})
    void namesAreNormalized(String written, String normal) {
        assertEquals(normal, ProjectName.of(written).normalized());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc", "a/b", "a\\b", "", "a\u0000"})
    void whatCannotBeANameIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ProjectName.of(text));
    }
}
