package io.github.kubespraymaven.debian.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.digest.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    void everyOmissionHasAReason() {
        assertEquals(
                "[adduser, debconf, dpkg, init-system-helpers, usrmerge]",
                Omissions.reasons().keySet().toString());
    }

    private static String without(String... drawn) {
        List<ChosenPackage> closure = new ArrayList<>();
        for (String line : drawn) {
            String name = line.substring(0, line.indexOf(':')).replace("*", "");
            List<String> needs = Arrays.stream(
                            line.substring(line.indexOf(':') + 1).split(" "))
                    .filter(need -> !need.isEmpty())
                    .toList();
            Why why = line.startsWith("*") ? new Why.Requested(name) : new Why.Needed("x", "Depends: " + name);
            closure.add(new ChosenPackage(name, "1", "all", "s", "pool/x.deb", 1, Digest.of(name), needs, why));
        }
        return Omissions.without(closure).stream().map(ChosenPackage::name).collect(Collectors.joining(" "));
    }
}
