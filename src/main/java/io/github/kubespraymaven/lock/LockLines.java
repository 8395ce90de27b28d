package io.github.kubespraymaven.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where in a lock a file is named: asked for when something is wrong with the file. */
public final class LockLines {
    private static final int SHOWN = 10;

    private static final String PLATFORM = "platform ";

    private LockLines() {}

    /** Returns the platforms that a lock's text has, each with the number of its line. */
    public static SortedMap<String, Integer> platforms(String text) {
        SortedMap<String, Integer> found = new TreeMap<>();
        int at = 0;
        for (String line : text.lines().toList()) {
            at++;
            if (line.startsWith(PLATFORM)) {
                found.putIfAbsent(line.substring(PLATFORM.length()), at);
            }
        }
        return found;
    }

    /**
     * Returns the lines of a lock that name files which a problem speaks of, the first of them, each as {@code
     * kubespray.lock:12: deb jq …}.
     *
     * @param text the lock's
     * @param problem what went wrong, with the names of files
     */
    public static List<String> naming(String text, LockedPlatform platform, String problem) {
        List<String> lines = text.lines().toList();
        int begin = lines.indexOf(PLATFORM + platform.platform());
        List<String> found = new ArrayList<>();
        for (int i = Math.max(begin, 0); i < lines.size() && found.size() < SHOWN; i++) {
            String line = lines.get(i);
            if (i > begin && line.startsWith(PLATFORM)) {
                break;
            }
            String[] words = line.split(" ");
            boolean deb = words[0].equals("deb") && words.length > 5;
            boolean python = words[0].equals("python") && words.length > 3;
            if (deb || python) {
                String file = deb ? words[5].substring(words[5].lastIndexOf('/') + 1) : words[3];
                if (problem.contains(file)) {
                    found.add(Lock.FILE + ":" + (i + 1) + ": " + line);
                }
            }
        }
        return found;
    }
}
