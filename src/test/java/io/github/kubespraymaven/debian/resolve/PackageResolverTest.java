package io.github.kubespraymaven.debian.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.debian.DebianException.UnmetDependenciesException;
import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.debian.index.PackageIndex;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Small archives, one package a line: {@code name version; Field: value; …}. */
class PackageResolverTest {
    @Test
    void dependenciesAreFollowedAndRecommendationsAreNot() throws Exception {
        assertEquals(
                "a b c",
                resolve(
                        "a",
                        """
                a 1; Depends: b (>= 2); Recommends: d; Suggests: e
                b 2; Pre-Depends: c
                c 1
                d 1
                e 1
                """));
    }

    @Test
    void theNewestVersionOfAllSuitesIsTaken() throws Exception {
        PackageIndex index = new PackageIndex("amd64");
        add(index, "bookworm", "a 1-1\nb 1; Depends: a (= 1-1+deb12u1)");
        add(index, "bookworm-security", "a 1-1+deb12u1");
        ChosenPackage a = PackageResolver.resolve(index, List.of("b")).get(0);
        assertEquals("a 1-1+deb12u1 of bookworm-security", a.name() + " " + a.version() + " of " + a.suite());
    }

    @Test
    void theFirstAlternativeThatCanBeInstalledIsTaken() throws Exception {
        assertEquals(
                "a c",
                resolve(
                        "a",
                        """
                a 1; Depends: missing | b (>= 2) | c | d
                b 1
                c 1
                d 1
                """));
    }

    @Test
    void anAlternativeThatIsChosenAlreadyIsEnough() throws Exception {
        String archive =
                """
                a 1; Depends: exim | mta
                exim 1; Provides: mta
                postfix 1; Provides: mta
                """;
        assertEquals("a exim", resolve("a", archive));
        assertEquals("a postfix", resolve("a postfix", archive));
    }

    @Test
    void theOrderOfARequestDecidesAmongAlternatives() throws Exception {
        String archive =
                """
                x 1; Depends: crun | runc
                y 1; Depends: runc
                crun 1
                runc 1
                """;
        assertEquals("crun runc x y", resolve("x y", archive));
        assertEquals("runc x y", resolve("y x", archive));
    }

    @Test
    void aPackageGoesBeforeWhoProvidesItsName() throws Exception {
        assertEquals(
                "a mta",
                resolve(
                        "a",
                        """
                a 1; Depends: mta
                exim 1; Provides: mta; Priority: required
                mta 1
                """));
    }

    @Test
    void amongProvidersThePriorityCountsAndThenWhoIsMentionedLast() throws Exception {
        assertEquals(
                "a mawk",
                resolve(
                        "a",
                        """
                a 1; Depends: awk
                gawk 1; Provides: awk; Priority: optional
                mawk 1; Provides: awk; Priority: required
                nawk 1; Provides: awk; Priority: optional
                """));
        assertEquals(
                "a nawk",
                resolve(
                        "a",
                        """
                a 1; Depends: awk
                gawk 1; Provides: awk
                nawk 1; Provides: awk
                """));
        assertEquals(
                "a gawk",
                resolve(
                        "a",
                        """
                z 1; Enhances: nawk
                a 1; Depends: awk
                gawk 1; Provides: awk
                nawk 1; Provides: awk
                """));
    }

    @Test
    void aProvidedNameMeetsAVersionOnlyIfItIsProvidedAtOne() throws Exception {
        assertEquals(
                "a c",
                resolve(
                        "a",
                        """
                a 1; Depends: api (>= 2)
                b 9; Provides: api
                c 1; Provides: api (= 2)
                """));
    }

    @Test
    void anyIsMetByWhatAllowsIt() throws Exception {
        assertEquals(
                "a python3",
                resolve(
                        "a",
                        """
                a 1; Depends: python3:any (>= 3)
                python3 3.11; Multi-Arch: allowed
                """));
        assertEquals(
                "a 1 Depends: python3:any (>= 3), but python3:any does not exist",
                problems(
                        "a",
                        """
                a 1; Depends: python3:any (>= 3)
                python3 3.11
                """));
    }

    @Test
    void nativeAndOwnArchitectureNameThePackageItself() throws Exception {
        assertEquals(
                "a b c",
                resolve(
                        "a",
                        """
                a 1; Depends: b:amd64, c:native
                b 1
                c 1
                """));
    }

    @Test
    void aSolutionThatConflictsWithTheRequestGivesWayToTheNext() throws Exception {
        assertEquals(
                "a c",
                resolve(
                        "a",
                        """
                a 1; Depends: b | c; Conflicts: b
                b 1
                c 1
                """));
        assertEquals(
                "a c d",
                resolve(
                        "d a",
                        """
                a 1; Depends: b | c
                b 1; Breaks: d (<< 2)
                c 1
                d 1
                """));
    }

    @Test
    void whatAGivenUpSolutionBroughtInIsNotKept() throws Exception {
        assertEquals(
                "a c",
                resolve(
                        "a",
                        """
                a 1; Depends: b | c
                b 1; Depends: extra, half
                half 1; Depends: quarter
                quarter 1; Depends: missing
                extra 1
                c 1
                """));
    }

    @Test
    void aNameThatOnePackageProvidesMayBeRequested() throws Exception {
        assertEquals("awk-impl", resolve("awk", "awk-impl 1; Provides: awk"));
    }

    @Test
    void allMissingNamesAreReportedAtOnce() {
        assertEquals(
                """
                no: the suites have no such package
                mta is virtual; name one of its providers: exim, postfix
                neither: the suites have no such package""",
                problems(
                        "no exim mta neither",
                        """
                exim 1; Provides: mta
                postfix 1; Provides: mta
                """));
    }

    @Test
    void everyNeedThatCannotBeMetIsReported() {
        assertEquals(
                """
                a 1 Depends: b (>= 2), but b 1 is not installable
                a 1 Depends: c | v, but c does not exist and v does not exist""",
                problems(
                        "a",
                        """
                a 1; Depends: b (>= 2), c | v, d
                b 1
                d 1
                """));
        assertEquals(
                "a 1 Conflicts: b, but b 1 is to be installed",
                problems("a b", """
                a 1; Conflicts: b
                b 1
                """));
    }

    @Test
    void packagesOfOtherArchitecturesAreNotSeen() {
        assertEquals("a: the suites have no such package", problems("a", "a 1; Architecture: i386"));
    }

    @Test
    void everyPackageSaysWhyItIsThere() throws Exception {
        PackageIndex index = new PackageIndex("amd64");
        add(index, "s", "a 1; Depends: v\nb 1; Provides: v; Depends: c (>= 1) | d\nc 1");
        assertEquals(
                "a: requested as a, b: a Depends: v, c: b Depends: c (>= 1) | d",
                PackageResolver.resolve(index, List.of("a")).stream()
                        .map(chosen -> chosen.name() + ": " + chosen.why())
                        .collect(Collectors.joining(", ")));
    }

    @Test
    void whatIsPresentStaysAndOnlyWhatIsMissingIsAdded() throws Exception {
        assertEquals(
                "curl libcurl",
                resolveOn(
                        "libc 1\nca 1",
                        "curl ca",
                        """
                        curl 8; Depends: libcurl (= 8), libc (>= 1), ca
                        libcurl 8
                        libc 2
                        ca 2
                        """));
    }

    @Test
    void whatIsPresentNeedNotBeComplete() throws Exception {
        assertEquals(
                "jq", resolveOn("bash 5; Depends: gone (>= 3), debianutils", "jq bash", "jq 1\ndebianutils 1\nbash 6"));
    }

    @Test
    void whatIsPresentCountsForWhatItProvides() throws Exception {
        assertEquals(
                "tool",
                resolveOn("postfix 1; Provides: mta", "tool", "tool 1; Depends: exim | mta\nexim 1; Provides: mta"));
    }

    @Test
    void whatIsPresentIsKnownAlthoughNoSuiteHasIt() throws Exception {
        assertEquals("", resolveOn("own 1", "own", "other 1"));
    }

    @Test
    void aNeedOfANewerVersionThanThePresentOneIsNamed() {
        assertEquals(
                "python3.11 2 Depends: libpython (= 2), but libpython 1 is in the image, where it stays",
                problems(assertThrows(
                        UnmetDependenciesException.class,
                        () -> resolveOn(
                                "libpython 1", "python3.11", "python3.11 2; Depends: libpython (= 2)\nlibpython 2"))));
    }

    @Test
    void whatIsPresentIsNotBroken() {
        assertThrows(UnmetDependenciesException.class, () -> resolveOn("old 1; Breaks: new", "new", "new 1"));
    }

    private static String resolveOn(String present, String request, String archive) throws IOException {
        PackageIndex index = new PackageIndex("amd64");
        add(index, "s", archive);
        index.addPresent(ControlReader.readAll(stanzas(present), "status"));
        return PackageResolver.resolve(index, List.of(request.split(" "))).stream()
                .map(ChosenPackage::name)
                .collect(Collectors.joining(" "));
    }

    private static String resolve(String request, String archive) throws IOException {
        PackageIndex index = new PackageIndex("amd64");
        add(index, "s", archive);
        return PackageResolver.resolve(index, List.of(request.split(" "))).stream()
                .map(ChosenPackage::name)
                .collect(Collectors.joining(" "));
    }

    private static String problems(String request, String archive) {
        return problems(assertThrows(UnmetDependenciesException.class, () -> resolve(request, archive)));
    }

    /** The lines after the one that sums them up. */
    private static String problems(UnmetDependenciesException refused) {
        return String.valueOf(refused.getMessage())
                .lines()
                .skip(1)
                .map(line -> line.substring("  ".length()))
                .collect(Collectors.joining("\n"));
    }

    private static void add(PackageIndex index, String suite, String archive) throws IOException {
        index.add(suite, new ByteArrayInputStream(stanzas(archive).getBytes(StandardCharsets.UTF_8)));
    }

    private static String stanzas(String archive) {
        List<String> stanzas = new ArrayList<>();
        for (String line : archive.strip().split("\n")) {
            String[] fields = line.split("; ");
            String[] nameVersion = fields[0].strip().split(" ");
            String text = "Package: " + nameVersion[0] + "\nVersion: " + nameVersion[1] + "\n"
                    + String.join("\n", List.of(fields).subList(1, fields.length)) + "\n"
                    + (line.contains("Architecture:") ? "" : "Architecture: amd64\n")
                    + (line.contains("Priority:") ? "" : "Priority: optional\n")
                    + "Filename: pool/x.deb\nSize: 1\nSHA256: " + "0".repeat(64) + "\n";
            stanzas.add(text.replace("\n\n", "\n"));
        }
        return String.join("\n", stanzas);
    }
}
