package io.github.kubespraymaven.debian.effect;

import io.github.kubespraymaven.debian.deb.TinyDeb;
import io.github.kubespraymaven.debian.deb.TinyTar;
import io.github.kubespraymaven.debian.installed.BaseRootfs;
import io.github.kubespraymaven.debian.unpack.OsLayer;
import io.github.kubespraymaven.debian.unpack.PackageFile;
import io.github.kubespraymaven.debian.unpack.PathRules;
import io.github.kubespraymaven.tree.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A root made of small packages with all effects: what stands at each place, as one line, and the files' texts. */
final class DrawnRoot {
    private final Map<String, String> lines = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();

    private DrawnRoot() {}

    static DrawnRoot of(PackageFile... packages) throws IOException {
        return on(BaseRootfs.nothing(), packages);
    }

    /** What packages add to a root. */
    static DrawnRoot on(BaseRootfs rootfs, PackageFile... packages) throws IOException {
        DrawnRoot root = new DrawnRoot();
        OsLayer layer = new OsLayer(
                List.of(packages), PathRules.parse("", Set.of(), Set.of()), new MaintainerEffects(rootfs), rootfs);
        layer.writeTo((path, entry) -> {
            TreeEntry.Attributes of = entry.attributes();
            String line = String.format("%04o %d:%d ", of.mode(), of.uid(), of.gid());
            if (entry instanceof TreeEntry.Symlink link) {
                line = "-> " + link.target();
            } else if (entry instanceof TreeEntry.RegularFile file) {
                try (InputStream in = file.content().open()) {
                    root.texts.put(path.value(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
                line += "file";
            } else {
                line += entry instanceof TreeEntry.Directory ? "directory" : "hard link";
            }
            root.lines.put(path.value(), line);
        });
        return root;
    }

    /** What stands at a place: {@code 0644 0:0 file}, {@code 0755 0:0 directory}, {@code -> TARGET}, or nothing. */
    String at(String path) {
        return lines.getOrDefault(path, "nothing");
    }

    /** A file's text. */
    String text(String path) {
        return texts.getOrDefault(path, "no file");
    }

    /** A package whose postinst and conffiles are these texts; empty for none. */
    static PackageFile deb(String name, String postinst, String conffiles, TinyDeb.Drawing data) throws IOException {
        String architecture = name.equals("libc6") ? "amd64" : "all";
        String control = "Package: " + name + "\nVersion: 1.0\nArchitecture: " + architecture
                + "\nDepends: a,\n b\nX-Own: 1\nDescription: a test\n of two lines\nSection: tests\n";
        TinyDeb deb = TinyDeb.of(control.strip(), data).member("control.tar.xz", TinyDeb.xz(TinyTar.of(tar -> {
            tar.file("control", 0644, control).file("md5sums", 0644, "sums\n").file("shlibs", 0644, "libs\n");
            if (!postinst.isEmpty()) {
                tar.file("postinst", 0755, "#!/bin/sh\nset -e\n" + postinst + "\n");
            }
            if (!conffiles.isEmpty()) {
                tar.file("conffiles", 0644, conffiles);
            }
        })));
        return new PackageFile(name, "1.0", architecture, deb.content());
    }

    static PackageFile deb(String name, String postinst, TinyDeb.Drawing data) throws IOException {
        return deb(name, postinst, "", data);
    }

    static PackageFile deb(String name, String postinst) throws IOException {
        return deb(name, postinst, "", tar -> {});
    }
}
