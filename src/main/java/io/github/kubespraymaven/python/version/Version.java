package io.github.kubespraymaven.python.version;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.text.SourceExcerpt;
import io.github.kubespraymaven.python.text.Whitespace;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A version of a Python distribution (PEP 440), in its parts. Two that differ in spelling alone are equal: {@code 1.0},
 * {@code 1.0.0} and {@code v1}; each still prints the release numbers it was written with.
 *
 * @param epoch 0 when none is written
 * @param release at least one number, as many as were written
 * @param pre the pre-release part
 * @param post the post-release number
 * @param dev the development release's number
 * @param local the parts of the local label, empty when there is none
 */
public record Version(
        BigInteger epoch,
        List<BigInteger> release,
        Optional<PreRelease> pre,
        Optional<BigInteger> post,
        Optional<BigInteger> dev,
        List<LocalSegment> local)
        implements Comparable<Version> {

    public Version {
        release = List.copyOf(release);
        local = List.copyOf(local);
        if (release.isEmpty()) {
            throw new IllegalArgumentException("a version has at least one release number, got none (PEP 440)");
        }
        requireNatural(epoch, "epoch");
        release.forEach(number -> requireNatural(number, "release"));
        post.ifPresent(number -> requireNatural(number, "post-release"));
        dev.ifPresent(number -> requireNatural(number, "development release"));
    }

    static void requireNatural(BigInteger number, String what) {
        if (number.signum() < 0) {
            throw new IllegalArgumentException("a version's " + what + " number is not negative, got " + number);
        }
    }

    /**
     * Reads a version in any of the spellings of PEP 440, "Normalization", with white space around it.
     *
     * @throws InvalidSyntaxException when the text is no version
     */
    public static Version parse(String text) {
        return tryParse(text)
                .orElseThrow(
                        () -> new InvalidSyntaxException(
                                "\"" + SourceExcerpt.of(text)
                                        + "\" is not a version; wanted [N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local], such as 1.2.3rc1 (PEP 440)"));
    }

    /** As {@link #parse}, for text of which much may be no version: nothing is thrown. */
    public static Optional<Version> tryParse(String text) {
        VersionReader reader = new VersionReader(text, Whitespace.skip(text, 0));
        boolean read = reader.readRelease() && reader.readSuffixes() && reader.readLocal();
        return read && Whitespace.skip(text, reader.at()) == text.length()
                ? Optional.of(reader.version())
                : Optional.empty();
    }

    /** Whether this is a pre-release in the sense of the specifiers: a phase or a development release. */
    public boolean isPreRelease() {
        return pre.isPresent() || dev.isPresent();
    }

    /** This version without its local label. */
    public Version withoutLocal() {
        return local.isEmpty() ? this : new Version(epoch, release, pre, post, dev, List.of());
    }

    /** Whether epoch, release (trailing zeros aside) and pre-release part are the same. */
    boolean isOfSameRelease(Version other) {
        return epoch.equals(other.epoch) && compareReleases(release, other.release) == 0 && pre.equals(other.pre);
    }

    /**
     * PEP 440, "Summary of permitted suffixes and relative ordering":
     * {@code 1.dev0 < 1a1.dev0 < 1a1 < 1a1.post0.dev0 < 1a1.post0 < 1rc1 < 1 < 1+local < 1.post0.dev0 < 1.post0}.
     */
    @Override
    public int compareTo(Version other) {
        int order = epoch.compareTo(other.epoch);
        order = order != 0 ? order : compareReleases(release, other.release);
        order = order != 0 ? order : comparePre(other);
        order = order != 0 ? order : compareMissingFirst(post, other.post);
        order = order != 0 ? order : compareMissingLast(dev, other.dev);
        return order != 0 ? order : compareLocal(local, other.local);
    }

    private static int compareReleases(List<BigInteger> mine, List<BigInteger> theirs) {
        int longest = Math.max(mine.size(), theirs.size());
        for (int i = 0; i < longest; i++) {
            BigInteger left = i < mine.size() ? mine.get(i) : BigInteger.ZERO;
            BigInteger right = i < theirs.size() ? theirs.get(i) : BigInteger.ZERO;
            int order = left.compareTo(right);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int comparePre(Version other) {
        int order = Integer.compare(prePlace(), other.prePlace());
        return order != 0 || pre.isEmpty() || other.pre.isEmpty()
                ? order
                : pre.get().compareTo(other.pre.get());
    }

    /** {@code 1.dev0} comes before every pre-release of 1, {@code 1} and {@code 1.post0.dev0} after them. */
    private int prePlace() {
        if (pre.isPresent()) {
            return 0;
        }
        return post.isEmpty() && dev.isPresent() ? -1 : 1;
    }

    private static int compareMissingFirst(Optional<BigInteger> mine, Optional<BigInteger> theirs) {
        if (mine.isPresent() && theirs.isPresent()) {
            return mine.get().compareTo(theirs.get());
        }
        return Boolean.compare(mine.isPresent(), theirs.isPresent());
    }

    private static int compareMissingLast(Optional<BigInteger> mine, Optional<BigInteger> theirs) {
        if (mine.isPresent() && theirs.isPresent()) {
            return mine.get().compareTo(theirs.get());
        }
        return Boolean.compare(theirs.isPresent(), mine.isPresent());
    }

    private static int compareLocal(List<LocalSegment> mine, List<LocalSegment> theirs) {
        for (int i = 0; i < mine.size() && i < theirs.size(); i++) {
            int order = mine.get(i).compareTo(theirs.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(mine.size(), theirs.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(epoch, release.subList(0, significantNumbers()), pre, post, dev, local);
    }

    /** The normal form, PEP 440, "Normalization". */
    @Override
    public String toString() {
        return print(release.size());
    }

    /** The normal form without trailing zeros in the release: the same text for equal versions. */
    public String toShortString() {
        return print(significantNumbers());
    }

    private int significantNumbers() {
        int significant = release.size();
        while (significant > 1 && release.get(significant - 1).signum() == 0) {
            significant--;
        }
        return significant;
    }

    private String print(int releaseNumbers) {
        StringBuilder text = new StringBuilder();
        if (epoch.signum() != 0) {
            text.append(epoch).append('!');
        }
        for (int i = 0; i < releaseNumbers; i++) {
            text.append(i == 0 ? "" : ".").append(release.get(i));
        }
        pre.ifPresent(text::append);
        post.ifPresent(number -> text.append(".post").append(number));
        dev.ifPresent(number -> text.append(".dev").append(number));
        for (int i = 0; i < local.size(); i++) {
            text.append(i == 0 ? '+' : '.').append(local.get(i));
        }
        return text.toString();
    }
}
