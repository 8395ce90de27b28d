package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.verify.ComparisonResult;
import io.github.kubespraymaven.verify.ListedManifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What became of all manifests that an image leads to.
 *
 * @param compared those that are for a platform that was asked for
 * @param notCompared all others, each with why
 * @param toName the platforms that have to be named for all to be compared; none where that would not help
 * @param missing the platforms for which there is none
 */
record ComparedManifests(List<Compared> compared, List<String> notCompared, List<String> toName, List<String> missing) {
    /** Those that images can be built for. */
    private static final List<Platform> BUILT = List.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64);

    /** An index may list many manifests for one platform, each of which would be read. */
    private static final int MOST_OF_A_PLATFORM = 4;

    /** Keeps its own copies. */
    ComparedManifests {
        compared = List.copyOf(compared);
        notCompared = List.copyOf(notCompared);
        toName = List.copyOf(toName);
        missing = List.copyOf(missing);
    }

    /** A manifest, and what came of comparing it. */
    record Compared(ListedManifest manifest, ComparisonResult comparison) {
        private Json json() {
            Json.Builder json = Json.object()
                    .put("manifest", manifest.document().descriptor().digest().toString());
            comparison.json().values().forEach(json::put);
            return json.build();
        }
    }

    /** Gathers them, in the order in which they are listed. */
    static final class Builder {
        private final List<Platform> expected;
        private final List<Compared> compared = new ArrayList<>();
        private final List<String> notCompared = new ArrayList<>();
        private final TreeSet<String> toName = new TreeSet<>();
        private final Map<Platform, Integer> found = new HashMap<>();

        /** Of an image that is to be for these platforms. */
        Builder(List<Platform> expected) {
            this.expected = expected;
        }

        /** Tells whether one more for a platform is to be compared. */
        boolean takes(Platform platform) {
            return found.merge(platform, 1, Integer::sum) <= MOST_OF_A_PLATFORM;
        }

        void compared(ListedManifest manifest, ComparisonResult comparison) {
            compared.add(new Compared(manifest, comparison));
        }

        void tooMany(ListedManifest manifest) {
            notCompared.add(
                    manifest.name() + ", which comes after " + MOST_OF_A_PLATFORM + " others for its platform.");
        }

        void notNamed(ListedManifest manifest) {
            notCompared.add(manifest.name() + ", which platforms does not name.");
            BUILT.stream().filter(manifest::isFor).forEach(platform -> toName.add(platform.toString()));
        }

        ComparedManifests build() {
            if (!toName.isEmpty()) {
                expected.forEach(platform -> toName.add(platform.toString()));
            }
            return new ComparedManifests(
                    compared,
                    notCompared,
                    List.copyOf(toName),
                    expected.stream()
                            .filter(platform -> !found.containsKey(platform))
                            .map(Platform::toString)
                            .toList());
        }
    }

    /** Tells whether there is nothing but what was expected, and all of that. */
    boolean same() {
        return missing.isEmpty()
                && notCompared.isEmpty()
                && compared.stream().allMatch(one -> one.comparison().same());
    }

    /**
     * Returns what is different, for people.
     *
     * @param several whether it has to be said which manifest is spoken of
     */
    List<String> lines(boolean several) {
        List<String> lines = new ArrayList<>();
        missing.forEach(platform -> lines.add("It has no image for " + platform + "."));
        for (Compared one : compared) {
            boolean same = one.comparison().same();
            if (several) {
                lines.add(one.manifest().name() + (same ? ": the same." : ":"));
            }
            if (!same) {
                lines.addAll(one.comparison().lines());
            }
        }
        notCompared.forEach(manifest -> lines.add("Not compared: " + manifest));
        if (!toName.isEmpty()) {
            lines.add("Compare them, too: -Dkubespray.platforms=" + String.join(",", toName));
        }
        return lines;
    }

    /** Returns the same, for programs. */
    Json.Members json() {
        return Json.object()
                .put("missing", Json.texts(missing))
                .put("notCompared", Json.texts(notCompared))
                .put(
                        "platforms",
                        new Json.Array(compared.stream().map(Compared::json).toList()))
                .build();
    }
}
