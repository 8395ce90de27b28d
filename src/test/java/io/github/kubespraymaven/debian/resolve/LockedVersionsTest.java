package io.github.kubespraymaven.debian.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.digest.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LockedVersionsTest {
    private final Map<String, String> controls = new HashMap<>();
    private final List<ChosenPackage> locked = new ArrayList<>();
    private final List<ChosenPackage> today = new ArrayList<>();

    private ChosenPackage one(String nameAndVersion, String... fields) {
        String[] words = nameAndVersion.split(" ");
        controls.put(
                nameAndVersion, "Package: " + words[0] + "\nVersion: " + words[1] + "\n" + String.join("\n", fields));
        return new ChosenPackage(
                words[0],
                words[1],
                "amd64",
                "bookworm",
                "pool/" + words[0] + "_" + words[1] + "_amd64.deb",
                1,
                Digest.of(nameAndVersion),
                List.of(),
                new InstallReason.Requested(words[0]));
    }

    private ChosenPackage needed(String nameAndVersion, String... fields) {
        return one(nameAndVersion, fields).because(new InstallReason.Needed("another", ""));
    }

    /** What is left when all but some names are to stay. */
    private String upgraded(String... names) throws Exception {
        List<ChosenPackage> kept = locked.stream()
                .filter(one -> !List.of(names).contains(one.name()))
                .toList();
        return LockedVersions.of(
                        kept,
                        locked.stream().map(ChosenPackage::name).collect(Collectors.toSet()),
                        today,
                        chosen -> ControlReader.readAll(
                                        Objects.requireNonNull(controls.get(chosen.name() + " " + chosen.version())),
                                        "control")
                                .get(0))
                .stream()
                .map(chosen -> chosen.name() + " " + chosen.version())
                .collect(Collectors.joining(", "));
    }

    @Test
    void oneMovesAndTheOthersStay() throws Exception {
        locked.addAll(List.of(one("curl 1", "Depends: libc (>= 1)"), one("jq 1"), one("libc 1")));
        today.addAll(List.of(one("curl 2", "Depends: libc (>= 1)"), one("jq 2"), one("libc 2")));

        assertEquals("curl 1, jq 2, libc 1", upgraded("jq"));
        assertEquals("curl 1, jq 1, libc 1", upgraded());
    }

    @Test
    void whatItNeedsNewerMovesWithIt() throws Exception {
        locked.addAll(List.of(one("curl 1", "Depends: libcurl (= 1)"), one("libcurl 1"), one("jq 1")));
        today.addAll(List.of(one("curl 2", "Depends: libcurl (= 2)"), one("libcurl 2"), one("jq 2")));

        assertEquals("curl 2, jq 1, libcurl 2", upgraded("curl"));
        assertEquals("curl 2, jq 1, libcurl 2", upgraded("libcurl"));
    }

    @Test
    void whatItBreaksMovesWithIt() throws Exception {
        locked.addAll(List.of(one("base 1"), one("tool 1")));
        today.addAll(List.of(one("base 2", "Breaks: tool (<< 2)"), one("tool 2")));

        assertEquals("base 2, tool 2", upgraded("base"));
    }

    @Test
    void whatStaysKeepsWhatItNeedsThoughTodaysVersionNeedsAnother() throws Exception {
        locked.addAll(List.of(one("tool 1", "Depends: libold"), needed("libold 1"), one("jq 1")));
        today.addAll(List.of(one("tool 2", "Depends: libnew"), needed("libnew 1"), one("jq 2")));

        assertEquals("jq 2, libold 1, tool 1", upgraded("jq"));
        assertEquals("jq 1, libnew 1, tool 2", upgraded("tool"));
    }

    @Test
    void whatNeedsSomethingThatCannotStayMoves() throws Exception {
        locked.addAll(List.of(one("tool 1", "Depends: libold"), needed("libold 1"), one("jq 1")));
        today.addAll(List.of(one("tool 2", "Depends: libnew"), needed("libnew 1"), one("jq 2", "Conflicts: libold")));

        assertEquals("jq 2, libnew 1, tool 2", upgraded("jq"));
    }

    @Test
    void whatWasThereMeetsANeedBeforeWhatIsNew() throws Exception {
        locked.addAll(List.of(one("tool 1", "Depends: awk"), needed("gawk 1", "Provides: awk"), one("jq 1")));
        today.addAll(List.of(one("tool 2", "Depends: awk"), needed("mawk 1", "Provides: awk"), one("jq 2")));

        assertEquals("gawk 1, jq 2, tool 1", upgraded("jq"));
        assertEquals("gawk 1, jq 1, tool 2", upgraded("tool"));
    }

    @Test
    void aNeedThatWasLeftOutOnPurposeHoldsNothingUp() throws Exception {
        locked.addAll(List.of(one("ssh 1", "Depends: adduser"), one("jq 1")));
        today.addAll(List.of(one("ssh 2", "Depends: adduser"), one("jq 2")));

        assertEquals("jq 2, ssh 1", upgraded("jq"));
    }

    @Test
    void aProvidedNameCounts() throws Exception {
        locked.addAll(List.of(one("mawk 1", "Provides: awk"), one("tool 1", "Depends: awk")));
        today.addAll(List.of(one("mawk 2", "Provides: awk"), one("tool 2", "Depends: awk")));

        assertEquals("mawk 1, tool 2", upgraded("tool"));
    }
}
