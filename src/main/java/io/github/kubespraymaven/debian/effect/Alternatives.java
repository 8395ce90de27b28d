package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.debian.unpack.UnpackedPackage;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.TreePath;
import java.util.ArrayList;
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
        Map<String, Offer> best = new TreeMap<>();
        for (UnpackedPackage one : unpacked.packages()) {
            for (List<String> call : Scripts.calls(one.control(), "update-alternatives")) {
                for (Offer offer : offers(call)) {
                    if (exists(offer.master().path())) {
                        best.merge(
                                offer.master().name(),
                                offer,
                                (old, other) -> other.priority() > old.priority() ? other : old);
                    }
                }
            }
        }
        for (Offer offer : best.values()) {
            put(entries, offer.master());
            offer.slaves().stream().filter(slave -> exists(slave.path())).forEach(slave -> put(entries, slave));
        }
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

    private static TreePath usr(String path) {
        return TreePath.of(
                path.replaceFirst("^/(bin|sbin|lib|lib64)/", "/usr/$1/").substring(1));
    }

    private static void put(Map<TreePath, Entry> entries, Link link) {
        entries.put(usr(link.place()), Entry.Symlink.to("/etc/alternatives/" + link.name()));
        entries.put(TreePath.of("etc/alternatives/" + link.name()), Entry.Symlink.to(link.path()));
    }
}
