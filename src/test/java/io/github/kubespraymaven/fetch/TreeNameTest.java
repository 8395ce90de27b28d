package io.github.kubespraymaven.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeNameTest {
    /** What wget 1.21 -x makes of these addresses on Linux. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://dl.k8s.io/release/v1/kubectl dl.k8s.io/release/v1/kubectl",
                "HTTPS://GitHub.COM/A/b GitHub.COM/A/b",
                "http://host:80/a host/a",
                "https://host:443/a host/a",
                "http://host:8080/a host:8080/a",
                "https://user:secret@host/a host/a",
                "http://[::1]:8080/a ::1:8080/a",
                "http://host host/index.html",
                "http://host/ host/index.html",
                "http://host/a/ host/a/index.html",
                "http://host/a?raw=true&x=1 host/a?raw=true&x=1",
                "http://host/?q=1 host/index.html?q=1",
                "http://host/a?x=b/c host/a?x=b%2Fc",
                "http://host/a?x=%41 host/a?x=A",
                "http://host/v1%2Bk8s.1/a host/v1+k8s.1/a",
                "http://host/a%2Fb host/a%2Fb",
                "http://host/a%zz host/a%zz",
                "http://host//a///b host/a/b",
                "http://host/a/./b/../c host/a/c",
                "http://host/../../a host/a",
                "http://host/a/.. host/index.html",
                "http://host/a#b host/a",
            })
    void namesAreThoseOfWget(String address, String name) {
        // Java refuses what wget keeps, a percent sign alone.
        String legal = address.replace("%zz", "%25zz");
        String expected = name.replace("GitHub.COM", "github.com");
        assertEquals(expected, TreeName.of(URI.create(legal), false).toString());
    }

    @Test
    void blanksAndLettersOfOtherTonguesAreDecoded() {
        assertEquals(
                "host/a b/é",
                TreeName.of(URI.create("http://host/a%20b/%C3%A9"), false).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://host/%2e%2e/a|its path would leave the tree",
                "http://host/a/%2E%2E|its path would leave the tree",
                "http://host/a%0Ab|its name would have control characters",
                "http://host/a%ff|its name is no UTF-8 when its percent signs are decoded",
            })
    void namesThatCannotStandInATreeAreRefused(String address, String reason) {
        assertEquals(
                reason,
                assertThrows(IllegalArgumentException.class, () -> TreeName.of(URI.create(address), false))
                        .getMessage());
    }

    @Test
    void aNameThatNoFileSystemTakesIsRefused() {
        URI address = URI.create("http://host/" + "a".repeat(256));
        assertEquals(
                "its name would have more than 255 bytes, which no file system takes",
                assertThrows(IllegalArgumentException.class, () -> TreeName.of(address, false))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({"http://host:8080/a?b,host+8080/a@b", "http://host/a,host/a"})
    void onWindowsOtherLettersStandForThoseThatItDoesNotHave(String address, String name) {
        assertEquals(name, TreeName.of(URI.create(address), true).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "http://host/con",
        "http://host/NUL.txt",
        "http://host/com1",
        "http://host/a.",
        "http://host/a%20",
        "http://host/a%7Cb"
    })
    void onWindowsWhatItCannotHaveIsRefused(String address) {
        assertThrows(IllegalArgumentException.class, () -> TreeName.of(URI.create(address), true));
    }
}
