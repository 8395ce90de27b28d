package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.debian.unpack.InstalledPath;
import io.github.kubespraymaven.debian.unpack.MergedUsr;
import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.debian.unpack.UnpackedPackage;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The links of update-alternatives(1) in automatic mode, read from the packages' own {@code --install} calls: the generic
 * name leads to /etc/alternatives, and that to the alternative of the highest priority, whose slaves go with it.
 */
final class Alternatives {
    private static final String PROGRAM = "update-alternatives";

    private final Unpacked unpacked;
    private final BaseRootfs rootfs;

    Alternatives(Unpacked unpacked, BaseRootfs rootfs) {
        this.unpacked = unpacked;
        this.rootfs = rootfs;
    }

    /** A generic name, where it stands and what provides it. */
    record Link(String place, String name, String path) {}

    /** What one {@code --install} offers. */
    record Offer(Link master, int priority, List<Link> slaves) {}

    void addTo(Map<TreePath, TreeEntry> entries) throws IOException {
        Map<String, List<Offer>> byName = new TreeMap<>();
        for (UnpackedPackage one : unpacked.packages()) {
            for (List<String> call :
                    ProgramCalls.in(one.control(), Set.of(PROGRAM)).of(PROGRAM)) {
                for (Offer offer : offers(call)) {
                    if (exists(offer.master().path())) {
                        byName.computeIfAbsent(offer.master().name(), name -> new ArrayList<>())
                                .add(offer);
                    }
                }
            }
        }
        boolean dpkgIsThere =
                unpacked.names().contains("dpkg") || rootfs.names().contains("dpkg");
        for (Map.Entry<String, List<Offer>> offered : byName.entrySet()) {
            TreePath state = TreePath.of("var/lib/dpkg/alternatives/" + offered.getKey());
            Optional<AlternativesRecord> before = before(offered.getKey(), state);
            AlternativesRecord record =
                    before.orElse(new AlternativesRecord(true, List.of())).with(offered.getValue());
            Offer best = record.best();
            if (record.automatic() && mayStand(best.master(), before)) {
                put(entries, best.master());
                for (Link slave : best.slaves()) {
                    if (exists(slave.path()) && mayStand(slave, before)) {
                        put(entries, slave);
                    }
                }
            }
            if (dpkgIsThere) {
                entries.put(state, TreeEntry.RegularFile.of(0644, Content.of(record.text())));
            }
        }
    }

    private Optional<AlternativesRecord> before(String name, TreePath state) throws IOException {
        Optional<byte[]> there = rootfs.content(state);
        return there.flatMap(bytes -> AlternativesRecord.read(name, new String(bytes, StandardCharsets.UTF_8)));
    }

    /** What the root below has in the place of a link is replaced only if it is one of update-alternatives' own. */
    private boolean mayStand(Link link, Optional<AlternativesRecord> before) {
        return unpacked.at(usr(link.place()))
                .filter(there -> there.owner().isEmpty())
                .map(there -> before.isPresent() && there.kind() == InstalledPath.Kind.SYMLINK)
                .orElse(true);
    }

    private static List<Offer> offers(List<String> call) {
        int install = call.indexOf("--install");
        if (install < 0 || call.size() < install + 5 || !call.get(install + 4).matches("-?\\d{1,9}")) {
            return List.of();
        }
        List<Link> slaves = new ArrayList<>();
        for (int i = install + 5; i + 3 < call.size(); i++) {
            if (call.get(i).equals("--slave")) {
                slaves.add(new Link(call.get(i + 1), call.get(i + 2), call.get(i + 3)));
            }
        }
        Link master = new Link(call.get(install + 1), call.get(install + 2), call.get(install + 3));
        return List.of(new Offer(master, Integer.parseInt(call.get(install + 4)), slaves));
    }

    private boolean exists(String path) {
        return path.matches("/[^/].*") && unpacked.at(usr(path)).isPresent();
    }

    /** Where a path of a script lies after the merge of {@code /usr}. */
    static TreePath usr(String path) {
        return MergedUsr.place(TreePath.of(path.substring(1)));
    }

    private static void put(Map<TreePath, TreeEntry> entries, Link link) {
        entries.put(usr(link.place()), TreeEntry.Symlink.to("/etc/alternatives/" + link.name()));
        entries.put(TreePath.of("etc/alternatives/" + link.name()), TreeEntry.Symlink.to(link.path()));
    }
}
