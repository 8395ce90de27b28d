package io.github.kubespraymaven.python.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DistributionFilenameTest {
    @Test
    void aWheelIsReadInItsParts() {
        WheelFilename wheel = WheelFilename.parse("Ruamel.yaml_clib-1.0+x-2b-CP39-abi3-manylinux1_x86_64.any.whl");
        assertEquals("ruamel-yaml-clib", wheel.name().normalized());
        assertEquals("1.0+x", wheel.version().toString());
        assertEquals(Optional.of("2b"), wheel.build().map(BuildTag::toString));
        assertEquals(
                "[cp39-abi3-manylinux1_x86_64, cp39-abi3-any]",
                TagParityTest.all(wheel.tags()).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo-1.0-py3-none.whl | it has not five or six parts",
                "foo-1.0-1-py3-none-any-x.whl | it has not five or six parts",
                "foo__x-1.0-py3-none-any.whl | \"foo__x\" is not a project's name",
                "../x-1.0-py3-none-any.whl | \"../x\" is not a project's name",
                "foo-bad-py3-none-any.whl | \"bad\" is not a version",
                "foo-1.0-a2-py3-none-any.whl | \"a2\" is not a build tag, which starts with a digit",
                "foo-1.0-3py-none-any.whl | \"3py\" is not an interpreter tag; wanted letters, digits and _ with no digit"
                        + " first, as in cp311",
                "foo-1.0-py3-none-.whl | the tag set \"py3-none-\" has an empty part; wanted interpreter-abi-platform,"
                        + " each one or several with dots between them",
            })
    void whatIsNoWheelSaysWhy(String text, String reason) {
        assertEquals(
                "\"" + text + "\" is not a wheel's file name: " + reason
                        + "; wanted name-version[-build]-interpreter-abi-platform.whl (PEP 427)",
                assertInstanceOf(DistributionFilename.Unusable.class, DistributionFilename.parse(text))
                        .reason());
        assertThrows(InvalidSyntaxException.class, () -> WheelFilename.parse(text));
    }

    @Test
    void aTagSetOfMillionsIsRefused() {
        String many = "a" + ".a".repeat(999);
        DistributionFilename name = DistributionFilename.parse("foo-1.0-" + many + "-" + many + "-" + many + ".whl");
        assertInstanceOf(DistributionFilename.Unusable.class, name);
    }

    @ParameterizedTest
    @CsvSource({
        "foo-1.0.tar.gz, foo, 1.0",
        "Foo_Bar-1.0rc1.zip, foo-bar, 1.0rc1",
        "a.b-2020.01.01.tar.gz, a-b, 2020.1.1",
    })
    void anSdistIsReadInItsParts(String text, String name, String version) {
        SdistFilename sdist = SdistFilename.parse(text);
        assertEquals(name, sdist.name().normalized());
        assertEquals(version, sdist.version().toString());
    }

    @Test
    void theProjectsNameTellsWhereTheVersionStarts() {
        ProjectName foo = ProjectName.of("foo");
        SdistFilename sdist = assertInstanceOf(SdistFilename.class, SdistFilename.read("foo-1.0-1.tar.gz", foo));
        assertEquals("1.0.post1", sdist.version().toString());
        assertInstanceOf(DistributionFilename.Unusable.class, SdistFilename.read("foo-bar-1.0.tar.gz", foo));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"foo.tar.gz", "-1.0.tar.gz", "foo-.zip", "foo-bad.zip", "foo-1.0.tgz", "foo-1.0.exe", "", ".zip"
            })
    void whatIsNoSdistIsRefused(String text) {
        assertInstanceOf(DistributionFilename.Unusable.class, DistributionFilename.parse(text));
        assertThrows(InvalidSyntaxException.class, () -> SdistFilename.parse(text));
    }
}
