package io.github.kubespraymaven.lock;

import io.github.kubespraymaven.digest.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a base for one platform is made of.
 *
 * @param platform as {@code linux/amd64}
 * @param inputs what it was resolved from, as {@code KEY VALUE}, sorted
 * @param image the manifest of the image that it stands on, where it does
 * @param kubectl the binary, if one goes in
 * @param debs the Debian packages, by name
 * @param pythons the Python distributions, by name
 */
public record LockedPlatform(
        String platform,
        List<String> inputs,
        Optional<Digest> image,
        Optional<Locked.Kubectl> kubectl,
        List<Locked.Deb> debs,
        List<Locked.Python> pythons) {
    /** Sorts. */
    public LockedPlatform {
        inputs = inputs.stream().sorted().toList();
        debs = debs.stream().sorted(Comparator.comparing(Locked.Deb::name)).toList();
        pythons = pythons.stream()
                .sorted(Comparator.comparing(Locked.Python::name))
                .toList();
    }

    /** Returns what stands for all of it: the same lines, the same base. */
    public Digest digest() {
        return Digest.of(String.join("\n", lines()));
    }

    /**
     * Returns the same files, with those of before as they stood there: a file that is the same may be found elsewhere by now, or
     * be needed by others too, which is nobody's concern as long as what was said holds.
     */
    public LockedPlatform settled(LockedPlatform before) {
        Map<String, Locked.Deb> old = new HashMap<>();
        before.debs().forEach(one -> old.put(one.name(), one));
        Set<Digest> same = debs.stream()
                .filter(one -> old.containsKey(one.name())
                        && Objects.requireNonNull(old.get(one.name())).sha256().equals(one.sha256()))
                .map(Locked.Deb::sha256)
                .collect(Collectors.toSet());
        List<Locked.Deb> settled = new ArrayList<>();
        for (Locked.Deb one : debs) {
            Locked.Deb was = old.get(one.name());
            if (was == null || !same.contains(one.sha256())) {
                settled.add(one);
                continue;
            }
            boolean holds = one.needer().isPresent()
                    && was.needer()
                            .map(old::get)
                            .map(needer -> same.contains(needer.sha256()))
                            .orElse(false);
            settled.add(holds ? was : was.because(one.why()));
        }
        return new LockedPlatform(platform, inputs, image, kubectl, settled, pythons);
    }

    /** Returns the lines of a lock that tell of it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("platform " + platform);
        lines.add("inputs " + Digest.of(String.join("\n", inputs)));
        inputs.forEach(input -> lines.add("input " + input));
        image.ifPresent(digest -> lines.add("image " + digest));
        kubectl.ifPresent(one -> lines.add("kubectl " + one.version() + " " + one.sha256()));
        debs.forEach(one -> lines.add(String.join(
                " ",
                "deb",
                one.name(),
                one.version(),
                one.architecture(),
                one.suite(),
                one.path(),
                Long.toString(one.size()),
                one.sha256().toString(),
                one.why())));
        pythons.forEach(one -> lines.add(String.join(
                " ",
                "python",
                one.name(),
                one.version(),
                one.file(),
                Long.toString(one.size()),
                one.sha256().toString(),
                one.why())));
        return lines;
    }

    /**
     * Returns what differs between the inputs of this and others, one line each; nothing if this still holds.
     *
     * @param now the inputs as they are now
     */
    public List<String> stale(List<String> now) {
        TreeSet<String> gone = new TreeSet<>(inputs);
        TreeSet<String> come = new TreeSet<>(now);
        gone.removeAll(now);
        come.removeAll(inputs);
        List<String> differences = new ArrayList<>();
        gone.forEach(input -> differences.add("only in the lock: " + input));
        come.forEach(input -> differences.add("not in the lock: " + input));
        return differences;
    }
}
