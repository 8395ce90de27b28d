package io.github.kubespraymaven.debian.unpack;

import io.github.kubespraymaven.debian.deb.TinyDeb;
import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.tree.Content;
import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.tar.TarLayer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** Tiny packages, and the tree they make, drawn. */
final class BuiltPackages {
    private BuiltPackages() {}

    /** Version 1.0 of a package, with further control fields. */
    static PackageFile of(String name, String fields, TinyDeb.Drawing data) throws IOException {
        String control = "Package: " + name + "\nVersion: 1.0\nArchitecture: all\n" + fields;
        return new PackageFile(
                name, "1.0", "all", TinyDeb.of(control.strip(), data).content());
    }

    static PackageFile of(String name, TinyDeb.Drawing data) throws IOException {
        return of(name, "", data);
    }

    static String tree(PackageFile... packages) throws IOException {
        return tree(new OsLayer(List.of(packages), rules(""), ScriptEffects.NONE, BaseRootfs.nothing()));
    }

    /** Rules for an image without packages, for which nobody asked. */
    static PathRules rules(String text) {
        return PathRules.parse(text, Set.of(), Set.of());
    }

    /**
     * Draws a tree in the order it is given, a line an entry: {@code 0755 usr/}, {@code 0644 usr/a: its text}, {@code usr/b ->
     * a}, {@code usr/c = usr/a} for a hard link. The layer's writer takes all of it too, and would refuse what no tar can be.
     */
    static String tree(EntrySource source) throws IOException {
        StringJoiner lines = new StringJoiner("\n");
        TarLayer tar = new TarLayer(OutputStream.nullOutputStream());
        source.writeTo((path, entry) -> {
            String line = String.format("%04o %s", entry.attributes().mode(), path);
            if (entry instanceof TreeEntry.RegularFile file) {
                try (InputStream in = file.content().open()) {
                    byte[] bytes = in.readAllBytes();
                    lines.add(line + ": " + new String(bytes, StandardCharsets.UTF_8));
                    tar.accept(path, new TreeEntry.RegularFile(entry.attributes(), Content.of(bytes)));
                }
                return;
            }
            tar.accept(path, entry);
            if (entry instanceof TreeEntry.Symlink link) {
                lines.add(path + " -> " + link.target());
            } else if (entry instanceof TreeEntry.HardLink link) {
                lines.add(path + " = " + link.target());
            } else {
                lines.add(line + "/");
            }
        });
        return lines.toString();
    }
}
