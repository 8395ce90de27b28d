package io.github.kubespraymaven.python.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TargetTagsTest {
    private static final TargetEnvironment BOOKWORM_ARM = new TargetEnvironment(11, 36, Machine.AARCH64);
    private static final TargetEnvironment BULLSEYE = new TargetEnvironment(9, 31, Machine.X86_64);

    @Test
    void platformsGoFromTheNewestGlibcDownWithTheirOldNames() {
        assertEquals(
                "linux_aarch64 manylinux_2_19_aarch64 manylinux_2_18_aarch64 manylinux_2_17_aarch64"
                        + " manylinux2014_aarch64",
                String.join(" ", new TargetEnvironment(11, 19, Machine.AARCH64).platforms()));
    }

    @Test
    void theClosestBuildComesFirst() {
        List<Tag> tags = TargetTags.of(BULLSEYE).ordered();
        String linux = tags.stream()
                .filter(tag -> tag.platform().equals("linux_x86_64"))
                .map(tag -> tag.interpreter() + "-" + tag.abi())
                .collect(Collectors.joining(" "));
        assertEquals(
                "cp39-cp39 cp39-abi3 cp39-none cp38-abi3 cp37-abi3 cp36-abi3 cp35-abi3 cp34-abi3 cp33-abi3 cp32-abi3"
                        + " py39-none py3-none py38-none py37-none py36-none py35-none py34-none py33-none py32-none"
                        + " py31-none py30-none",
                linux);
        assertEquals("py30-none-any", tags.get(tags.size() - 1).toString());
    }

    @Test
    void newerVersionsThenBetterTagsThenHigherBuildsWin() {
        List<WheelFilename> wheels = List.of(
                        "demo-1.0-py3-none-any.whl",
                        "demo-1.0-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl",
                        "demo-1.0-2-cp311-cp311-manylinux_2_17_aarch64.whl",
                        "demo-1.0-10-cp311-cp311-manylinux_2_17_aarch64.whl",
                        "demo-1.0-cp38-abi3-manylinux_2_28_aarch64.whl",
                        "demo-1.0-cp311-cp311-manylinux_2_38_aarch64.whl",
                        "demo-1.0-cp311-cp311-manylinux_2_17_x86_64.whl",
                        "demo-0.9-cp311-cp311-manylinux_2_17_aarch64.whl",
                        "demo-1.1rc1-py2.py3-none-any.whl")
                .stream()
                .map(WheelFilename::parse)
                .toList();
        assertEquals(
                """
                demo-1.1rc1-py2.py3-none-any.whl
                demo-1.0-10-cp311-cp311-manylinux_2_17_aarch64.whl
                demo-1.0-2-cp311-cp311-manylinux_2_17_aarch64.whl
                demo-1.0-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl
                demo-1.0-cp38-abi3-manylinux_2_28_aarch64.whl
                demo-1.0-py3-none-any.whl
                demo-0.9-cp311-cp311-manylinux_2_17_aarch64.whl""",
                fitting(TargetTags.of(BOOKWORM_ARM), wheels).stream()
                        .map(WheelFilename::text)
                        .collect(Collectors.joining("\n")));
    }

    /** The wheels that fit, best first: by version, then by their best tag, then by build tag. */
    static List<WheelFilename> fitting(TargetTags tags, List<WheelFilename> wheels) {
        return wheels.stream()
                .filter(tags::fits)
                .sorted(Comparator.comparing(WheelFilename::version, Comparator.reverseOrder())
                        .thenComparingInt(wheel -> tags.rank(wheel.tags()).orElseThrow())
                        .thenComparing(WheelFilename::build, BuildTag.NONE_FIRST.reversed()))
                .toList();
    }

    @Test
    void freeThreadedAndOtherInterpretersDoNotFit() {
        TargetTags tags = TargetTags.of(new TargetEnvironment(13, 41, Machine.X86_64));
        assertFalse(tags.fits(WheelFilename.parse("a-1-cp313-cp313t-manylinux_2_17_x86_64.whl")));
        assertFalse(tags.fits(WheelFilename.parse("a-1-pp310-pypy310_pp73-manylinux_2_17_x86_64.whl")));
        assertFalse(tags.fits(WheelFilename.parse("a-1-cp313-cp313-musllinux_1_2_x86_64.whl")));
        assertFalse(tags.fits(WheelFilename.parse("a-1-cp314-abi3-manylinux_2_17_x86_64.whl")));
    }

    @Test
    void targetsThatNoTagNamesAreRefused() {
        assertEquals(
                "wanted glibc 2.17 or a later 2 on aarch64, got 2.16",
                assertThrows(IllegalArgumentException.class, () -> new TargetEnvironment(11, 16, Machine.AARCH64))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> new TargetEnvironment(7, 31, Machine.X86_64));
    }
}
