package io.github.kubespraymaven.python.tag;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;

/**
 * A wheel's build tag (PEP 427, "File name convention"): "sort as an empty tuple if unspecified, else sort as a two-item
 * tuple with the first item being the initial digits as an int, and the second item being the remainder".
 */
public record BuildTag(BigInteger number, String rest) implements Comparable<BuildTag> {
    /** The order of build tags, of which there may be none: none comes first. */
    public static final Comparator<Optional<BuildTag>> NONE_FIRST = (left, right) -> {
        if (left.isPresent() && right.isPresent()) {
            return left.get().compareTo(right.get());
        }
        return Boolean.compare(left.isPresent(), right.isPresent());
    };

    /** Longer numbers are refused: nobody writes them, and turning them into binary takes quadratic time. */
    private static final int MOST_DIGITS = 1000;

    private static final Comparator<BuildTag> ORDER =
            Comparator.comparing(BuildTag::number).thenComparing(BuildTag::rest);

    /** Reads a build tag; empty when the text does not start with a digit. */
    static Optional<BuildTag> parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        return digits == 0 || digits > MOST_DIGITS
                ? Optional.empty()
                : Optional.of(new BuildTag(new BigInteger(text.substring(0, digits)), text.substring(digits)));
    }

    @Override
    public int compareTo(BuildTag other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return number + rest;
    }
}
