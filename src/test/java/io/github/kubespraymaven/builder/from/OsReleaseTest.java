package io.github.kubespraymaven.builder.from;

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
        assertEquals("debian", debian.id());
        assertEquals(Optional.of("bookworm"), debian.codename());
        assertEquals("Debian GNU/Linux 12 (bookworm)", debian.toString());
        assertEquals("a \"word\"", debian.values().get("HOME_URL"));
    }

    @Test
    void whatIsNotToldIsUnknown() {
        assertEquals("an unknown distribution", OsRelease.read("").toString());
        assertEquals("other 7", OsRelease.read("ID=other\nVERSION_ID=7\n").toString());
        assertEquals(Optional.empty(), OsRelease.read("ID=other\n").codename());
    }
}
