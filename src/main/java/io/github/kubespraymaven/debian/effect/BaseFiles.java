package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TreePath;
import java.util.Map;

/** What base-files, libc-bin and debianutils copy into /etc and /root, and the directories that base-files makes. */
final class BaseFiles {
    private static final Map<String, String> COPIES = Map.of(
            "usr/share/base-files/profile", "etc/profile",
            "usr/share/base-files/motd", "etc/motd",
            "usr/share/base-files/dot.bashrc", "root/.bashrc",
            "usr/share/base-files/dot.profile", "root/.profile",
            "usr/share/libc-bin/nsswitch.conf", "etc/nsswitch.conf",
            "usr/share/debianutils/shells", "etc/shells");

    /** The zone that tzdata chooses where nobody is asked. */
    private static final TreePath UTC = TreePath.of("usr/share/zoneinfo/Etc/UTC");

    private final Unpacked unpacked;

    BaseFiles(Unpacked unpacked) {
        this.unpacked = unpacked;
    }

    static boolean reads(TreePath place) {
        return COPIES.containsKey(place.value());
    }

    void addTo(Map<TreePath, Entry> entries) {
        COPIES.forEach((from, to) -> {
            byte[] text = unpacked.contents().get(TreePath.of(from));
            if (text != null) {
                entries.put(TreePath.of(to), Entry.RegularFile.of(0644, Content.of(text)));
            }
        });
        entries.put(TreePath.of("var/run"), Entry.Symlink.to("/run"));
        entries.put(TreePath.of("var/lock"), Entry.Symlink.to("/run/lock"));
        entries.put(TreePath.of("run/lock"), new Entry.Directory(Entry.Attributes.root(01777)));
        if (unpacked.at(UTC).isPresent()) {
            entries.put(TreePath.of("etc/localtime"), Entry.Symlink.to("/" + UTC));
            entries.put(TreePath.of("etc/timezone"), Entry.RegularFile.of(0644, Content.of("Etc/UTC\n")));
        }
        entries.put(TreePath.of("etc/hostname"), Entry.RegularFile.of(0644, Content.of("localhost\n")));
        entries.put(
                TreePath.of("etc/hosts"),
                Entry.RegularFile.of(0644, Content.of("127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost\n")));
    }
}
