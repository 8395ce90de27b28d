package io.github.kubespraymaven.debian.unpack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The order in which packages are unpacked. It depends on the set alone: by name, but {@code base-files} comes first, so that
 * the directories all share are its, and a package that replaces files of another comes before it. A layer is written in one
 * pass, where nothing can be overwritten; dpkg keeps what it finds if its package replaces the one being unpacked, so that
 * both orders lead to the same tree.
 */
final class UnpackOrder {
    private static final String SKELETON = "base-files";

    private final List<PackageControl> all;
    private final Set<PackageControl> ordered = new LinkedHashSet<>();
    private final Set<PackageControl> begun = new LinkedHashSet<>();

    private UnpackOrder(List<PackageControl> all) {
        this.all = all;
    }

    static List<PackageControl> of(List<PackageControl> packages) {
        List<PackageControl> byName = new ArrayList<>(packages);
        byName.sort(Comparator.comparing((PackageControl p) -> !p.name().equals(SKELETON))
                .thenComparing(PackageControl::name)
                .thenComparing(p -> p.file().architecture()));
        UnpackOrder order = new UnpackOrder(byName);
        byName.forEach(order::visit);
        return List.copyOf(order.ordered);
    }

    /** Two packages that replace each other come by name: dpkg allows either order too. */
    private void visit(PackageControl one) {
        if (!begun.add(one)) {
            return;
        }
        for (PackageControl other : all) {
            if (!other.equals(one) && other.replaces(one)) {
                visit(other);
            }
        }
        ordered.add(one);
    }
}
