package io.github.kubespraymaven.debian.mirror;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveMirrorsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            https://m.example/debian                  | https://m.example/debian/              | https://m.example/debian-security/
            https://m.example/pub/debian/             | https://m.example/pub/debian/          | https://m.example/pub/debian-security/
            http://s.example/archive/debian/20250520T000000Z | http://s.example/archive/debian/20250520T000000Z/ | http://s.example/archive/debian-security/20250520T000000Z/
            https://m.example/apt-proxy               | https://m.example/apt-proxy/           | https://m.example/apt-proxy-security/
            'https://m.example/a, https://n.example/b' | https://m.example/a/                  | https://n.example/b/
            """)
    void theSecurityArchiveIsBesideTheOtherUnlessItIsGiven(String given, String archive, String security) {
        ArchiveMirror mirror = ArchiveMirror.parse(given);
        assertEquals(archive, mirror.archive().toString());
        assertEquals(security, mirror.security().toString());
    }

    @ParameterizedTest
    @CsvSource({"ftp://m.example/debian", "m.example/debian", "'http://a b/'", "'http://a/,http://b/,http://c/'"})
    void whatIsNoAddressIsRefused(String given) {
        assertThrows(IllegalArgumentException.class, () -> ArchiveMirror.parse(given));
    }

    @Test
    void theMirrorThatIsGivenIsTheOnlyOne() {
        assertEquals(
                "m.example/debian/",
                shown(ArchiveMirrors.choose(
                        Optional.of(ArchiveMirror.parse("https://m.example/debian")),
                        Map.of("a.list", "deb http://x.example/debian sid main"))));
    }

    @Test
    void theMachinesOwnSourcesComeNext() {
        assertEquals(
                "old.example/debian/ + https://sec.example/updates/, new.example/debian/ + https://sec.example/updates/",
                AptSources.mirrors(Map.of(
                                "sources.list",
                                """
                                # deb http://commented.example/debian bookworm main
                                deb [signed-by=/x.gpg arch=amd64] http://old.example/debian bookworm main contrib # yes
                                deb-src http://source.example/debian bookworm main
                                deb https://packages.example/apt cloud-sdk-bookworm main
                                deb https://docker.example/linux/debian bookworm stable
                                deb https://sec.example/updates bookworm-security main
                                deb cdrom:[Debian]/ bookworm main
                                deb http://old.example/debian/ bookworm-updates main
                                """,
                                "z.sources",
                                """
                                Types: deb deb-src
                                URIs: https://new.example/debian
                                Suites: trixie
                                 trixie-updates
                                Components: main

                                Enabled: no
                                Types: deb
                                URIs: https://disabled.example/debian
                                Suites: trixie
                                Components: main
                                """,
                                "broken.sources",
                                "no paragraph"))
                        .stream()
                        .map(mirror -> mirror + " + " + mirror.security())
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void withoutEitherTheKnownPublicOnesAreTried() {
        List<ArchiveMirror> known =
                ArchiveMirrors.choose(Optional.empty(), Map.of("x.list", "deb http://vendor.example/ stable nodistro"));
        assertEquals(ArchiveMirrors.known(), known);
        known.forEach(mirror -> assertEquals("https", mirror.archive().getScheme()));
    }

    @Test
    void aServiceOfSnapshotsIsAskedForAnInstantUnlessItsAddressNamesOne() {
        Instant instant = Instant.parse("2026-11-22T20:13:36.5Z");
        assertEquals(
                """
                https://s.example/ -> https://s.example/archive/debian/20261122T201336Z/ + https://s.example/archive/debian-security/20261122T201336Z/
                https://s.example/x -> https://s.example/x/archive/debian/20261122T201336Z/ + https://s.example/x/archive/debian-security/20261122T201336Z/
                https://s.example/archive/debian -> https://s.example/archive/debian/20261122T201336Z/ + https://s.example/archive/debian-security/20261122T201336Z/
                https://s.example/d,https://t.example/s -> https://s.example/d/20261122T201336Z/ + https://t.example/s/20261122T201336Z/
                https://s.example/archive/debian/20261101T000000Z -> as it is
                """,
                Stream.of(
                                "https://s.example/",
                                "https://s.example/x",
                                "https://s.example/archive/debian",
                                "https://s.example/d,https://t.example/s",
                                "https://s.example/archive/debian/20261101T000000Z")
                        .map(text -> text + " -> "
                                + ArchiveMirror.parse(text)
                                        .at(instant)
                                        .map(mirror -> mirror.archive() + " + " + mirror.security())
                                        .orElse("as it is")
                                + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void aMirrorAtTheRootOfItsHostHasTheSecuritySuitesBeside() {
        assertEquals(
                "https://m.example/debian-security/",
                ArchiveMirror.parse("https://m.example").security().toString());
    }

    private static String shown(List<ArchiveMirror> mirrors) {
        return mirrors.stream().map(ArchiveMirror::toString).collect(Collectors.joining(", "));
    }

    @Test
    void anAddressThatCannotBeReadIsNamedWithoutItsLogin() {
        for (String address : List.of(
                "http://user:ge heim@deb.example/debian",
                "ftp://user:geheim@deb.example/debian",
                "http://deb.example/debian,http://user:geheim@se curity.example/",
                "http://user:geheim@a/,http://b/,http://c/",
                "http://user:geheim@under_score/debian")) {
            IllegalArgumentException failure =
                    assertThrows(IllegalArgumentException.class, () -> ArchiveMirror.parse(address));
            for (Throwable one = failure; one != null; one = one.getCause()) {
                assertFalse(one.toString().contains("heim@"), one.toString());
            }
        }
        assertEquals(
                "'http://…@under_score/debian' is no http or https address of a host: its name has letters, digits, dashes"
                        + " and dots; an address four numbers",
                assertThrows(IllegalArgumentException.class, () -> ArchiveMirror.parse("http://u:p@under_score/debian"))
                        .getMessage());
    }
}
