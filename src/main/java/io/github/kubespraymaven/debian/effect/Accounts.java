package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /etc/passwd}, {@code group}, {@code shadow} and {@code gshadow}: base-passwd's masters and the accounts that
 * packages ask for. Nobody has a password.
 */
final class Accounts {
    private static final TreePath PASSWD_MASTER = TreePath.of("usr/share/base-passwd/passwd.master");
    private static final TreePath GROUP_MASTER = TreePath.of("usr/share/base-passwd/group.master");

    /** Debian's group shadow, which may read the hashes. */
    private static final int SHADOW = 42;

    /** The day of the last change of a password, counted from 1970: 1980-01-02, as old as all files are. */
    private static final int DAY = 3653;

    private final Unpacked unpacked;
    private final BaseRootfs rootfs;
    private final ScriptAccounts added;

    Accounts(Unpacked unpacked, BaseRootfs rootfs, ScriptAccounts added) {
        this.unpacked = unpacked;
        this.rootfs = rootfs;
        this.added = added;
    }

    static boolean reads(TreePath place) {
        return place.equals(PASSWD_MASTER) || place.equals(GROUP_MASTER);
    }

    void addTo(Map<TreePath, TreeEntry> entries) throws IOException {
        if (rootfs.content(ScriptAccounts.PASSWD).isPresent()) {
            extend(entries);
            return;
        }
        if (!unpacked.contents().containsKey(PASSWD_MASTER)
                || !unpacked.contents().containsKey(GROUP_MASTER)) {
            return;
        }
        StringBuilder passwd = new StringBuilder();
        StringBuilder shadow = new StringBuilder();
        for (String line : lines(PASSWD_MASTER)) {
            String[] fields = line.split(":", 3);
            passwd.append(fields[0]).append(":x:").append(fields[2]).append('\n');
            shadow.append(fields[0]).append(":*:").append(DAY).append(":0:99999:7:::\n");
        }
        added.users().forEach((name, user) -> {
            passwd.append(line(name, user));
            shadow.append(shadowLine(name));
        });
        StringBuilder group = new StringBuilder();
        StringBuilder gshadow = new StringBuilder();
        for (String line : lines(GROUP_MASTER)) {
            String[] fields = line.split(":", 3);
            group.append(fields[0]).append(":x:").append(fields[2]).append('\n');
            gshadow.append(fields[0]).append(":*::\n");
        }
        added.groups().forEach((name, gid) -> {
            group.append(name).append(":x:").append(gid).append(":\n");
            gshadow.append(name).append(":!::\n");
        });
        put(entries, "etc/passwd", 0644, 0, passwd);
        put(entries, "etc/group", 0644, 0, group);
        put(entries, "etc/shadow", 0640, SHADOW, shadow);
        put(entries, "etc/gshadow", 0640, SHADOW, gshadow);
    }

    private static String line(String name, ScriptAccounts.User user) {
        return name + ":x:" + user.uid() + ":" + user.gid() + "::" + user.home() + ":" + user.shell() + "\n";
    }

    private static String shadowLine(String name) {
        return name + ":!:" + DAY + "::::::\n";
    }

    /** What is there stays as it is, and new lines come after it. */
    private void extend(Map<TreePath, TreeEntry> entries) throws IOException {
        StringBuilder passwd = new StringBuilder();
        StringBuilder shadow = new StringBuilder();
        added.newUsers().forEach((name, user) -> {
            passwd.append(line(name, user));
            shadow.append(shadowLine(name));
        });
        StringBuilder group = new StringBuilder();
        StringBuilder gshadow = new StringBuilder();
        added.newGroups().forEach((name, gid) -> {
            group.append(name).append(":x:").append(gid).append(":\n");
            gshadow.append(name).append(":!::\n");
        });
        extend(entries, "etc/passwd", passwd);
        extend(entries, "etc/shadow", shadow);
        extend(entries, "etc/group", group);
        extend(entries, "etc/gshadow", gshadow);
    }

    private void extend(Map<TreePath, TreeEntry> entries, String path, CharSequence more) throws IOException {
        TreePath place = TreePath.of(path);
        Optional<TreeEntry> there = rootfs.root().at(place);
        if (!more.isEmpty() && there.isPresent()) {
            String before = new String(rootfs.content(place).orElse(new byte[0]), StandardCharsets.UTF_8);
            String text = before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n") + more;
            entries.put(place, new TreeEntry.RegularFile(there.get().attributes(), Content.of(text)));
        }
    }

    private String[] lines(TreePath master) {
        byte[] text = unpacked.contents().getOrDefault(master, new byte[0]);
        return new String(text, StandardCharsets.UTF_8).strip().split("\n");
    }

    private static void put(Map<TreePath, TreeEntry> entries, String path, int mode, int gid, CharSequence text) {
        entries.put(
                TreePath.of(path),
                new TreeEntry.RegularFile(new TreeEntry.Attributes(mode, 0, gid), Content.of(text.toString())));
    }
}
