package io.github.kubespraymaven.debian.effect;

import static io.github.kubespraymaven.debian.effect.DrawnRoot.deb;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.debian.deb.TinyDeb;
import io.github.kubespraymaven.debian.deb.TinyTar;
import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.image.root.ImageRoot;
import io.github.kubespraymaven.image.root.WantedFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What packages add to a root that is there already. */
class BaseRootfsTest {
    private static final String STATUS =
            """
            Package: dpkg
            Status: install ok installed
            Architecture: all
            Version: 1.21
            Description: a tool

            """;

    @Test
    void statusTellsOfBoth() throws IOException {
        DrawnRoot root = DrawnRoot.on(on(tar -> tar.file("var/lib/dpkg/status", 0644, STATUS)), deb("jq", ""));
        assertTrue(root.text("var/lib/dpkg/status").startsWith(STATUS), root.text("var/lib/dpkg/status"));
        assertTrue(root.text("var/lib/dpkg/status").contains("Package: jq\nStatus: install ok installed\n"));
    }

    @Test
    void statusWithoutDpkgIsKeptByPackage() throws IOException {
        BaseRootfs distroless =
                on(tar -> tar.file("var/lib/dpkg/status.d/base", 0644, "Package: base-files\nVersion: 12\n")
                        .file("var/lib/dpkg/status.d/base.md5sums", 0644, "no paragraph")
                        .file("var/lib/dpkg/status-old", 0644, "Package: old\n"));
        assertEquals("[base-files]", distroless.names().toString());
        assertEquals(
                "Package: base-files\nVersion: 12\n\nPackage: jq\nStatus: install ok installed\n",
                DrawnRoot.on(distroless, deb("jq", ""))
                        .text("var/lib/dpkg/status")
                        .replaceFirst("(?s)Section: tests.*", ""));
    }

    @Test
    void accountsAreAddedWithNumbersThatAreFree() throws IOException {
        DrawnRoot root = DrawnRoot.on(
                on(tar -> tar.file("etc/passwd", 0644, "root:x:0:0:root:/root:/bin/sh\nme:x:100:100::/:/bin/sh")
                        .file("etc/group", 0664, "root:x:0:\nme:x:100:\ntcpdump:x:7:\n")),
                deb("tcpdump", "addgroup --system tcpdump\nadduser --system --ingroup tcpdump tcpdump"),
                deb("dbus", "adduser --system --group messagebus"));
        assertEquals(
                """
                root:x:0:0:root:/root:/bin/sh
                me:x:100:100::/:/bin/sh
                messagebus:x:101:101::/nonexistent:/usr/sbin/nologin
                tcpdump:x:102:7::/nonexistent:/usr/sbin/nologin
                """,
                root.text("etc/passwd"));
        assertEquals("root:x:0:\nme:x:100:\ntcpdump:x:7:\nmessagebus:x:101:\n", root.text("etc/group"));
        assertEquals("0664 0:0 file", root.at("etc/group"));
        assertEquals("nothing", root.at("etc/shadow"));
    }

    @Test
    void directoriesKeepTheirModesAndLinksLeadOn() throws IOException {
        DrawnRoot root = DrawnRoot.on(
                on(tar -> tar.directory("var", 0755)
                        .directory("var/spool", 01770)
                        .symlink("opt", "var/opt")
                        .directory("var/opt", 0700)),
                deb("cron", "", tar -> tar.directory("./var/spool", 0755)
                        .file("./var/spool/x", 0644, "")
                        .file("./opt/y", 0644, "")));
        assertEquals("1770 0:0 directory", root.at("var/spool"));
        assertEquals("0644 0:0 file", root.at("var/spool/x"));
        assertEquals("0700 0:0 directory", root.at("var/opt"));
        assertEquals("0644 0:0 file", root.at("var/opt/y"));
        assertEquals("nothing", root.at("opt"));
    }

    @Test
    void aRootWithoutMergedUsrStaysOne() throws IOException {
        DrawnRoot root = DrawnRoot.on(
                on(tar -> tar.file("bin/sh", 0755, "").file("usr/bin/env", 0755, "")),
                deb("tool", "", tar -> tar.file("./bin/tool", 0755, "").symlink("./usr/bin/t", "../../bin/tool")));
        assertEquals("0755 0:0 file", root.at("bin/tool"));
        assertEquals("-> ../../bin/tool", root.at("usr/bin/t"));
    }

    @Test
    void filesAreReplacedButForConfiguration() throws IOException {
        BaseRootfs there = on(tar -> tar.file("usr/bin/tool", 0755, "old")
                .file("etc/tool.conf", 0600, "mine")
                .file("etc/hosts", 0644, "mine")
                .symlink("usr/share/data", "/data")
                .directory("data", 0755));
        DrawnRoot root =
                DrawnRoot.on(there, deb("tool", "", "/etc/tool.conf\n", tar -> tar.file("./usr/bin/tool", 0755, "new")
                        .file("./etc/tool.conf", 0644, "theirs")
                        .directory("./usr/share/data", 0755)
                        .file("./usr/share/data/x", 0644, "x")));
        assertEquals("new", root.text("usr/bin/tool"));
        assertEquals("nothing", root.at("etc/tool.conf"));
        assertEquals("nothing", root.at("etc/hosts"));
        assertEquals("nothing", root.at("usr/share/data"));
        assertEquals("x", root.text("data/x"));
        assertEquals(
                "1 place that two would fill, and none of them Replaces the other:\n"
                        + "  /data: a directory of the image, a file of other 1.0",
                assertThrows(
                                DebianException.class,
                                () -> DrawnRoot.on(there, deb("other", "", tar -> tar.file("./data", 0644, ""))))
                        .getMessage());
    }

    @Test
    void alternativesGoOnFromTheirRecord() throws IOException {
        String nano =
                "auto\n/usr/bin/editor\neditor.1.gz\n/usr/share/man/man1/editor.1.gz\n\n/bin/nano\n40\n/usr/share/man/man1/nano.1.gz\n\n";
        TinyDeb.Drawing vim = tar -> tar.file("./usr/bin/vim", 0755, "");
        String install = "update-alternatives --install /usr/bin/editor editor /usr/bin/vim ";
        BaseRootfs there = on(tar -> tar.file("var/lib/dpkg/status", 0644, STATUS)
                .file("bin/nano", 0755, "")
                .symlink("usr/bin/editor", "/etc/alternatives/editor")
                .symlink("etc/alternatives/editor", "/bin/nano")
                .file("usr/bin/pager", 0755, "an own one")
                .file("var/lib/dpkg/alternatives/editor", 0644, nano));
        assertEquals(
                "-> /bin/nano",
                DrawnRoot.on(there, deb("vim", install + 30, vim)).at("etc/alternatives/editor"));
        DrawnRoot better = DrawnRoot.on(there, deb("vim", install + 50, vim));
        assertEquals("-> /usr/bin/vim", better.at("etc/alternatives/editor"));
        assertEquals(
                nano.substring(0, nano.length() - 1) + "/usr/bin/vim\n50\n\n\n",
                better.text("var/lib/dpkg/alternatives/editor"));
        String pager = "update-alternatives --install /usr/bin/pager pager /usr/bin/vim 1";
        assertEquals("nothing", DrawnRoot.on(there, deb("vim", pager, vim)).at("usr/bin/pager"));
    }

    @Test
    void theLinkersCacheKeepsWhatItHas() {
        List<LinkerCacheFile.Library> libraries = List.of(
                new LinkerCacheFile.Library("libz.so.1", "/lib/x86_64-linux-gnu/libz.so.1", 0x0303),
                new LinkerCacheFile.Library("libpython3.12.so.1.0", "/usr/local/lib/libpython3.12.so.1.0", 0x0303));
        byte[] cache = LinkerCacheFile.write(libraries);
        assertEquals(libraries, LinkerCacheFile.read(cache));
        byte[] behindAnOlderOne = new byte[cache.length + 32];
        System.arraycopy(cache, 0, behindAnOlderOne, 32, cache.length);
        assertEquals(libraries, LinkerCacheFile.read(behindAnOlderOne));
        assertEquals(List.of(), LinkerCacheFile.read(new byte[100]));
        cache[20] = 127;
        assertEquals(List.of(), LinkerCacheFile.read(cache));
    }

    private static BaseRootfs on(TinyDeb.Drawing drawing) throws IOException {
        ImageRoot root = new ImageRoot(WantedFiles.EVERYTHING);
        root.apply("a layer", new ByteArrayInputStream(TinyTar.of(drawing)));
        return BaseRootfs.of(root.tree());
    }
}
