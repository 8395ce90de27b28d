package io.github.kubespraymaven.debian.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.debian.control.ControlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PackageIndexTest {
    private static final String VIM =
            """
            Package: vim
            Architecture: amd64
            Version: 9
            Recommends: xxd
            Depends: vim-common (>= 9),libc6 (>= 2.36)
              | musl,
              perl:any, gcc:native
            Pre-Depends: dpkg
            Description: an editor that mentions others
            Provides: editor (=9), old (<< 3), plain
            """;

    @Test
    void namesAreNumberedInTheOrderInWhichAptReadsAStanza() throws Exception {
        assertEquals(
                List.of(
                        "vim",
                        "dpkg",
                        "vim-common",
                        "libc6",
                        "musl",
                        "perl:any",
                        "gcc:amd64",
                        "gcc",
                        "xxd",
                        "editor",
                        "plain"),
                names(index("amd64", VIM)));
    }

    @Test
    void namesAreFoundHoweverManyThereAre() throws Exception {
        String many = IntStream.range(0, 300_000).mapToObj(i -> "p" + i).collect(Collectors.joining(", "));
        PackageIndex index = index("amd64", "Package: a\nVersion: 1\nArchitecture: all\nDepends: " + many + "\n");
        assertEquals(300_001, index.size());
        for (int i = 0; i < 300_000; i++) {
            assertEquals(i + 1, index.id("p" + i));
        }
        assertEquals("p299999", index.name(300_000));
        assertEquals(-1, index.id("p300000"));
    }

    @Test
    void whatMayBeNamedWithAnyProvidesItselfSo() throws Exception {
        PackageIndex index = index(
                "amd64",
                """
                Package: python3
                Version: 3.11
                Architecture: amd64
                Multi-Arch:  allowed
                Provides: python3-profiler, other:any
                """);
        assertEquals(
                List.of("python3", "python3-profiler:any", "python3-profiler", "other:any", "python3:any"),
                names(index));
        assertEquals(
                "[Provision[provider=python3 3.11, version=Optional[3.11]]]",
                index.provisions(index.id("python3:any")).toString());
    }

    @Test
    void oneVersionOfTwoSuitesIsOnePackageUnlessItDiffersInMoreThanSpace() throws Exception {
        PackageIndex index = index("amd64", stanza("1", "b (>= 1)"), stanza("1", "b(>=1)"), stanza("1", "c"));
        assertEquals(
                List.of("suite0", "suite2"),
                index.versions(index.id("a")).stream()
                        .map(IndexedPackage::suite)
                        .sorted()
                        .toList());
    }

    @Test
    void versionsStandNewestFirst() throws Exception {
        PackageIndex index = index("amd64", stanza("1", "b"), stanza("3", "b"), stanza("2", "b"));
        assertEquals("[a 3, a 2, a 1]", index.versions(index.id("a")).toString());
    }

    @Test
    void aptAndWhatSaysSoIsEssential() throws Exception {
        PackageIndex index = index(
                "amd64",
                """
                Package: bash
                Architecture: amd64
                Essential: Yes

                Package: init
                Architecture: amd64
                Protected: yes

                Package: apt
                Architecture: amd64

                Package: jq
                Architecture: amd64
                Essential: no
                """);
        assertEquals("bash E-, init -I, apt EI, jq --", marks(index, "bash", "init", "apt", "jq"));
    }

    @Test
    void aStanzaWithoutANameIsRefusedWithItsLine() {
        assertEquals(
                "suite0 Packages:6: suite0 Packages:6: a paragraph without Package",
                assertThrows(IOException.class, () -> index("amd64", stanza("1", "b") + "\nArchitecture: amd64\n"))
                        .getMessage());
    }

    @Test
    void whatIsPresentIsReadAsWhatIsOffered() throws Exception {
        PackageIndex index = index("amd64");
        index.addPresent(ControlReader.readAll(
                "Package: other\nArchitecture: i386\n\nStatus: install ok installed\n" + VIM, "status"));
        assertEquals(
                "vim 9", index.present(index.id("vim")).map(Object::toString).orElse(""));
        assertEquals(
                List.of("vim 9"),
                index.provisions(index.id("editor")).stream()
                        .map(one -> one.provider().toString())
                        .toList());
    }

    private static String stanza(String version, String depends) {
        return "Package: a\nVersion: " + version + "\nArchitecture: all\nDepends: " + depends + "\n";
    }

    private static String marks(PackageIndex index, String... names) {
        return List.of(names).stream()
                .map(name -> name + " " + (index.essential(index.id(name)) ? "E" : "-")
                        + (index.important(index.id(name)) ? "I" : "-"))
                .collect(Collectors.joining(", "));
    }

    private static List<String> names(PackageIndex index) {
        return IntStream.range(0, index.size()).mapToObj(index::name).toList();
    }

    private static PackageIndex index(String architecture, String... suites) throws IOException {
        PackageIndex index = new PackageIndex(architecture);
        for (int i = 0; i < suites.length; i++) {
            index.add("suite" + i, new ByteArrayInputStream(suites[i].getBytes(StandardCharsets.UTF_8)));
        }
        return index;
    }
}
