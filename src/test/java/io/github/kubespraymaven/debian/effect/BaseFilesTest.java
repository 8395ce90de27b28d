package io.github.kubespraymaven.debian.effect;

import static io.github.kubespraymaven.debian.effect.DrawnRoot.deb;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.debian.unpack.PackageFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Files and directories of the system's lowest packages. */
class BaseFilesTest {
    private static PackageFile baseFiles(String postinst) throws IOException {
        return deb("base-files", postinst, tar -> tar.directory("./var/run", 0755)
                .directory("./var/lock", 0755)
                .directory("./run", 0755)
                .symlink("./etc/dpkg/origins/debian", "nowhere")
                .file("./usr/share/base-files/dot.bashrc", 0644, "# bashrc\n"));
    }

    @Test
    void whatLivesInMemoryIsALinkThere() throws IOException {
        DrawnRoot root = DrawnRoot.of(baseFiles(""));
        assertEquals("-> /run", root.at("var/run"));
        assertEquals("-> /run/lock", root.at("var/lock"));
        assertEquals("1777 0:0 directory", root.at("run/lock"));
    }

    @Test
    void directoriesOfTheAdministratorAreMade() throws IOException {
        DrawnRoot root = DrawnRoot.of(baseFiles(""), deb("python3.13-minimal", ""));
        assertEquals("2775 0:8 directory", root.at("var/mail"));
        assertEquals("0755 0:0 directory", root.at("usr/local/share/man"));
        assertEquals("nothing", root.at("usr/local/libexec"));
        assertEquals("0755 0:0 directory", root.at("usr/local/lib/python3.13/dist-packages"));
        assertEquals(
                "0755 0:0 directory",
                DrawnRoot.of(baseFiles("install_local_dir /usr/local/libexec")).at("usr/local/libexec"));
    }

    @Test
    void defaultsAreCopiedAndWritten() throws IOException {
        DrawnRoot root = DrawnRoot.of(baseFiles(""), deb("libpam-modules", ""), deb("python3", ""));
        assertEquals("# bashrc\n", root.text("root/.bashrc"));
        assertEquals("-> debian", root.at("etc/dpkg/origins/default"));
        assertEquals("0600 0:0 file", root.at("etc/security/opasswd"));
        assertEquals("0664 0:43 file", root.at("var/log/wtmp"));
        assertEquals("0660 0:43 file", root.at("var/log/btmp"));
        assertEquals(
                "[DEFAULT]\n# how to byte-compile (comma separated: standard, optimize)\nbyte-compile = standard\n",
                root.text("etc/python3/debian_config"));
    }

    @Test
    void theTimeIsUniversalAndTheZonesNameIsWrittenWhereTheScriptDoes() throws IOException {
        DrawnRoot older = DrawnRoot.of(deb(
                "tzdata", "echo $Z > /etc/timezone", tar -> tar.file("./usr/share/zoneinfo/Etc/UTC", 0644, "TZif")));
        assertEquals("-> /usr/share/zoneinfo/Etc/UTC", older.at("etc/localtime"));
        assertEquals("Etc/UTC\n", older.text("etc/timezone"));
        DrawnRoot newer = DrawnRoot.of(deb(
                "tzdata",
                "if test -f \"$DPKG_ROOT/etc/timezone\"; then echo $Z > \"$DPKG_ROOT/etc/timezone\"; fi",
                tar -> tar.file("./usr/share/zoneinfo/Etc/UTC", 0644, "TZif")));
        assertEquals("nothing", newer.at("etc/timezone"));
        assertEquals("nothing", DrawnRoot.of(deb("tzdata", "")).at("etc/localtime"));
    }

    @Test
    void shellsAreThoseThatScriptsAdd() throws IOException {
        DrawnRoot root = DrawnRoot.of(
                deb("debianutils", "", tar -> tar.file("./usr/share/debianutils/shells", 0644, "# shells\n/bin/sh\n")),
                deb("bash", "add-shell /bin/bash\nadd-shell /bin/rbash"),
                deb("dash", "add-shell /bin/dash"));
        assertEquals(
                "# shells\n/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/rbash\n/usr/bin/rbash\n/bin/dash\n/usr/bin/dash\n",
                root.text("etc/shells"));
        assertEquals("nothing", root.at("var/lib/shells.state"));
    }

    @Test
    void shellsAreThoseThatPackagesListUnderBothNames() throws IOException {
        PackageFile debianutils =
                deb("debianutils", "", tar -> tar.file("./usr/share/debianutils/shells", 0644, "# shells\n/bin/sh\n")
                        .file("./usr/share/debianutils/shells.d/dash", 0644, "/bin/dash\n")
                        .file("./usr/sbin/update-shells", 0755, ""));
        String both = "/bin/sh\n/usr/bin/sh\n/bin/dash\n/usr/bin/dash\n";
        DrawnRoot mergedLater = DrawnRoot.of(debianutils);
        assertEquals("# shells\n/bin/sh\n/bin/dash\n/usr/bin/sh\n/usr/bin/dash\n", mergedLater.text("etc/shells"));
        assertEquals(both, mergedLater.text("var/lib/shells.state"));
        DrawnRoot merged = DrawnRoot.of(debianutils, deb("base-files", "", tar -> tar.symlink("./bin", "usr/bin")));
        assertEquals("# shells\n" + both, merged.text("etc/shells"));
    }
}
