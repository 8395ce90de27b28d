package io.github.kubespraymaven.debian.installed;

import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.debian.control.Paragraph;
import io.github.kubespraymaven.tree.FileTree;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The root that packages go into, and what is installed there. */
public final class BaseRootfs {
    private static final TreePath STATUS = TreePath.of("var/lib/dpkg/status");
    private static final TreePath STATUS_D = TreePath.of("var/lib/dpkg/status.d");
    private static final String SUMS = ".md5sums";
    private static final Pattern CONTENTS =
            Pattern.compile("var/lib/dpkg/(?:status|status\\.d/[^/]+|alternatives/[^/]+)"
                    + "|etc/(?:passwd|group|shadow|gshadow|shells|ld\\.so\\.cache|ca-certificates\\.conf)"
                    + "|usr/local/share/ca-certificates/.+\\.crt");

    private final FileTree root;
    private final List<Paragraph> packages;
    private final Set<String> names;

    private BaseRootfs(FileTree root, List<Paragraph> packages) {
        this.root = root;
        this.packages = List.copyOf(packages);
        Map<String, Paragraph> byName = new TreeMap<>();
        packages.forEach(one -> byName.put(one.require("Package"), one));
        this.names = Set.copyOf(byName.keySet());
    }

    /** Tells whether the content of the file at a place is needed. */
    public static boolean reads(TreePath place) {
        return CONTENTS.matcher(place.value()).matches();
    }

    /** Returns a root in which there is nothing. */
    public static BaseRootfs nothing() {
        return new BaseRootfs(FileTree.empty(), List.of());
    }

    /**
     * Reads what is installed in a root.
     *
     * @param root with the contents that {@link #reads} asks for
     * @throws IOException if dpkg's records are none
     */
    public static BaseRootfs of(FileTree root) throws IOException {
        List<Paragraph> packages = new ArrayList<>();
        BaseRootfs bare = new BaseRootfs(root, List.of());
        for (TreePath place : records(root)) {
            String text = new String(bare.content(place).orElse(new byte[0]), StandardCharsets.UTF_8);
            for (Paragraph paragraph : ControlReader.readAll(text, "/" + place)) {
                // Records of a package of its own say that it is there, and not in which state.
                boolean installed = !place.equals(STATUS)
                        || paragraph.get("Status").orElse("").endsWith(" installed");
                if (installed
                        && paragraph.get("Package").isPresent()
                        && paragraph.get("Version").isPresent()) {
                    packages.add(paragraph);
                }
            }
        }
        return new BaseRootfs(root, packages);
    }

    private static List<TreePath> records(FileTree root) {
        List<TreePath> records = new ArrayList<>(List.of(STATUS));
        for (TreePath place : root.entries().tailMap(STATUS_D, false).keySet()) {
            if (!place.startsWith(STATUS_D)) {
                break;
            }
            if (!place.name().endsWith(SUMS)) {
                records.add(place);
            }
        }
        return records;
    }

    /** Returns dpkg's paragraphs of the installed packages. */
    public List<Paragraph> packages() {
        return packages;
    }

    /** Returns the names of the installed packages. */
    public Set<String> names() {
        return names;
    }

    /** Returns the file tree. */
    public FileTree root() {
        return root;
    }

    /** Tells whether there is nothing at all. */
    public boolean isEmpty() {
        return root.entries().isEmpty();
    }

    /** Returns a file's content, of those that {@link #reads} names, if there is such a file. */
    public Optional<byte[]> content(TreePath place) throws IOException {
        if (!(root.at(place).orElse(TreeEntry.Directory.PLAIN) instanceof TreeEntry.RegularFile file)) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (InputStream in = file.content().open()) {
            in.transferTo(bytes);
        }
        return Optional.of(bytes.toByteArray());
    }
}
