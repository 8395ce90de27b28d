package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.debian.unpack.InstalledPath;
import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.debian.unpack.UnpackedPackage;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /etc/shells}: debianutils' master, what add-shell(8) is called with, and, from Debian 12 on, what update-shells(8)
 * finds below {@code shells.d}, with its record of it; all by both names that the merged {@code /usr} gives them.
 */
final class Shells {
    private static final String SHARE = "usr/share/debianutils/";
    private static final TreePath MASTER = TreePath.of(SHARE + "shells");
    private static final TreePath UPDATE = TreePath.of("usr/sbin/update-shells");
    private static final TreePath SHELLS = TreePath.of("etc/shells");
    private static final TreePath BIN = TreePath.of("bin");

    private final Unpacked unpacked;
    private final BaseRootfs rootfs;

    Shells(Unpacked unpacked, BaseRootfs rootfs) {
        this.unpacked = unpacked;
        this.rootfs = rootfs;
    }

    static boolean reads(TreePath place) {
        return place.equals(MASTER) || place.value().startsWith(SHARE + "shells.d/");
    }

    void addTo(Map<TreePath, TreeEntry> entries) throws IOException {
        if (!unpacked.contents().containsKey(MASTER)) {
            extend(entries);
            return;
        }
        Set<String> lines = new LinkedHashSet<>(lines(MASTER));
        lines.addAll(added());
        if (unpacked.at(UPDATE).isPresent()) {
            Set<String> shells = new LinkedHashSet<>();
            unpacked.contents().keySet().stream().filter(Shells::reads).forEach(place -> lines(place).stream()
                    .filter(line -> line.startsWith("/"))
                    .forEach(shells::add));
            Set<String> both = new LinkedHashSet<>();
            shells.forEach(shell -> both.addAll(List.of(shell, merged(shell))));
            // Where the links of the merged /usr come with a package they are there when shells are first looked for.
            if (!shipsLink()) {
                lines.addAll(shells);
            }
            lines.addAll(both);
            put(entries, "var/lib/shells.state", both);
        }
        put(entries, SHELLS.value(), lines);
    }

    private List<String> added() {
        List<String> added = new ArrayList<>();
        for (UnpackedPackage one : unpacked.packages()) {
            ProgramCalls.in(one.control(), Set.of("add-shell"))
                    .of("add-shell")
                    .forEach(call -> call.forEach(shell -> added.addAll(List.of(shell, merged(shell)))));
        }
        return added;
    }

    /** What is there already stays, and new ones come after it. */
    private void extend(Map<TreePath, TreeEntry> entries) throws IOException {
        Optional<byte[]> there = rootfs.content(SHELLS);
        if (there.isPresent()) {
            List<String> before =
                    new String(there.get(), StandardCharsets.UTF_8).lines().toList();
            Set<String> lines = new LinkedHashSet<>(before);
            if (lines.addAll(added())) {
                put(entries, SHELLS.value(), lines);
            }
        }
    }

    private boolean shipsLink() {
        return unpacked.packages().stream()
                .flatMap(one -> one.paths().stream())
                .anyMatch(path -> path.written().equals(BIN) && path.kind() == InstalledPath.Kind.SYMLINK);
    }

    private static String merged(String shell) {
        return shell.startsWith("/bin/") ? "/usr" + shell : shell;
    }

    private List<String> lines(TreePath place) {
        byte[] text = unpacked.contents().getOrDefault(place, new byte[0]);
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }

    private static void put(Map<TreePath, TreeEntry> entries, String path, Set<String> lines) {
        entries.put(TreePath.of(path), TreeEntry.RegularFile.of(0644, Content.of(String.join("\n", lines) + "\n")));
    }
}
