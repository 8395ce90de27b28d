package io.github.kubespraymaven.python.tag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The tags that fit a target, in their order (PEP 425, "Use"): what is made closest for it comes first. */
public final class TargetTags {
    private static final int FIRST_ABI3 = 2;

    private final List<Tag> ordered;
    private final Map<Tag, Integer> ranks;

    private TargetTags(List<Tag> ordered) {
        this.ordered = List.copyOf(ordered);
        this.ranks = new HashMap<>();
        for (Tag tag : ordered) {
            ranks.putIfAbsent(tag, ranks.size());
        }
    }

    public static TargetTags of(Target target) {
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
    public List<Tag> ordered() {
        return ordered;
    }

    /** The place of a tag in the order, 0 for the best; empty when it does not fit. */
    public OptionalInt rank(Tag tag) {
        Integer rank = ranks.get(tag);
        return rank == null ? OptionalInt.empty() : OptionalInt.of(rank);
    }

    /** The place of the best tag of the set, 0 for the best of all; empty when none fits. */
    public OptionalInt rank(TagSet tags) {
        int best = Integer.MAX_VALUE;
        for (Tag tag : tags.tags()) {
            best = Math.min(best, ranks.getOrDefault(tag, Integer.MAX_VALUE));
        }
        return best == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** Whether a wheel fits. */
    public boolean fits(WheelFilename wheel) {
        return rank(wheel.tags()).isPresent();
    }

    /** The wheels that fit, best first: by version, then by their best tag, then by build tag. */
    public List<WheelFilename> fitting(Collection<WheelFilename> wheels) {
        return wheels.stream().filter(this::fits).sorted(bestFirst()).toList();
    }

    /** The order of {@link #fitting}; what does not fit comes last within its version. */
    public Comparator<WheelFilename> bestFirst() {
        return Comparator.comparing(WheelFilename::version, Comparator.reverseOrder())
                .thenComparing(wheel -> rank(wheel.tags()).orElse(Integer.MAX_VALUE))
                .thenComparing(WheelFilename::build, BuildTag.NONE_FIRST.reversed());
    }
}
