package io.github.kubespraymaven.python.tag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The tags that fit a target, in their order (PEP 425, "Use"): what is made closest for it comes first. */
public final class TargetTags {
    private static final int FIRST_ABI3 = 2;

    private final List<Tag> ordered;
    /** By interpreter, ABI and platform: most wheels of a page are told off by the first of these. */
    private final Map<String, Map<String, Map<String, Integer>>> ranks = new HashMap<>();

    private TargetTags(List<Tag> ordered) {
        this.ordered = List.copyOf(ordered);
        for (int rank = 0; rank < ordered.size(); rank++) {
            Tag tag = ordered.get(rank);
            ranks.computeIfAbsent(tag.interpreter(), none -> new HashMap<>())
                    .computeIfAbsent(tag.abi(), none -> new HashMap<>())
                    .putIfAbsent(tag.platform(), rank);
        }
    }

    public static TargetTags of(TargetEnvironment target) {
        List<String> platforms = target.platforms();
        String own = "cp3" + target.pythonMinor();
        List<Tag> tags = new ArrayList<>();
        for (String abi : List.of(own, "abi3", "none")) {
            addAll(tags, own, abi, platforms);
        }
        // The stable ABI of an older interpreter works on every newer one (PEP 384).
        for (int minor = target.pythonMinor() - 1; minor >= FIRST_ABI3; minor--) {
            addAll(tags, "cp3" + minor, "abi3", platforms);
        }
        List<String> generic = genericInterpreters(target.pythonMinor());
        for (String interpreter : generic) {
            addAll(tags, interpreter, "none", platforms);
        }
        tags.add(new Tag(own, "none", "any"));
        for (String interpreter : generic) {
            tags.add(new Tag(interpreter, "none", "any"));
        }
        return new TargetTags(tags);
    }

    private static void addAll(List<Tag> tags, String interpreter, String abi, List<String> platforms) {
        for (String platform : platforms) {
            tags.add(new Tag(interpreter, abi, platform));
        }
    }

    private static List<String> genericInterpreters(int pythonMinor) {
        List<String> interpreters = new ArrayList<>(List.of("py3" + pythonMinor, "py3"));
        for (int minor = pythonMinor - 1; minor >= 0; minor--) {
            interpreters.add("py3" + minor);
        }
        return interpreters;
    }

    /** All tags, best first. */
    List<Tag> ordered() {
        return ordered;
    }

    /** The place of the best tag of the set, 0 for the best of all; empty when none fits. */
    public OptionalInt rank(TagSet tags) {
        int best = Integer.MAX_VALUE;
        for (String interpreter : tags.interpreters()) {
            Map<String, Map<String, Integer>> abis = ranks.getOrDefault(interpreter, Map.of());
            for (String abi : tags.abis()) {
                Map<String, Integer> platforms = abis.getOrDefault(abi, Map.of());
                for (String platform : tags.platforms()) {
                    best = Math.min(best, platforms.getOrDefault(platform, Integer.MAX_VALUE));
                }
            }
        }
        return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** Whether a wheel fits. */
    public boolean fits(WheelFilename wheel) {
        return rank(wheel.tags()).isPresent();
    }
}
