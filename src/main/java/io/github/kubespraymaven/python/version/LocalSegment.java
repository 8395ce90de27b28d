package io.github.kubespraymaven.python.version;

import io.github.kubespraymaven.python.text.SourceExcerpt;
import java.math.BigInteger;

/**
 * One part of a local version label: {@code 1.0+ubuntu.1} has two. PEP 440, "Local version identifiers": numbers sort
 * above words, whatever they are.
 */
public sealed interface LocalSegment extends Comparable<LocalSegment> {
    /** A part that is digits alone; compared as a number, written without leading zeros. */
    record Numeral(BigInteger value) implements LocalSegment {
        public Numeral {
            Version.requireNatural(value, "local");
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** A part with a letter in it; lower case, compared as text. */
    record Word(String text) implements LocalSegment {
        public Word {
            if (!text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
                    || text.chars().allMatch(Character::isDigit)) {
                throw new IllegalArgumentException(
                        "a word of a local version is a-z and 0-9 with a letter among them, got \""
                                + SourceExcerpt.of(text) + "\"");
            }
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    default int compareTo(LocalSegment other) {
        if (this instanceof Numeral mine && other instanceof Numeral theirs) {
            return mine.value().compareTo(theirs.value());
        }
        if (this instanceof Word mine && other instanceof Word theirs) {
            return mine.text().compareTo(theirs.text());
        }
        return this instanceof Numeral ? 1 : -1;
    }
}
