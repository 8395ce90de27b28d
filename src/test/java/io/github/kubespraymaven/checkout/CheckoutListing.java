package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.tree.EntrySource;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import java.io.IOException;
import java.util.StringJoiner;

/** Prints a tree, a line for each entry: {@code 0755 path/}, {@code 0644 path}, {@code path -> target}. */
public final class CheckoutListing {
    private CheckoutListing() {}

    /** All entries. */
    public static String of(EntrySource source) throws IOException {
        StringJoiner lines = new StringJoiner("\n");
        source.writeTo((path, entry) -> lines.add(line(path, entry)));
        return lines.toString();
    }

    private static String line(TreePath path, TreeEntry entry) {
        if (entry instanceof TreeEntry.Symlink link) {
            return path + " -> " + link.target();
        }
        TreeEntry.Attributes attributes = entry.attributes();
        String owner = attributes.uid() == 0 && attributes.gid() == 0 ? "" : " not root's";
        return String.format("%04o %s", attributes.mode(), path)
                + (entry instanceof TreeEntry.Directory ? "/" : "")
                + owner;
    }
}
