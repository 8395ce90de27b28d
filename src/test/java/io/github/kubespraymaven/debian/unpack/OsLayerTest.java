package io.github.kubespraymaven.debian.unpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.debian.deb.TinyDeb;
import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which files stand in the root when packages are unpacked together. */
class OsLayerTest {

    private static String refusal(PackageFile... packages) {
        return String.valueOf(assertThrows(IOException.class, () -> BuiltPackages.tree(packages))
                .getMessage());
    }

    @Test
    void theTreeDoesNotDependOnTheOrderOfThePackages() throws IOException {
        PackageFile base =
                BuiltPackages.of("base-files", tar -> tar.directory("etc", 0755).directory("tmp", 01777));
        PackageFile a = BuiltPackages.of("a", tar -> tar.directory("etc", 0700).file("etc/a", 0644, "a"));
        PackageFile b = BuiltPackages.of("b", tar -> tar.directory("tmp", 0755).file("etc/b", 0644, "b"));
        String expected =
                """
                0755 etc/
                1777 tmp/
                0644 etc/a: a
                0644 etc/b: b""";
        assertEquals(expected, BuiltPackages.tree(base, a, b));
        assertEquals(expected, BuiltPackages.tree(b, a, base));
    }

    @Test
    void aPackageThatReplacesAnotherHasItsFilesThere() throws IOException {
        PackageFile old =
                BuiltPackages.of("a", tar -> tar.file("etc/x", 0644, "old").file("etc/y", 0644, "y"));
        PackageFile taking = BuiltPackages.of("z", "Replaces: a (<< 2.0)", tar -> tar.file("etc/x", 0644, "new"));
        assertEquals("0755 etc/\n0644 etc/x: new\n0644 etc/y: y", BuiltPackages.tree(old, taking));
    }

    @Test
    void aReplacementOfAnotherVersionIsNone() throws IOException {
        PackageFile old =
                BuiltPackages.of("a", tar -> tar.file("etc/x", 0644, "old").file("bin/y", 0644, "y"));
        PackageFile taking = BuiltPackages.of("z", "Replaces: a (<< 1.0), b", tar -> tar.file("etc/x", 0644, "new")
                .symlink("usr/bin/y", "x"));
        assertEquals(
                """
                2 places that two would fill, and none of them Replaces the other:
                  /etc/x: a file of a 1.0, a file of z 1.0
                  /usr/bin/y: a file of a 1.0, a file of z 1.0""",
                refusal(old, taking));
    }

    @Test
    void aDirectoryMayStandForALinkToOneAndTheOtherWayRound() throws IOException {
        PackageFile base = BuiltPackages.of(
                "base-files",
                tar -> tar.directory("run", 0755).symlink("var/run", "/run").directory("srv", 0755));
        PackageFile other = BuiltPackages.of(
                "other",
                tar -> tar.directory("var", 0755).directory("var/run", 0700).symlink("srv", "var"));
        PackageFile same = BuiltPackages.of("same", tar -> tar.symlink("var/run", "../run"));
        assertEquals("0755 run/\n0755 var/\nvar/run -> /run\n0755 srv/", BuiltPackages.tree(base, other, same));
        PackageFile file = BuiltPackages.of("file", tar -> tar.file("srv", 0644, "x"));
        assertEquals(
                """
                1 place that two would fill, and none of them Replaces the other:
                  /srv: a directory of base-files 1.0, a file of file 1.0""",
                refusal(base, file));
    }

    @Test
    void nothingIsPutThroughALink() throws IOException {
        PackageFile one = BuiltPackages.of(
                "a", tar -> tar.symlink("etc/link", "/root").file("etc/link/authorized_keys", 0644, "x"));
        assertEquals(
                "a_1.0_all.deb, data.tar, etc/link/authorized_keys: it lies below /etc/link, which is a link to /root of"
                        + " a 1.0: nothing is put through a link",
                refusal(one));
        PackageFile link = BuiltPackages.of("a", tar -> tar.symlink("etc/link", "/root"));
        PackageFile through = BuiltPackages.of("b", tar -> tar.directory("etc/link/ssh", 0755));
        assertEquals(
                "b_1.0_all.deb, data.tar, etc/link/ssh: it lies below /etc/link, which is a link to /root of a 1.0:"
                        + " nothing is put through a link",
                refusal(link, through));
    }

    @Test
    void whatIsGivenTwiceInAPackageIsRefused() throws IOException {
        PackageFile twice =
                BuiltPackages.of("a", tar -> tar.file("etc/a", 0644, "x").symlink("etc/a", "/etc/b"));
        assertEquals("a_1.0_all.deb, data.tar, etc/a: given twice", refusal(twice));
    }

    @Test
    void hardLinksLeadToFilesOfThePackageThatCameBefore() throws IOException {
        PackageFile chain = BuiltPackages.of(
                "a",
                tar -> tar.file("etc/a", 0644, "x").hardLink("etc/b", "etc/a").hardLink("etc/c", "etc/b"));
        assertEquals("0755 etc/\n0644 etc/a: x\netc/b = etc/a\netc/c = etc/a", BuiltPackages.tree(chain));
        String problem = ", which is no file that came before it";
        assertEquals(
                "a_1.0_all.deb, data.tar, etc/b: a hard link to etc/a" + problem,
                refusal(BuiltPackages.of(
                        "a", tar -> tar.hardLink("etc/b", "etc/a").file("etc/a", 0644, "x"))));
        assertEquals(
                "a_1.0_all.deb, data.tar, etc/b: a hard link to etc/a" + problem,
                refusal(BuiltPackages.of("a", tar -> tar.symlink("etc/a", "/x").hardLink("etc/b", "etc/a"))));
        PackageFile shadow = BuiltPackages.of("base-files", tar -> tar.file("etc/shadow", 0600, "secret"));
        assertEquals(
                "b_1.0_all.deb, data.tar, etc/b: a hard link to etc/shadow" + problem,
                refusal(shadow, BuiltPackages.of("b", tar -> tar.hardLink("etc/b", "etc/shadow"))));
    }

    @Test
    void aHardLinkToAFileThatIsLeftOutIsTheFile() throws IOException {
        PackageFile a = BuiltPackages.of("a", tar -> tar.file("usr/share/doc/a/big", 0644, "bytes")
                .hardLink("etc/big", "usr/share/doc/a/big")
                .hardLink("etc/same", "etc/big"));
        assertEquals(
                "0755 etc/\n0644 etc/big: bytes\netc/same = etc/big",
                BuiltPackages.tree(new OsLayer(
                        List.of(a),
                        BuiltPackages.rules("- usr/share/**\n- usr/share"),
                        ScriptEffects.NONE,
                        BaseRootfs.nothing())));
    }

    @Test
    void whatIsLeftOutTakesEmptyDirectoriesAndLinksToItAlong() throws IOException {
        PackageFile a = BuiltPackages.of("a", tar -> tar.directory("usr", 0755)
                .directory("usr/share", 0755)
                .directory("usr/share/doc", 0755)
                .directory("usr/share/doc/a", 0750)
                .file("usr/share/doc/a/README", 0644, "read me")
                .file("usr/share/doc/a/copyright", 0644, "MIT")
                .directory("usr/share/doc/a/examples", 0755)
                .file("usr/share/doc/a/examples/x", 0644, "x")
                .symlink("usr/share/doc/b", "a")
                .directory("usr/share/man", 0755)
                .directory("usr/share/man/man1", 0755)
                .file("usr/share/man/man1/a.1", 0644, "a")
                .symlink("usr/share/README", "doc/a/README"));
        assertEquals(
                """
                0755 usr/
                0755 usr/share/
                0755 usr/share/doc/
                0750 usr/share/doc/a/
                0644 usr/share/doc/a/copyright: MIT
                usr/share/doc/b -> a
                0755 usr/share/man/""",
                BuiltPackages.tree(new OsLayer(
                        List.of(a), PathRules.slim(Set.of(), Set.of()), ScriptEffects.NONE, BaseRootfs.nothing())));
    }

    @Test
    void aPackageIsTheOneItIsTakenFor() throws IOException {
        PackageFile a = BuiltPackages.of("a", tar -> tar.directory("etc", 0755));
        PackageFile other = new PackageFile("a", "2.0", "all", a.deb());
        assertEquals("a_2.0_all.deb, control: Version 2.0 is wanted, got '1.0'", refusal(other));
    }

    @Test
    void aDamagedPackageStopsTheLayerWithItsName() throws IOException {
        PackageFile good = BuiltPackages.of("a", tar -> tar.file("etc/a", 0644, "x"));
        TinyDeb cut = TinyDeb.of("Package: b\nVersion: 1.0\nArchitecture: all", tar -> tar.file("etc/b", 0644, "x"))
                .member("data.tar.xz", "not xz at all");
        PackageFile bad = new PackageFile("b", "1.0", "all", cut.content());
        DebianException refused = assertThrows(DebianException.class, () -> BuiltPackages.tree(good, bad));
        assertEquals(
                "b_1.0_all.deb, data.tar: cannot be decompressed: Input is not in the XZ format", refused.getMessage());
    }

    @Test
    void effectsSeeThePackagesAndHaveTheLastWord() throws IOException {
        PackageFile a = BuiltPackages.of("a", tar -> tar.directory("etc", 0755)
                .file("etc/template", 0644, "text")
                .directory("var/run", 0755)
                .file("bin/agent", 0755, "binary"));
        List<String> seen = new ArrayList<>();
        ScriptEffects effects = new ScriptEffects() {
            @Override
            public Changes changes(List<PackageControl> packages) {
                packages.forEach(p -> seen.add(p + ": " + p.control().names()));
                return new Changes(
                        Map.of(TreePath.of("usr/bin/agent"), new TreeEntry.Attributes(02755, 0, 101)),
                        Set.of(TreePath.of("var/run")));
            }

            @Override
            public boolean reads(TreePath place) {
                return place.name().equals("template");
            }

            @Override
            public FileTree entries(Unpacked unpacked) throws IOException {
                unpacked.packages()
                        .get(0)
                        .paths()
                        .forEach(p -> seen.add(
                                p.written() + " at " + p.place() + " " + p.kind() + (p.present() ? "" : ", left out")));
                assertArrayEquals(
                        new byte[] {'t', 'e', 'x', 't'}, unpacked.contents().get(TreePath.of("etc/template")));
                FileTree.Builder tree = FileTree.builder();
                tree.accept(TreePath.of("etc"), TreeEntry.Directory.PLAIN);
                tree.accept(TreePath.of("etc/made"), TreeEntry.RegularFile.of(0644, Content.of("made")));
                tree.accept(TreePath.of("bin/alias"), TreeEntry.Symlink.to("agent"));
                tree.accept(TreePath.of("var/run"), TreeEntry.Symlink.to("/run"));
                return tree.build();
            }
        };
        assertEquals(
                """
                0755 etc/
                0644 etc/template: text
                0755 usr/
                bin -> usr/bin
                0755 usr/bin/
                2755 usr/bin/agent: binary
                usr/bin/alias -> agent
                0644 etc/made: made
                0755 var/
                var/run -> /run""",
                BuiltPackages.tree(new OsLayer(List.of(a), BuiltPackages.rules(""), effects, BaseRootfs.nothing())));
        assertEquals(
                """
                a 1.0: [control]
                etc at etc DIRECTORY
                etc/template at etc/template FILE
                var/run at var/run DIRECTORY, left out
                bin/agent at usr/bin/agent FILE""",
                String.join("\n", seen));
    }

    @Test
    void anEffectThatWouldCoverWhatAPackageShipsIsAnError() throws IOException {
        PackageFile a =
                BuiltPackages.of("a", tar -> tar.file("etc/made", 0644, "x").symlink("etc/link", "/root"));
        ScriptEffects effects = new ScriptEffects() {
            @Override
            public Changes changes(List<PackageControl> packages) {
                return Changes.NONE;
            }

            @Override
            public boolean reads(TreePath place) {
                return false;
            }

            @Override
            public FileTree entries(Unpacked unpacked) throws IOException {
                FileTree.Builder tree = FileTree.builder();
                tree.accept(TreePath.of("etc/made"), TreeEntry.RegularFile.of(0644, Content.of("made")));
                tree.accept(TreePath.of("etc/link/x"), TreeEntry.Directory.PLAIN);
                return tree.build();
            }
        };
        assertEquals(
                """
                2 places that two would fill, and none of them Replaces the other:
                  /etc/link/x: /etc/link is a link to /root of a 1.0, and maintainer scripts would leave something else
                  /etc/made: /etc/made is a file of a 1.0, and maintainer scripts would leave something else""",
                assertThrows(
                                DebianException.class,
                                () -> BuiltPackages.tree(new OsLayer(
                                        List.of(a), BuiltPackages.rules(""), effects, BaseRootfs.nothing())))
                        .getMessage());
    }
}
