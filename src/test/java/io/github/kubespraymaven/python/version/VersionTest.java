package io.github.kubespraymaven.python.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource({
        "v1.0, 1.0",
        "01.02, 1.2",
        "1.0ALPHA, 1.0a0",
        "1.0-beta.3, 1.0b3",
        "1.0c1, 1.0rc1",
        "1.0preview2, 1.0rc2",
        "1.0-1, 1.0.post1",
        "1.0-r4, 1.0.post4",
        "1.0_dev, 1.0.dev0",
        "1.0+Ubuntu_01, 1.0+ubuntu.1",
        "2!1.0a1.post2.dev3+x, 2!1.0a1.post2.dev3+x",
        "1.18446744073709551617, 1.18446744073709551617",
    })
    void spellingsComeDownToOneNormalForm(String spelling, String normal) {
        assertEquals(normal, Version.parse(spelling).toString());
    }

    @Test
    void theOrderIsThatOfThePep() {
        List<Version> versions = new ArrayList<>();
        String ordered = "0.9 1.dev0 1.0a1.dev0 1a1 1a1.post0.dev1 1a1.post0 1a2 1b1 1rc1 1 1+abc 1+abc.1 1+2 1+10"
                + " 1.post0.dev0 1.post0 1.post0+x 1.1 1.10 1!0.1";
        for (String text : ordered.split(" ")) {
            versions.add(Version.parse(text));
        }
        assertEquals(versions, versions.stream().sorted().toList());
        for (int i = 1; i < versions.size(); i++) {
            assertNotEquals(versions.get(i - 1), versions.get(i));
        }
    }

    @Test
    void trailingZerosOfTheReleaseAreNoDifference() {
        assertEquals(Version.parse("1"), Version.parse("1.0.0"));
        assertEquals(Version.parse("1").hashCode(), Version.parse("1.0.0").hashCode());
        assertEquals("1.0.0", Version.parse("1.0.0").toString());
        assertEquals("1.post1", Version.parse("1.0.0.post1").toShortString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1.", ".1", "1.0.x", "1..0", "1!", "1.0+", "1.0+a..b", "1 .0", "1.0po\u017ft1", "\u0661"})
    void whatIsNoVersionIsRefused(String text) {
        assertEquals(Optional.empty(), Version.tryParse(text));
        assertThrows(InvalidSyntaxException.class, () -> Version.parse(text));
    }

    @Test
    void theErrorNamesTheTextAndWhatWasWanted() {
        Exception refused = assertThrows(InvalidSyntaxException.class, () -> Version.parse("1.0\nx"));
        assertEquals(
                "\"1.0\\u000ax\" is not a version; wanted [N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local], such as 1.2.3rc1"
                        + " (PEP 440)",
                refused.getMessage());
    }

    @Test
    void absurdlyLongNumbersAreRefusedWithoutWork() {
        assertEquals(Optional.empty(), Version.tryParse("1." + "9".repeat(5_000_000)));
        assertTrue(Version.tryParse("1." + "9".repeat(1000)).isPresent());
    }
}
