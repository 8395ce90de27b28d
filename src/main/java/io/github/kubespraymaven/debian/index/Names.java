package io.github.kubespraymaven.debian.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for names, real and virtual, in the order in which they are first mentioned. apt prefers, among providers that
 * are equal in all else, the one whose name was mentioned last; so the order is part of the answer.
 */
final class Names {
    private final String architecture;
    private final Map<String, Integer> ids = new HashMap<>(1 << 17);
    private final List<String> names = new ArrayList<>(1 << 17);

    Names(String architecture) {
        this.architecture = architecture;
    }

    int size() {
        return names.size();
    }

    String name(int id) {
        return names.get(id);
    }

    int find(String name) {
        return ids.getOrDefault(name, -1);
    }

    /** The number of a name as relations write it ({@code python3:any} is a name of its own). */
    int intern(String target) {
        Integer known = ids.get(target);
        if (known != null) {
            return known;
        }
        int id = names.size();
        ids.put(target, id);
        names.add(target);
        int colon = target.lastIndexOf(':');
        if (colon >= 0 && target.substring(colon + 1).equals(architecture)) {
            // apt makes "foo:amd64" on amd64 a name that foo provides, and mentions foo in doing so.
            intern(target.substring(0, colon));
        }
        return id;
    }

    /** Interns every name of a relationship field; versions are read over, so that a whole archive costs no parsing. */
    void internAll(String relations) {
        int at = 0;
        while (at < relations.length()) {
            char c = relations.charAt(at);
            if (c == '(') {
                int close = relations.indexOf(')', at);
                at = close < 0 ? relations.length() : close + 1;
            } else if (c == ',' || c == '|' || c == ' ') {
                at++;
            } else {
                int from = at;
                while (at < relations.length() && ",| (".indexOf(relations.charAt(at)) < 0) {
                    at++;
                }
                String target = relations.substring(from, at);
                intern(target.endsWith(":native") ? target.substring(0, target.length() - 6) + architecture : target);
            }
        }
    }
}
