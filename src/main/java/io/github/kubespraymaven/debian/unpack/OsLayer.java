package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.debian.DebianException;
import io.github.kubespraymaven.debian.deb.DebArchive;
import io.github.kubespraymaven.debian.deb.DebLimits;
import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.tree.EntrySink;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The root that packages make together, as a stream: what they ship, in an order that depends on the set alone, then what
 * their scripts would have left. Where there is a root already it is what they add to that one. Each package's files are decompressed once, and no file is held in memory but small ones
 * that effects read and libraries, one at a time.
 */
public final class OsLayer implements EntrySource {
    private final List<PackageFile> packages;
    private final PathRules rules;
    private final ScriptEffects effects;
    private final DebLimits limits;
    private final BaseRootfs rootfs;

    /**
     * Describes a root; nothing is read yet.
     *
     * @param packages all packages, in any order, each once
     * @param rules what is left out of them
     * @param effects what their scripts would do
     * @param rootfs what is there already
     */
    public OsLayer(List<PackageFile> packages, PathRules rules, ScriptEffects effects, BaseRootfs rootfs) {
        this.packages = List.copyOf(packages);
        this.rules = rules;
        this.effects = effects;
        this.limits = DebLimits.GENEROUS;
        this.rootfs = rootfs;
    }

    /**
     * {@inheritDoc}
     *
     * @throws DebianException if a package is damaged or hostile, or not the one it is taken for, or if packages, or packages
     *     and effects, would put different things at one place
     */
    @Override
    public void writeTo(EntrySink sink) throws IOException {
        List<PackageControl> ordered = UnpackOrder.of(controls());
        EntryCollector gathering = new EntryCollector(rules, effects, effects.changes(ordered));
        Root root = new Root(sink, rootfs);
        List<UnpackedPackage> unpacked = new ArrayList<>();
        try (ReadAhead ahead =
                new ReadAhead(ordered.stream().map(PackageControl::file).toList(), limits)) {
            for (PackageControl control : ordered) {
                PackageUnpacker unpacker = new PackageUnpacker(control, root, gathering, limits);
                try (InputStream data = ahead.next()) {
                    DebArchive.entries(data, control.file().fileName(), limits).writeTo(unpacker);
                }
                unpacked.add(unpacker.done());
            }
        }
        gathering.requireNoConflict();
        for (Map.Entry<TreePath, TreeEntry> effect :
                effects.entries(gathering.unpacked(unpacked, root)).entries().entrySet()) {
            putEffect(root, gathering, effect.getKey(), effect.getValue());
        }
        gathering.requireNoConflict();
    }

    private List<PackageControl> controls() throws IOException {
        List<PackageControl> controls = new ArrayList<>();
        for (PackageFile file : packages) {
            controls.add(PackageControl.read(file, limits));
        }
        return controls;
    }

    /** Scripts write to the old places too: an effect's path is one of a package's. */
    private static void putEffect(Root root, EntryCollector gathering, TreePath written, TreeEntry shipped)
            throws IOException {
        TreePath place = root.place(written);
        TreeEntry effect = shipped instanceof TreeEntry.Symlink link
                ? new TreeEntry.Symlink(link.attributes(), root.target(written, link.target()))
                : shipped;
        if (gathering.dropsByRule(place, effect)) {
            return;
        }
        Optional<TreePath> inTheWay = root.find(place).isPresent() ? Optional.of(place) : root.obstacle(place);
        Optional<Root.Node> old = inTheWay.flatMap(root::find)
                .filter(node -> !gathering.gaveWay(place, node))
                .filter(node -> !node.isBelow() || node.isDirectory());
        if (old.isEmpty()) {
            root.put(place, effect, Optional.empty(), false);
        } else if (!(old.get().isDirectory() && effect instanceof TreeEntry.Directory)) {
            gathering.conflict("/" + place + ": /" + inTheWay.orElse(place) + " is " + old.get()
                    + ", and maintainer scripts would leave something else");
        }
    }
}
