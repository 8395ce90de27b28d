package io.github.kubespraymaven.debian.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.digest.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Closures drawn as {@code name: needs}; a star marks what was requested. */
class OmissionsTest {
    @Test
    void whatServesScriptsGoesAndWhatOnlyItNeeds() {
        assertEquals(
                "ca-certificates libc6",
                without(
                        "*ca-certificates: debconf libc6",
                        "debconf: perl-base",
                        "init-system-helpers: usrmerge",
                        "libc6:",
                        "perl: perl-base",
                        "perl-base:",
                        "usrmerge: perl"));
    }

    @Test
    void whatIsRequestedStays() {
        assertEquals("adduser libc6 perl-base", without("*adduser: perl-base", "libc6:", "perl-base: libc6"));
    }

    @Test
    void perlKeepsItsInterpreter() {
        assertEquals("git perl perl-base", without("*git: perl", "perl: perl-base", "perl-base: dpkg", "dpkg:"));
    }

    @Test
    void aNeedThatOneHasForWhatIsLeftOutOfItCountsNotAndOthersDo() {
        assertEquals("util-linux", without("*util-linux: libpam0g", "libpam0g: libaudit1", "libaudit1:"));
        assertEquals(
                "util-linux cron libpam0g libaudit1",
                without("*util-linux: libpam0g", "*cron: libpam0g", "libpam0g: libaudit1", "libaudit1:"));
    }

    @Test
    void whoIsAskedForByNameIsWhole() {
        String[] closure = {"*util-linux: libpam0g libc6", "libpam0g: debconf", "debconf:", "libc6:"};
        assertEquals("util-linux libc6", without(Set.of("bash"), closure));
        assertEquals("util-linux libpam0g libc6", without(Set.of("util-linux"), closure));
    }

    @Test
    void namesWithAStarFitEverySuite() {
        assertEquals(
                "libpython3.13-stdlib libsqlite3-0",
                without("*libpython3.13-stdlib: libdb5.3t64 libsqlite3-0", "libdb5.3t64:", "libsqlite3-0:"));
        assertEquals("libpython3X13-stdlib libdb5.3", without("*libpython3X13-stdlib: libdb5.3", "libdb5.3:"));
    }

    @Test
    void everyOmissionHasAReason() {
        Omissions.reasons().forEach((rule, reason) -> {
            assertTrue(rule.matches("[a-z0-9.+*-]+( > [a-z0-9.+*-]+)?"), rule);
            assertFalse(reason.isEmpty(), rule);
        });
    }

    private static String without(String... drawn) {
        return without(Set.of(), drawn);
    }

    private static String without(Set<String> asked, String... drawn) {
        List<ChosenPackage> closure = new ArrayList<>();
        for (String line : drawn) {
            String name = line.substring(0, line.indexOf(':')).replace("*", "");
            List<String> needs = Arrays.stream(
                            line.substring(line.indexOf(':') + 1).split(" "))
                    .filter(need -> !need.isEmpty())
                    .toList();
            InstallReason why = line.startsWith("*")
                    ? new InstallReason.Requested(name)
                    : new InstallReason.Needed("x", "Depends: " + name);
            closure.add(new ChosenPackage(name, "1", "all", "s", "pool/x.deb", 1, Digest.of(name), needs, why));
        }
        return Omissions.without(closure, asked).stream()
                .map(ChosenPackage::name)
                .collect(Collectors.joining(" "));
    }
}
