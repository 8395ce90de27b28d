package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.debian.unpack.UnpackedPackage;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TreePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The links of update-alternatives(1) in automatic mode, read from the packages' own {@code --install} calls: the generic
 * name leads to /etc/alternatives, and that to the alternative of the highest priority, whose slaves go with it.
 */
final class Alternatives {
    private final Unpacked unpacked;

    Alternatives(Unpacked unpacked) {
        this.unpacked = unpacked;
    }

    /** A generic name, where it stands and what provides it. */
    private record Link(String place, String name, String path) {}

    /** What one {@code --install} offers. */
    private record Offer(Link master, int priority, List<Link> slaves) {}

    void addTo(Map<TreePath, Entry> entries) {
        Map<String, List<Offer>> byName = new TreeMap<>();
        for (UnpackedPackage one : unpacked.packages()) {
            for (List<String> call : Scripts.calls(one.control(), "update-alternatives")) {
                for (Offer offer : offers(call)) {
                    if (exists(offer.master().path())) {
                        byName.computeIfAbsent(offer.master().name(), name -> new ArrayList<>())
                                .add(offer);
                    }
                }
            }
        }
        boolean dpkgIsThere = unpacked.names().contains("dpkg");
        byName.forEach((name, all) -> {
            Offer best = all.get(0);
            for (Offer other : all) {
                best = other.priority() > best.priority() ? other : best;
            }
            put(entries, best.master());
            best.slaves().stream().filter(slave -> exists(slave.path())).forEach(slave -> put(entries, slave));
            if (dpkgIsThere) {
                entries.put(
                        TreePath.of("var/lib/dpkg/alternatives/" + name),
                        Entry.RegularFile.of(0644, Content.of(state(all))));
            }
        });
    }

    /** The record by which update-alternatives can go on: mode and place, the slaves' names and places, all that is offered. */
    private static String state(List<Offer> all) {
        Map<String, String> slaves = new TreeMap<>();
        all.forEach(offer -> offer.slaves().forEach(slave -> slaves.put(slave.name(), slave.place())));
        StringBuilder state = new StringBuilder("auto\n" + all.get(0).master().place() + "\n");
        slaves.forEach((name, place) -> state.append(name + "\n" + place + "\n"));
        state.append('\n');
        List<Offer> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparing(offer -> offer.master().path()));
        for (Offer offer : sorted) {
            state.append(offer.master().path() + "\n" + offer.priority() + "\n");
            for (String name : slaves.keySet()) {
                offer.slaves().stream()
                        .filter(slave -> slave.name().equals(name))
                        .forEach(slave -> state.append(slave.path()));
                state.append('\n');
            }
        }
        return state.append('\n').toString();
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
        return TreePath.of(
                path.replaceFirst("^/(bin|sbin|lib|lib64)/", "/usr/$1/").substring(1));
    }

    private static void put(Map<TreePath, Entry> entries, Link link) {
        entries.put(usr(link.place()), Entry.Symlink.to("/etc/alternatives/" + link.name()));
        entries.put(TreePath.of("etc/alternatives/" + link.name()), Entry.Symlink.to(link.path()));
    }
}
