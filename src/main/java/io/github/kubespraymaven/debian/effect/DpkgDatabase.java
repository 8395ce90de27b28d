package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.unpack.InstalledPath;
import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.debian.unpack.UnpackedPackage;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** dpkg's database, as {@code dpkg-query --admindir} and scanners read it: every package is installed. */
final class DpkgDatabase {
    private static final TreePath DIRECTORY = TreePath.of("var/lib/dpkg");
    private static final List<String> KEPT = List.of("md5sums", "conffiles", "triggers", "shlibs", "symbols");

    private final Unpacked unpacked;

    DpkgDatabase(Unpacked unpacked) {
        this.unpacked = unpacked;
    }

    void addTo(Map<TreePath, Entry> entries) {
        StringBuilder status = new StringBuilder();
        List<UnpackedPackage> packages = unpacked.packages().stream()
                .sorted(Comparator.comparing(one -> one.control().name()))
                .toList();
        for (UnpackedPackage one : packages) {
            status.append(installed(one)).append("\n\n");
            String info = "info/" + infoName(one) + ".";
            put(entries, info + "list", list(one));
            for (String member : KEPT) {
                one.control()
                        .control()
                        .bytes(member)
                        .ifPresent(bytes -> entries.put(
                                DIRECTORY.resolve(info + member), Entry.RegularFile.of(0644, Content.of(bytes))));
            }
        }
        put(entries, "status", status.toString());
        put(entries, "available", "");
        put(entries, "info/format", "1\n");
        entries.put(DIRECTORY.resolve("updates"), Entry.Directory.PLAIN);
        entries.put(DIRECTORY.resolve("triggers"), Entry.Directory.PLAIN);
    }

    /** deb-control's paragraph with a Status field behind the name. */
    private static String installed(UnpackedPackage one) {
        String control = new String(
                        one.control().control().bytes("control").orElse(new byte[0]), StandardCharsets.UTF_8)
                .strip();
        return control.replaceFirst("(?m)^(Package: .*)$", "$1\nStatus: install ok installed");
    }

    /** Packages of which several architectures can be installed have theirs in the name. */
    private static String infoName(UnpackedPackage one) {
        Paragraph paragraph = one.control().control().paragraph();
        boolean same = paragraph.get("Multi-Arch").orElse("").strip().equals("same");
        return one.control().name() + (same ? ":" + one.control().file().architecture() : "");
    }

    private static String list(UnpackedPackage one) {
        StringBuilder list = new StringBuilder("/.\n");
        for (InstalledPath path : one.paths()) {
            list.append('/').append(path.written()).append('\n');
        }
        return list.toString();
    }

    private static void put(Map<TreePath, Entry> entries, String name, String text) {
        entries.put(DIRECTORY.resolve(name), Entry.RegularFile.of(0644, Content.of(text)));
    }
}
