package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files that packages' scripts copy to where an administrator may change them, or write anew; and what a machine has of its
 * own, with the values of one that nobody has set up.
 */
final class BaseFiles {
    private static final Map<String, String> COPIES = Map.of(
            "usr/share/base-files/profile", "etc/profile",
            "usr/share/base-files/motd", "etc/motd",
            "usr/share/base-files/dot.bashrc", "root/.bashrc",
            "usr/share/base-files/dot.profile", "root/.profile",
            "usr/share/libc-bin/nsswitch.conf", "etc/nsswitch.conf",
            "usr/share/readline/inputrc", "etc/inputrc",
            "usr/share/adduser/adduser.conf", "etc/adduser.conf");

    /** utmp's group in base-passwd, whose numbers never change. */
    private static final int UTMP = 43;

    /**
     * A file that a package's script writes.
     *
     * @param writer the package
     * @param path where
     * @param mode its permissions
     * @param gid its group
     * @param text what stands in it
     */
    private record Written(String writer, String path, int mode, int gid, String text) {}

    private static final List<Written> WRITTEN = List.of(
            new Written("base-files", "var/log/btmp", 0660, UTMP, ""),
            new Written("base-files", "var/log/lastlog", 0664, UTMP, ""),
            new Written("base-files", "var/log/wtmp", 0664, UTMP, ""),
            new Written("libpam-modules", "etc/environment", 0644, 0, ""),
            new Written("libpam-modules", "etc/security/opasswd", 0600, 0, ""),
            new Written(
                    "netbase",
                    "etc/networks",
                    0644,
                    0,
                    """
                    default\t\t0.0.0.0
                    loopback\t127.0.0.0
                    link-local\t169.254.0.0

                    """),
            new Written(
                    "python3",
                    "etc/python3/debian_config",
                    0644,
                    0,
                    """
                    [DEFAULT]
                    # how to byte-compile (comma separated: standard, optimize)
                    byte-compile = standard
                    """));

    private static final String HOSTS =
            """
            127.0.0.1\tlocalhost
            ::1\t\tlocalhost ip6-localhost ip6-loopback
            ff02::1\t\tip6-allnodes
            ff02::2\t\tip6-allrouters

            """;

    private static final Pattern PYTHON = Pattern.compile("python(3\\.\\d+)-minimal");

    /** The zone that tzdata chooses where nobody is asked. */
    private static final TreePath UTC = TreePath.of("usr/share/zoneinfo/Etc/UTC");

    private static final TreePath ORIGIN = TreePath.of("etc/dpkg/origins/debian");

    private final Unpacked unpacked;

    BaseFiles(Unpacked unpacked) {
        this.unpacked = unpacked;
    }

    static boolean reads(TreePath place) {
        return COPIES.containsKey(place.value());
    }

    void addTo(Map<TreePath, TreeEntry> entries) {
        COPIES.forEach((from, to) -> {
            byte[] text = unpacked.contents().get(TreePath.of(from));
            if (text != null) {
                entries.put(TreePath.of(to), TreeEntry.RegularFile.of(0644, Content.of(text)));
            }
        });
        Set<String> names = unpacked.names();
        for (Written one : WRITTEN) {
            if (names.contains(one.writer())) {
                entries.put(
                        TreePath.of(one.path()),
                        new TreeEntry.RegularFile(
                                new TreeEntry.Attributes(one.mode(), 0, one.gid()), Content.of(one.text())));
            }
        }
        if (names.contains("python3")) {
            entries.put(TreePath.of("etc/python3"), TreeEntry.Directory.PLAIN);
        }
        names.forEach(name -> addPython(name, entries));
        if (unpacked.at(UTC).isPresent()) {
            entries.put(TreePath.of("etc/localtime"), TreeEntry.Symlink.to("/" + UTC));
            String script = Scripts.text(unpacked, "tzdata");
            // From Debian 13 on the script keeps the file up to date where there is one, and makes none.
            if (script.contains("/etc/timezone") && !script.contains("test -f \"$DPKG_ROOT/etc/timezone\"")) {
                entries.put(TreePath.of("etc/timezone"), TreeEntry.RegularFile.of(0644, Content.of("Etc/UTC\n")));
            }
        }
        if (unpacked.at(ORIGIN).isPresent()) {
            entries.put(TreePath.of("etc/dpkg/origins/default"), TreeEntry.Symlink.to(ORIGIN.name()));
        }
        entries.put(TreePath.of("etc/hostname"), TreeEntry.RegularFile.of(0644, Content.of("localhost\n")));
        entries.put(TreePath.of("etc/hosts"), TreeEntry.RegularFile.of(0644, Content.of(HOSTS)));
    }

    /** Where distributions go that are installed beside Debian's. */
    private static void addPython(String name, Map<TreePath, TreeEntry> entries) {
        Matcher python = PYTHON.matcher(name);
        if (python.matches()) {
            TreePath library = TreePath.of("usr/local/lib/python" + python.group(1));
            entries.put(library, TreeEntry.Directory.PLAIN);
            entries.put(library.resolve("dist-packages"), TreeEntry.Directory.PLAIN);
        }
    }
}
