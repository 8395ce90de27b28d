package io.github.kubespraymaven.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is different between two locks of a platform, for people: a line for each file that came, went or changed. */
public final class LockChanges {
    private static final String ABSENT = "-";

    private LockChanges() {}

    /**
     * Returns the lines of a table: name, before, after.
     *
     * @param before nothing, where the platform was not locked
     */
    public static List<String> between(Optional<LockedPlatform> before, LockedPlatform after) {
        SortedMap<String, Locked> old = before.map(LockChanges::byName).orElseGet(TreeMap::new);
        SortedMap<String, Locked> now = byName(after);
        TreeMap<String, String> all = new TreeMap<>();
        old.keySet().forEach(name -> all.put(name, name));
        now.keySet().forEach(name -> all.put(name, name));
        int widest = all.keySet().stream().mapToInt(String::length).max().orElse(1);
        List<String> lines = new ArrayList<>();
        for (String name : all.keySet()) {
            Optional<Locked> was = Optional.ofNullable(old.get(name));
            Optional<Locked> is = Optional.ofNullable(now.get(name));
            if (!was.map(Locked::sha256).equals(is.map(Locked::sha256))) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %-" + widest + "s  %s -> %s",
                        name,
                        was.map(Locked::version).orElse(ABSENT),
                        is.map(Locked::version).orElse(ABSENT)));
            }
        }
        return lines;
    }

    private static SortedMap<String, Locked> byName(LockedPlatform platform) {
        SortedMap<String, Locked> files = new TreeMap<>();
        platform.image().ifPresent(digest -> files.put("image", new Locked.Image(digest)));
        platform.kubectl().ifPresent(one -> files.put("kubectl", one));
        platform.debs().forEach(one -> files.put("deb " + one.name(), one));
        platform.pythons().forEach(one -> files.put("python " + one.name(), one));
        return files;
    }
}
