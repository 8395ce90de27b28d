package io.github.kubespraymaven.python.version;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a version from a place in a text, greedily, as the regular expression in PEP 440's appendix does. Written out by
 * hand because an index page brings thousands of versions; no step goes back, so hostile text costs no more than its
 * length.
 */
final class VersionReader {
    /** Longer numbers are refused: nobody writes them, and turning them into binary takes quadratic time. */
    private static final int MOST_DIGITS = 1000;

    private static final int DIGITS_OF_A_LONG = 18;

    private final String text;
    private int at;

    private BigInteger epoch = BigInteger.ZERO;
    private final List<BigInteger> release = new ArrayList<>(4);
    private Optional<PreRelease> pre = Optional.empty();
    private Optional<BigInteger> post = Optional.empty();
    private Optional<BigInteger> dev = Optional.empty();
    private List<LocalSegment> local = List.of();

    VersionReader(String text, int at) {
        this.text = text;
        this.at = at;
    }

    /** Where reading stopped: the index after what was read. */
    int at() {
        return at;
    }

    /** Steps over these lower case letters in either case; ASCII alone, so that a long s is no s. */
    private boolean skip(String letters) {
        if (at + letters.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < letters.length(); i++) {
            char c = text.charAt(at + i);
            if (c > 0x7f || (c | 0x20) != letters.charAt(i)) {
                return false;
            }
        }
        at += letters.length();
        return true;
    }

    /** {@code [v][N!]N(.N)*}; false when there is none, and then the place is of no use. */
    boolean readRelease() {
        skip("v");
        if (!isDigit(at)) {
            return false;
        }
        Optional<BigInteger> first = number();
        if (first.isPresent() && isAt('!') && isDigit(at + 1)) {
            at++;
            epoch = first.get();
            first = number();
        }
        while (first.isPresent()) {
            release.add(first.get());
            if (!isAt('.') || !isDigit(at + 1)) {
                return true;
            }
            at++;
            first = number();
        }
        return false;
    }

    int releaseLength() {
        return release.size();
    }

    /** {@code [{a|b|rc}N][.postN][.devN]} in all spellings; false only when a number is absurdly long. */
    boolean readSuffixes() {
        return readPre() && readPost() && readDev();
    }

    /** {@code [+local]}; false only when a number is absurdly long. */
    boolean readLocal() {
        if (!isAt('+') || !isLetterOrDigit(at + 1)) {
            return true;
        }
        List<LocalSegment> segments = new ArrayList<>();
        do {
            at++;
            int start = at;
            boolean digits = true;
            while (isLetterOrDigit(at)) {
                digits &= isDigit(at);
                at++;
            }
            if (!digits) {
                segments.add(new LocalSegment.Word(text.substring(start, at).toLowerCase(Locale.ROOT)));
                continue;
            }
            at = start;
            Optional<BigInteger> number = number();
            if (number.isEmpty()) {
                return false;
            }
            segments.add(new LocalSegment.Numeral(number.get()));
        } while (isSeparator(at) && isLetterOrDigit(at + 1));
        local = segments;
        return true;
    }

    Version version() {
        return new Version(epoch, release, pre, post, dev, local);
    }

    private boolean readPre() {
        int start = at;
        skipSeparator();
        Optional<PreRelease.Phase> phase = phase();
        if (phase.isEmpty()) {
            at = start;
            return true;
        }
        Optional<BigInteger> number = numberAfterLetters();
        pre = number.map(n -> new PreRelease(phase.get(), n));
        return pre.isPresent();
    }

    /** The longer spelling is tried before the one it starts with. */
    private Optional<PreRelease.Phase> phase() {
        if (skip("alpha") || skip("a")) {
            return Optional.of(PreRelease.Phase.ALPHA);
        }
        if (skip("beta") || skip("b")) {
            return Optional.of(PreRelease.Phase.BETA);
        }
        if (skip("preview") || skip("pre") || skip("c") || skip("rc")) {
            return Optional.of(PreRelease.Phase.CANDIDATE);
        }
        return Optional.empty();
    }

    private boolean readPost() {
        if (isAt('-') && isDigit(at + 1)) {
            at++;
            post = number();
            return post.isPresent();
        }
        int start = at;
        skipSeparator();
        if (skip("post") || skip("rev") || skip("r")) {
            post = numberAfterLetters();
            return post.isPresent();
        }
        at = start;
        return true;
    }

    private boolean readDev() {
        int start = at;
        skipSeparator();
        if (skip("dev")) {
            dev = numberAfterLetters();
            return dev.isPresent();
        }
        at = start;
        return true;
    }

    /** PEP 440, "Implicit pre-release number": none written means 0. */
    private Optional<BigInteger> numberAfterLetters() {
        skipSeparator();
        return isDigit(at) ? number() : Optional.of(BigInteger.ZERO);
    }

    private Optional<BigInteger> number() {
        int start = at;
        while (isDigit(at)) {
            at++;
        }
        if (at - start <= DIGITS_OF_A_LONG) {
            return Optional.of(BigInteger.valueOf(Long.parseLong(text, start, at, 10)));
        }
        return at - start > MOST_DIGITS ? Optional.empty() : Optional.of(new BigInteger(text.substring(start, at)));
    }

    private void skipSeparator() {
        if (isSeparator(at)) {
            at++;
        }
    }

    private boolean isAt(char wanted) {
        return at < text.length() && text.charAt(at) == wanted;
    }

    private boolean isSeparator(int index) {
        return index < text.length() && "._-".indexOf(text.charAt(index)) >= 0;
    }

    private boolean isDigit(int index) {
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private boolean isLetterOrDigit(int index) {
        if (index >= text.length()) {
            return false;
        }
        int c = text.charAt(index) | 0x20;
        return (c >= 'a' && c <= 'z') || isDigit(index);
    }
}
