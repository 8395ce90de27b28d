package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.unpack.Changes;
import io.github.kubespraymaven.debian.unpack.Effects;
import io.github.kubespraymaven.debian.unpack.PackageControl;
import io.github.kubespraymaven.debian.unpack.Unpacked;
import io.github.kubespraymaven.tree.Entry;
import io.github.kubespraymaven.tree.Tree;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All effects together, as a configured system has them. */
public final class MaintainerEffects implements Effects {

    @Override
    public Changes changes(List<PackageControl> packages) {
        boolean skeleton = packages.stream().anyMatch(one -> one.name().equals("base-files"));
        Set<TreePath> replaced = skeleton ? SharedDirectories.REPLACED : Set.of();
        return new Changes(Ownership.of(packages, new ScriptAccounts(packages)), replaced);
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
    public Tree entries(Unpacked unpacked) throws IOException {
        Map<TreePath, Entry> entries = new TreeMap<>();
        new Accounts(unpacked).addTo(entries);
        new BaseFiles(unpacked).addTo(entries);
        new Shells(unpacked).addTo(entries);
        new CaCertificates(unpacked).addTo(entries);
        new Alternatives(unpacked).addTo(entries);
        new LinkerCache(unpacked).addTo(entries);
        entries.putAll(DpkgDatabase.entries(unpacked));
        SharedDirectories.addTo(entries, unpacked);
        Tree.Builder tree = Tree.builder();
        for (Map.Entry<TreePath, Entry> entry : entries.entrySet()) {
            if (unpacked.at(entry.getKey()).isEmpty()) {
                tree.accept(entry.getKey(), entry.getValue());
            }
        }
        return tree.build();
    }
}
