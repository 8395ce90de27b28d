package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directories that base-files makes when it is configured and does not ship, so that an administrator who removes one or
 * puts a link there keeps it (its postinst; Policy 9.1.2): {@code /usr/local}, {@code /opt}, {@code /srv}, mail; and the links
 * to {@code /run} where it ships directories.
 */
final class SharedDirectories {
    private static final List<String> DIRECTORIES = List.of(
            "etc/opt",
            "media",
            "mnt",
            "opt",
            "srv",
            "usr/local",
            "usr/local/bin",
            "usr/local/etc",
            "usr/local/games",
            "usr/local/include",
            "usr/local/lib",
            "usr/local/sbin",
            "usr/local/share",
            "usr/local/share/man",
            "usr/local/src",
            "var/opt");

    private static final Map<String, String> LINKS = Map.of(
            "usr/local/man", "share/man", "var/lock", "/run/lock", "var/run", "/run", "var/spool/mail", "../mail");

    /** mail's group in base-passwd, whose numbers never change. */
    private static final int MAIL = 8;

    /** What is shipped as directories and becomes links. */
    static final Set<TreePath> REPLACED = Set.of(TreePath.of("var/lock"), TreePath.of("var/run"));

    private SharedDirectories() {}

    /** Makes the entries; none without base-files. */
    static void addTo(Map<TreePath, TreeEntry> entries, Unpacked unpacked) {
        if (!unpacked.names().contains("base-files")) {
            return;
        }
        // Debian 13 has one more.
        if (Scripts.text(unpacked, "base-files").contains("/usr/local/libexec")) {
            entries.putIfAbsent(TreePath.of("usr/local/libexec"), TreeEntry.Directory.PLAIN);
        }
        for (String directory : DIRECTORIES) {
            entries.putIfAbsent(TreePath.of(directory), TreeEntry.Directory.PLAIN);
        }
        entries.putIfAbsent(TreePath.of("var/mail"), new TreeEntry.Directory(new TreeEntry.Attributes(02775, 0, MAIL)));
        entries.putIfAbsent(TreePath.of("run/lock"), new TreeEntry.Directory(TreeEntry.Attributes.root(01777)));
        LINKS.forEach((link, target) -> entries.putIfAbsent(TreePath.of(link), TreeEntry.Symlink.to(target)));
    }
}
