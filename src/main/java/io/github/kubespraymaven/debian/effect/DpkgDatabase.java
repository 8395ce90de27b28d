package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.debian.deb.ControlFiles;
import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.debian.unpack.InstalledPath;
import io.github.kubespraymaven.debian.unpack.PackageControl;
import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.debian.unpack.UnpackedPackage;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * dpkg's own records, by which {@code dpkg-query} and scanners for vulnerabilities know what is installed: {@code status}, as
 * dpkg writes it after configuring, and {@code info}, with the list of each package's paths and its control files.
 */
final class DpkgDatabase {
    private static final String DPKG = "var/lib/dpkg/";

    /** The order in which dpkg writes the fields it knows (lib/dpkg/parse.c); others follow as they stand. */
    private static final List<String> ORDER = List.of(
            "Priority",
            "Section",
            "Installed-Size",
            "Origin",
            "Maintainer",
            "Bugs",
            "Architecture",
            "Multi-Arch",
            "Source",
            "Version",
            "Replaces",
            "Provides",
            "Depends",
            "Pre-Depends",
            "Recommends",
            "Suggests",
            "Breaks",
            "Conflicts",
            "Enhances",
            "Conffiles",
            "Description");

    private static final Set<String> SCRIPTS = Set.of("preinst", "postinst", "prerm", "postrm", "config");

    /** What of a package's control files is read by others than dpkg, which needs all to remove it. */
    private static final Set<String> READ = Set.of("conffiles", "md5sums");

    private DpkgDatabase() {}

    /** Whether this needs a file's content: those of configuration files, which all lie in /etc, for their checksums. */
    static boolean reads(TreePath place) {
        return place.value().startsWith("etc/");
    }

    /** Makes the entries. */
    static Map<TreePath, TreeEntry> entries(Unpacked unpacked, BaseRootfs rootfs) {
        Map<TreePath, TreeEntry> entries = new TreeMap<>();
        List<UnpackedPackage> packages = new ArrayList<>(unpacked.packages());
        packages.sort(Comparator.comparing(one -> one.control().name()));
        boolean dpkgComes = unpacked.names().contains("dpkg");
        boolean dpkgIsThere = dpkgComes || rootfs.names().contains("dpkg");
        List<Stanza> stanzas = new ArrayList<>();
        rootfs.packages()
                .forEach(one -> stanzas.add(
                        new Stanza(one.require("Package"), one.toString().stripTrailing() + "\n")));
        for (UnpackedPackage one : packages) {
            stanzas.add(new Stanza(one.control().name(), stanza(one, unpacked)));
            info(one, dpkgIsThere, entries);
        }
        stanzas.sort(Comparator.comparing(Stanza::name));
        put(
                entries,
                "status",
                0644,
                Content.of(stanzas.stream().map(one -> one.text() + "\n").collect(Collectors.joining())));
        if (dpkgComes) {
            packages.stream()
                    .map(one -> one.control().file().architecture())
                    .filter(architecture -> !architecture.equals("all"))
                    .findFirst()
                    .ifPresent(own -> put(entries, "arch", 0644, Content.of(own + "\n")));
        }
        put(entries, "info/format", 0644, Content.of("1\n"));
        entries.put(TreePath.of(DPKG + "updates"), TreeEntry.Directory.PLAIN);
        return entries;
    }

    /** What status says of a package. */
    private record Stanza(String name, String text) {}

    private static String stanza(UnpackedPackage one, Unpacked unpacked) {
        Paragraph control = one.control().control().paragraph();
        StringBuilder stanza = new StringBuilder("Package: " + one.control().name() + "\n");
        for (String flag : List.of("Essential", "Protected")) {
            control.get(flag).ifPresent(value -> field(stanza, flag, value));
        }
        field(stanza, "Status", "install ok installed");
        Set<String> written = new HashSet<>(List.of("package", "essential", "protected", "status", "conffiles"));
        for (String field : ORDER) {
            if (field.equals("Conffiles")) {
                stanza.append(conffiles(one, unpacked));
            } else {
                // Relations may be folded in a control file; dpkg writes them on one line.
                control.get(field)
                        .flatMap(value -> field.equals("Description") ? control.get(field) : control.unfolded(field))
                        .ifPresent(value -> field(stanza, field, value));
            }
            written.add(field.toLowerCase(Locale.ROOT));
        }
        for (String field : control.names()) {
            if (written.add(field.toLowerCase(Locale.ROOT))) {
                control.get(field).ifPresent(value -> field(stanza, field, value));
            }
        }
        return stanza.toString();
    }

    private static void field(StringBuilder stanza, String name, String value) {
        stanza.append(name)
                .append(value.startsWith("\n") ? ":" : ": ")
                .append(value)
                .append('\n');
    }

    private static String conffiles(UnpackedPackage one, Unpacked unpacked) {
        Map<String, TreePath> places = new TreeMap<>();
        one.paths().forEach(path -> places.put("/" + path.written(), path.place()));
        StringBuilder lines = new StringBuilder();
        for (ControlFiles.Conffile conffile : one.control().control().conffiles()) {
            TreePath place = places.get(conffile.path());
            byte[] content = place == null ? null : unpacked.contents().get(place);
            if (conffile.removed()) {
                lines.append(' ' + conffile.path() + " newconffile remove-on-upgrade\n");
            } else if (content != null) {
                lines.append(' ' + conffile.path() + ' ' + md5(content) + '\n');
            }
        }
        return lines.isEmpty() ? "" : "Conffiles:\n" + lines;
    }

    private static void info(UnpackedPackage one, boolean all, Map<TreePath, TreeEntry> entries) {
        PackageControl control = one.control();
        boolean same = control.control()
                .paragraph()
                .get("Multi-Arch")
                .filter("same"::equals)
                .isPresent();
        String stem = "info/" + control.name() + (same ? ":" + control.file().architecture() : "") + ".";
        StringBuilder list = new StringBuilder("/.\n");
        for (InstalledPath path : one.paths()) {
            list.append('/').append(path.written()).append('\n');
        }
        put(entries, stem + "list", 0644, Content.of(list.toString()));
        for (String name : control.control().names()) {
            // dpkg keeps the fields of control in status, and its own list.
            if (!name.equals("control") && !name.equals("list") && (all || READ.contains(name))) {
                control.control()
                        .bytes(name)
                        .ifPresent(bytes ->
                                put(entries, stem + name, SCRIPTS.contains(name) ? 0755 : 0644, Content.of(bytes)));
            }
        }
    }

    private static void put(Map<TreePath, TreeEntry> entries, String name, int mode, Content content) {
        entries.put(TreePath.of(DPKG + name), TreeEntry.RegularFile.of(mode, content));
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
