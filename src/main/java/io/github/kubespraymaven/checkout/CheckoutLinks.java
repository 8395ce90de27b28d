package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.tree.LinkedPaths;
import io.github.kubespraymaven.tree.PathEnd;
import io.github.kubespraymaven.tree.TreeEntry;
import io.github.kubespraymaven.tree.TreePath;
import io.github.kubespraymaven.tree.TreeRoot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the links of a checkout lead. */
final class CheckoutLinks {
    private CheckoutLinks() {}

    /** Returns a complaint for each link that leads out of the tree. One that leads nowhere stays inside. */
    static List<String> leaving(List<FoundFile> found) {
        Map<TreePath, TreeEntry> targets = new HashMap<>();
        for (FoundFile item : found) {
            if (item instanceof FoundFile.Link link) {
                targets.put(TreePath.of(link.path()), TreeEntry.Symlink.to(link.target()));
            }
        }
        // Of files nothing is said: a path through one leads nowhere today, and out when it has become a directory.
        LinkedPaths links = new LinkedPaths(TreeRoot.DIRECTORY, place -> Optional.ofNullable(targets.get(place)));
        List<String> complaints = new ArrayList<>();
        for (FoundFile item : found) {
            if (item instanceof FoundFile.Link link && links.end(link.path()) instanceof PathEnd.Outside) {
                complaints.add(link.path() + ": a link that leads out of the checkout, to " + link.target());
            }
        }
        return complaints;
    }
}
