package io.github.kubespraymaven.checkout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the links of a tree lead, followed as Linux follows them (path_resolution(7)). */
final class CheckoutLinks {
    /** As many links as Linux follows before it gives up with ELOOP. */
    private static final int MAX_FOLLOWED = 40;

    private final Map<String, String> targets = new HashMap<>();

    private CheckoutLinks() {}

    /** Returns a complaint for each link that leads out of the tree. One that leads nowhere stays inside. */
    static List<String> leaving(List<FoundFile> found) {
        CheckoutLinks links = new CheckoutLinks();
        List<String> complaints = new ArrayList<>();
        for (FoundFile item : found) {
            if (item instanceof FoundFile.Link link) {
                links.targets.put(link.path(), link.target());
            }
        }
        for (FoundFile item : found) {
            if (item instanceof FoundFile.Link link && links.leaves(link)) {
                complaints.add(link.path() + ": a link that leads out of the checkout, to " + link.target());
            }
        }
        return complaints;
    }

    private boolean leaves(FoundFile.Link link) {
        Deque<String> here = new ArrayDeque<>();
        Deque<String> ahead = new ArrayDeque<>(List.of(link.path().split("/")));
        int followed = 0;
        while (!ahead.isEmpty()) {
            String name = ahead.pop();
            if (name.equals("..")) {
                if (here.isEmpty()) {
                    return true;
                }
                here.removeLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                here.addLast(name);
                String target = targets.get(String.join("/", here));
                if (target != null) {
                    if (target.startsWith("/")) {
                        return true;
                    }
                    if (++followed > MAX_FOLLOWED) {
                        return false;
                    }
                    here.removeLast();
                    String[] names = target.split("/");
                    for (int i = names.length - 1; i >= 0; i--) {
                        ahead.push(names[i]);
                    }
                }
            }
        }
        return false;
    }
}
