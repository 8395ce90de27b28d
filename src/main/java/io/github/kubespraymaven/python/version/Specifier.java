package io.github.kubespraymaven.python.version;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.text.SourceExcerpt;
import io.github.kubespraymaven.python.text.Whitespace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One clause of a version specifier, {@code >=1.2} or {@code ==1.*} (PEP 440, "Version specifiers"). Clauses that differ
 * in spelling alone are equal; each prints as it was written, without white space.
 */
public final class Specifier {
    private static final BigInteger ZERO = BigInteger.ZERO;

    private final SpecifierOperator operator;
    private final String written;
    private final boolean wildcard;
    private final Optional<Version> version;
    private final Optional<Version> limit;

    private Specifier(SpecifierOperator operator, String written, boolean wildcard, Optional<Version> version) {
        this.operator = operator;
        this.written = written;
        this.wildcard = wildcard;
        this.version = version;
        this.limit = version.flatMap(this::limit);
    }

    /** A clause found in a longer text, and the index after it. */
    public record Found(Specifier specifier, int end) {}

    /**
     * Reads one clause with white space around it.
     *
     * @throws InvalidSyntaxException when the text is no clause, or more than one
     */
    public static Specifier parse(String text) {
        return tryParse(text)
                .orElseThrow(() -> new InvalidSyntaxException("\"" + SourceExcerpt.of(text)
                        + "\" is not a version specifier; wanted one of == != <= >= < > ~= === and a version, such as >=1.2"
                        + " (.* and +local only after == and !=; ~= needs two numbers) (PEP 440)"));
    }

    /** As {@link #parse}, for text that may well be no clause: nothing is thrown. */
    public static Optional<Specifier> tryParse(String text) {
        return find(text, Whitespace.skip(text, 0))
                .filter(found -> Whitespace.skip(text, found.end()) == text.length())
                .map(Found::specifier);
    }

    /** The longest clause that starts at this place of the text. */
    public static Optional<Found> find(String text, int from) {
        Optional<SpecifierOperator> found = SpecifierOperator.at(text, from);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        SpecifierOperator operator = found.get();
        int start = Whitespace.skip(text, from + operator.symbol().length());
        if (operator == SpecifierOperator.IDENTICAL) {
            int end = endOfArbitrary(text, start);
            String written = text.substring(start, end);
            return Optional.of(new Found(new Specifier(operator, written, false, Version.tryParse(written)), end));
        }
        VersionReader reader = new VersionReader(text, start);
        if (!reader.readRelease() || (operator == SpecifierOperator.COMPATIBLE && reader.releaseLength() < 2)) {
            return Optional.empty();
        }
        boolean equality = operator == SpecifierOperator.EQUAL || operator == SpecifierOperator.NOT_EQUAL;
        boolean wildcard = equality && text.startsWith(".*", reader.at());
        if (!wildcard && !(reader.readSuffixes() && (!equality || reader.readLocal()))) {
            return Optional.empty();
        }
        int end = wildcard ? reader.at() + 2 : reader.at();
        return Optional.of(new Found(
                new Specifier(operator, text.substring(start, end), wildcard, Optional.of(reader.version())), end));
    }

    private static int endOfArbitrary(String text, int start) {
        int end = start;
        while (end < text.length() && !Whitespace.is(text.charAt(end)) && ";)".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    public SpecifierOperator operator() {
        return operator;
    }

    /** Whether the clause ends in {@code .*}. */
    public boolean isWildcard() {
        return wildcard;
    }

    /** The version named, without {@code .*}; empty after {@code ===} when what stands there is none. */
    public Optional<Version> version() {
        return version;
    }

    /** Whether this clause names a pre-release and so asks for them; what it excludes and prefixes ask for nothing. */
    public boolean namesPreRelease() {
        return operator != SpecifierOperator.NOT_EQUAL
                && !wildcard
                && version.map(Version::isPreRelease).orElse(false);
    }

    /** Whether the clause is met, whatever is thought of pre-releases. */
    public boolean matches(VersionText candidate) {
        if (operator == SpecifierOperator.IDENTICAL) {
            return candidate.text().toLowerCase(Locale.ROOT).equals(written.toLowerCase(Locale.ROOT));
        }
        return candidate.version().map(this::matches).orElse(false);
    }

    /** Whether the clause is met, whatever is thought of pre-releases; {@code ===} looks at the normal form. */
    public boolean matches(Version candidate) {
        if (operator == SpecifierOperator.IDENTICAL) {
            return matches(VersionText.of(candidate));
        }
        Version named = version.orElseThrow();
        return switch (operator) {
            case IDENTICAL -> false;
            case EQUAL -> equal(candidate, named);
            case NOT_EQUAL -> !equal(candidate, named);
            case LESS_OR_EQUAL -> candidate.withoutLocal().compareTo(named) <= 0;
            case GREATER_OR_EQUAL -> candidate.compareTo(named) >= 0;
            case COMPATIBLE -> candidate.compareTo(named) >= 0 && isBelowLimit(candidate);
            case LESS -> isBelowLimit(candidate);
            case GREATER -> greater(candidate, named);
        };
    }

    /** "Version matching": a local label counts only when the clause has one. */
    private boolean equal(Version candidate, Version named) {
        if (wildcard) {
            return candidate.compareTo(firstOf(named.epoch(), named.release())) >= 0 && isBelowLimit(candidate);
        }
        return (named.local().isEmpty() ? candidate.withoutLocal() : candidate).equals(named);
    }

    /** "Exclusive ordered comparison": post-releases and local versions of what is named are not greater than it. */
    private boolean greater(Version candidate, Version named) {
        return limit.map(least -> candidate.compareTo(least) >= 0)
                .orElseGet(() -> candidate.compareTo(named) > 0 && !candidate.isOfSameRelease(named));
    }

    private boolean isBelowLimit(Version candidate) {
        return candidate.compareTo(limit.orElseThrow()) < 0;
    }

    /** The first version that is too new, or after {@code >}, where there is one, the first that is new enough. */
    private Optional<Version> limit(Version named) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> wildcard
                    ? Optional.of(afterPrefix(named, named.release().size()))
                    : Optional.empty();
            case COMPATIBLE -> Optional.of(afterPrefix(named, named.release().size() - 1));
                // Pre-releases of what is named are not less than it, unless it is one itself.
            case LESS -> Optional.of(named.isPreRelease() ? named : with(named, named.post(), Optional.of(ZERO)));
            case GREATER -> firstAfter(named);
            case IDENTICAL, LESS_OR_EQUAL, GREATER_OR_EQUAL -> Optional.empty();
        };
    }

    private static Optional<Version> firstAfter(Version named) {
        if (named.dev().isPresent()) {
            return Optional.of(with(named, named.post(), named.dev().map(BigInteger.ONE::add)));
        }
        return named.post().map(number -> with(named, Optional.of(number.add(BigInteger.ONE)), Optional.of(ZERO)));
    }

    private static Version afterPrefix(Version named, int length) {
        List<BigInteger> release = new ArrayList<>(named.release().subList(0, length));
        release.set(length - 1, release.get(length - 1).add(BigInteger.ONE));
        return firstOf(named.epoch(), release);
    }

    /** The least of all versions with this release: its {@code .dev0}. */
    private static Version firstOf(BigInteger epoch, List<BigInteger> release) {
        return new Version(epoch, release, Optional.empty(), Optional.empty(), Optional.of(ZERO), List.of());
    }

    private static Version with(Version named, Optional<BigInteger> post, Optional<BigInteger> dev) {
        return new Version(named.epoch(), named.release(), named.pre(), post, dev, List.of());
    }

    /** What makes two clauses one: {@code ~=1.0} and {@code ~=1.0.0} differ in meaning, {@code ==1.0} and {@code ==1} not. */
    private String canonical() {
        if (operator == SpecifierOperator.IDENTICAL || wildcard) {
            return written;
        }
        return version.map(operator == SpecifierOperator.COMPATIBLE ? Version::toString : Version::toShortString)
                .orElse(written);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Specifier that
                && operator == that.operator
                && canonical().equals(that.canonical());
    }

    @Override
    public int hashCode() {
        return Objects.hash(operator, canonical());
    }

    @Override
    public String toString() {
        return operator.symbol() + written;
    }
}
