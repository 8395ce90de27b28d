package io.github.kubespraymaven.python.requirement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkerTest {
    private static final MarkerEnvironment PYTHON_311 = MarkerEnvironment.cpythonOnLinux("3.11.2", "x86_64");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "python_version < '3.12' | true",
                "python_version < '3.9' | false",
                "'3.9' <= python_version | true",
                "python_full_version == '3.11.*' | true",
                "python_version in '3.10, 3.11' | true",
                "platform_machine == 'aarch64' | false",
                "platform_machine not in 'aarch64 arm64' | true",
                "os_name == 'nt' or sys_platform == 'linux' and python_version > '3' | true",
                "(os_name == 'nt' or sys_platform == 'linux') and python_version < '3' | false",
                "os_name >= 'posix' | true",
                "os_name > 'a' | false",
                "platform_release >= '5' | false",
                "extra == 'Test_Suite' | true",
                "extra == 'docs' | false",
            })
    void markersAreAnsweredForTheTarget(String marker, boolean expected) {
        assertEquals(expected, Marker.parse(marker).evaluate(PYTHON_311, "test.suite"));
    }

    @Test
    void withoutAnExtraNoneIsMeant() {
        assertEquals(false, Marker.parse("extra == 'test'").evaluate(PYTHON_311, ""));
        assertEquals(true, Marker.parse("extra == ''").evaluate(PYTHON_311, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "os.name=='posix'and((sys_platform=='x')) | os_name == \"posix\" and sys_platform == \"x\"",
                "((os_name=='a' and os_name=='b')) or os_name=='c' "
                        + "| (os_name == \"a\" and os_name == \"b\") or os_name == \"c\"",
                "((os_name == 'a' or os_name == 'b')) | os_name == \"a\" or os_name == \"b\"",
                "os_name == 'say \"x\"' | os_name == 'say \"x\"'",
                "os_name == '\\x41\\\\' | os_name == \"A\\\\\"",
            })
    void theNormalFormSaysTheSame(String written, String normal) {
        Marker marker = Marker.parse(written);
        assertEquals(normal, marker.toString());
        assertEquals(marker, Marker.parse(normal));
    }

    @Test
    void aComparisonWithoutMeaningIsAnErrorThoughNotNeeded() {
        Marker marker = Marker.parse("python_version > '3' or os_name ~= 'x'");
        UnsupportedOperationException refused =
                assertThrows(UnsupportedOperationException.class, () -> marker.evaluate(PYTHON_311, ""));
        assertEquals(
                "the marker compares \"posix\" ~= \"x\", and ~= compares versions only (PEP 508)",
                refused.getMessage());
    }

    @Test
    void deepParenthesesAreRefused() {
        String deep = "(".repeat(100_000);
        RequirementSyntaxException refused = assertThrows(RequirementSyntaxException.class, () -> Marker.parse(deep));
        assertEquals(101, refused.column());
        assertTrue(refused.problem().startsWith("wanted parentheses no deeper than 100, got "), refused.problem());
    }
}
