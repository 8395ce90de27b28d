package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.debian.unpack.Changes;
import io.github.kubespraymaven.debian.unpack.InstalledPath;
import io.github.kubespraymaven.debian.unpack.PackageControl;
import io.github.kubespraymaven.debian.unpack.ScriptEffects;
import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.debian.unpack.UnpackedPackage;
import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All effects together, as a configured system has them. */
public final class MaintainerEffects implements ScriptEffects {
    private final BaseRootfs rootfs;

    /** On a root that may have packages already: what is there stays, but for records that have to tell of both. */
    public MaintainerEffects(BaseRootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    public Changes changes(List<PackageControl> packages) throws IOException {
        boolean skeleton = packages.stream().anyMatch(one -> one.name().equals("base-files"));
        Set<TreePath> replaced = skeleton ? SharedDirectories.REPLACED : Set.of();
        return new Changes(Ownership.of(packages, accounts(packages)), replaced);
    }

    @Override
    public boolean reads(TreePath place) {
        return Accounts.reads(place)
                || BaseFiles.reads(place)
                || Shells.reads(place)
                || CaCertificates.reads(place)
                || DpkgDatabase.reads(place);
    }

    @Override
    public FileTree entries(Unpacked unpacked) throws IOException {
        Map<TreePath, TreeEntry> entries = new TreeMap<>();
        new BaseFiles(unpacked).addTo(entries);
        SharedDirectories.addTo(entries, unpacked);
        entries.keySet().removeIf(place -> unpacked.at(place).isPresent());
        Map<TreePath, TreeEntry> records = new TreeMap<>();
        new Accounts(unpacked, rootfs, accounts(controls(unpacked))).addTo(records);
        new Shells(unpacked, rootfs).addTo(records);
        new CaCertificates(unpacked, rootfs).addTo(records);
        new Alternatives(unpacked, rootfs).addTo(records);
        new LinkerCache(unpacked, rootfs).addTo(records);
        records.putAll(DpkgDatabase.entries(unpacked, rootfs));
        records.keySet().removeIf(place -> isShipped(place, unpacked));
        entries.putAll(records);
        FileTree.Builder tree = FileTree.builder();
        for (Map.Entry<TreePath, TreeEntry> entry : entries.entrySet()) {
            tree.accept(entry.getKey(), entry.getValue());
        }
        return tree.build();
    }

    /** Records of a root below are written whole, as a layer replaces a file whole; what packages ship stays. */
    private boolean isShipped(TreePath place, Unpacked unpacked) {
        return unpacked.at(place)
                .filter(present -> present.owner().isPresent()
                        || rootfs.isEmpty()
                        || present.kind() == InstalledPath.Kind.DIRECTORY)
                .isPresent();
    }

    private ScriptAccounts accounts(List<PackageControl> packages) throws IOException {
        return new ScriptAccounts(packages, rootfs);
    }

    private static List<PackageControl> controls(Unpacked unpacked) {
        return unpacked.packages().stream().map(UnpackedPackage::control).toList();
    }
}
