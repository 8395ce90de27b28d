package io.github.kubespraymaven.debian.resolve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What of apt's closure does not go into an image: packages that omissions.txt names with the reason, because they serve
 * maintainer scripts, people who log in, or parts of other packages that are left out themselves; and what only they need.
 */
public final class Omissions {
    private static final String FILE = "omissions.txt";

    /**
     * A line of the file.
     *
     * @param needer whose need does not count; any package's, if empty
     * @param need what does not come in
     */
    private record Omission(Optional<Pattern> needer, Pattern need) {}

    private final List<Omission> omissions = new ArrayList<>();
    private final Set<String> asked;

    private Omissions(Set<String> asked) {
        this.asked = asked;
        for (String rule : reasons().keySet()) {
            String[] names = rule.split(" > ", 2);
            omissions.add(
                    names.length == 1
                            ? new Omission(Optional.empty(), glob(names[0]))
                            : new Omission(Optional.of(glob(names[0])), glob(names[1])));
        }
    }

    /** The file's rules, {@code NAME} or {@code NEEDER > NAME}, with the reason for each. */
    public static Map<String, String> reasons() {
        try (InputStream in = Objects.requireNonNull(Omissions.class.getResourceAsStream(FILE), FILE)) {
            Map<String, String> reasons = new TreeMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> reasons.put(
                            line.substring(0, line.indexOf(':')),
                            line.substring(line.indexOf(':') + 1).strip()));
            return reasons;
        } catch (IOException e) {
            throw new IllegalStateException("this plugin's jar is damaged: " + FILE, e);
        }
    }

    /**
     * What remains of a closure, in its order: what the request reaches without going through what is left out. perl-base, for
     * example, goes if only helpers of scripts brought it in, and stays if git did. What was requested by name stays.
     *
     * @param asked the packages that somebody asked for by name, of which nothing is left out: what they need for those parts
     *     stays too
     */
    public static List<ChosenPackage> without(List<ChosenPackage> closure, Set<String> asked) {
        Map<String, ChosenPackage> byName = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        for (ChosenPackage one : closure) {
            byName.put(one.name(), one);
            if (one.why() instanceof InstallReason.Requested) {
                open.add(one.name());
            }
        }
        Omissions omissions = new Omissions(asked);
        Set<String> kept = new HashSet<>();
        while (!open.isEmpty()) {
            ChosenPackage one = byName.get(open.remove());
            if (one != null && kept.add(one.name())) {
                one.needs().stream()
                        .filter(need -> omissions.bringsIn(one.name(), need))
                        .forEach(open::add);
            }
        }
        return closure.stream().filter(one -> kept.contains(one.name())).toList();
    }

    private boolean bringsIn(String needer, String need) {
        for (Omission omission : omissions) {
            boolean counts = omission.needer()
                    .map(names -> names.matcher(needer).matches() && !asked.contains(needer))
                    .orElse(true);
            if (counts && omission.need().matcher(need).matches()) {
                return false;
            }
        }
        return true;
    }

    private static Pattern glob(String names) {
        return Pattern.compile(names.replace(".", "\\.").replace("+", "\\+").replace("*", ".*"));
    }
}
