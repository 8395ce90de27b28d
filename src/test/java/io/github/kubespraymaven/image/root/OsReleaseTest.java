package io.github.kubespraymaven.image.root;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OsReleaseTest {

    @Test
    void valuesMayHaveQuotes() {
        OsRelease debian = OsRelease.read(
                """
                # a comment
                PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                VERSION_CODENAME=bookworm
                ID='debian'
                HOME_URL="a \\"word\\""
                """);
        assertEquals(Optional.of("debian"), debian.id());
        assertEquals(Optional.of("bookworm"), debian.codename());
        assertEquals("Debian GNU/Linux 12 (bookworm)", debian.toString());
        assertEquals("a \"word\"", debian.values().get("HOME_URL"));
    }

    @Test
    void nameAndNumberAreForLists() {
        OsRelease release = OsRelease.read("NAME=\"Debian GNU/Linux\"\r\nVERSION_ID=\"12\"");
        assertEquals(Optional.of("Debian GNU/Linux"), release.name());
        assertEquals(Optional.of("12"), release.version());
    }

    @Test
    void whatIsNotToldIsUnknown() {
        assertEquals("an unknown distribution", OsRelease.read("").toString());
        assertEquals("other 7", OsRelease.read("ID=other\nVERSION_ID=7\n").toString());
        assertEquals(Optional.empty(), OsRelease.read("ID=other\n").codename());
        assertEquals(Optional.empty(), OsRelease.UNKNOWN.id());
        assertEquals(Optional.empty(), OsRelease.read("#ID=no\n=1\nID\n").id());
    }
}
