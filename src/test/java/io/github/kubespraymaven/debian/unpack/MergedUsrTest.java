package io.github.kubespraymaven.debian.unpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.debian.DebianException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Where packages' files lie when {@code /usr} is merged, however their release ships them. */
class MergedUsrTest {

    @Test
    void whatIsShippedInTheOldPlacesLiesBelowUsrAndLinksLeadThere() throws IOException {
        assertEquals(
                """
                0755 usr/
                bin -> usr/bin
                0755 usr/bin/
                0755 usr/bin/dash: x
                usr/bin/sh -> dash
                lib64 -> usr/lib64
                0755 usr/lib64/
                usr/lib64/ld-linux-x86-64.so.2 -> /lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
                0755 usr/share/""",
                BuiltPackages.tree(BuiltPackages.of("a", tar -> tar.directory("bin", 0755)
                        .file("bin/dash", 0755, "x")
                        .symlink("bin/sh", "dash")
                        .directory("lib64", 0755)
                        .symlink("lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2")
                        .directory("usr", 0755)
                        .directory("usr/share", 0755))));
    }

    @Test
    void linksThatAPackageShipsItselfAreTheSameLinks() throws IOException {
        PackageFile thirteen = BuiltPackages.of("base-files", tar -> tar.symlink("bin", "usr/bin")
                .symlink("lib64", "/usr/lib64")
                .directory("usr", 0755)
                .directory("usr/bin", 0755));
        PackageFile twelve =
                BuiltPackages.of("dash", tar -> tar.directory("bin", 0755).file("bin/dash", 0755, "x"));
        assertEquals(
                """
                bin -> usr/bin
                lib64 -> usr/lib64
                0755 usr/
                0755 usr/bin/
                0755 usr/bin/dash: x""",
                BuiltPackages.tree(twelve, thirteen));
    }

    @Test
    void aTopDirectoryThatIsALinkElsewhereIsRefused() throws IOException {
        PackageFile hostile = BuiltPackages.of("a", tar -> tar.symlink("lib", "var/lib"));
        assertEquals(
                "a_1.0_all.deb, data.tar, lib: a link to var/lib, where only one to usr/lib can be",
                assertThrows(DebianException.class, () -> BuiltPackages.tree(hostile))
                        .getMessage());
    }

    @Test
    void targetsOfLinksKeepTheirMeaning() throws IOException {
        assertEquals(
                """
                0755 usr/
                lib -> usr/lib
                0755 usr/lib/
                0644 usr/lib/a: x
                usr/lib/absolute -> /lib/a
                usr/lib/beside -> a
                usr/lib/b = usr/lib/a
                0755 usr/lib/d/
                usr/lib/d/across -> ../../share/x
                usr/lib/d/up -> ../a
                usr/lib/root -> ../..
                0755 usr/share/
                usr/share/back -> ../../lib/a""",
                BuiltPackages.tree(BuiltPackages.of("a", tar -> tar.file("lib/a", 0644, "x")
                        .symlink("lib/absolute", "/lib/a")
                        .symlink("lib/beside", "a")
                        .hardLink("lib/b", "lib/a")
                        .symlink("lib/d/across", "../../usr/share/x")
                        .symlink("lib/d/up", "../a")
                        .symlink("lib/root", "..")
                        .symlink("usr/share/back", "../../lib/a"))));
    }

    @Test
    void aLinkFromOnePlaceToTheOtherIsTheFileItself() throws IOException {
        String expected =
                """
                0755 usr/
                bin -> usr/bin
                0755 usr/bin/
                0755 usr/bin/which: x""";
        assertEquals(expected, BuiltPackages.tree(BuiltPackages.of("a", tar -> tar.file("bin/which", 0755, "x")
                .symlink("usr/bin/which", "/bin/which"))));
        assertEquals(
                expected, BuiltPackages.tree(BuiltPackages.of("a", tar -> tar.symlink("bin/which", "../usr/bin/which")
                        .file("usr/bin/which", 0755, "x"))));
    }

    /** As dpkg, which asks the kernel. */
    @Test
    void aLinkThatLeadsToADirectoryThroughAnotherStandsForOne() throws IOException {
        PackageFile linked = BuiltPackages.of("a", tar -> tar.directory("usr/share/real/x", 0755)
                .symlink("usr/share/link", "real")
                .symlink("usr/share/through", "link/x")
                .directory("bin/d", 0755)
                .symlink("usr/share/programs", "../../bin/d"));
        PackageFile directories = BuiltPackages.of(
                "b", tar -> tar.directory("usr/share/through", 0755).directory("usr/share/programs", 0755));
        assertEquals(
                """
                0755 usr/
                0755 usr/share/
                0755 usr/share/real/
                0755 usr/share/real/x/
                usr/share/link -> real
                usr/share/through -> link/x
                bin -> usr/bin
                0755 usr/bin/
                0755 usr/bin/d/
                usr/share/programs -> ../../bin/d""",
                BuiltPackages.tree(linked, directories));
    }

    @Test
    void twoFilesOfOnePackageThatWouldMeetAreRefused() throws IOException {
        PackageFile both =
                BuiltPackages.of("a", tar -> tar.file("bin/which", 0755, "x").file("usr/bin/which", 0755, "y"));
        assertEquals(
                "a_1.0_all.deb, data.tar, usr/bin/which: another of its paths lies at /usr/bin/which too",
                assertThrows(DebianException.class, () -> BuiltPackages.tree(both))
                        .getMessage());
    }
}
