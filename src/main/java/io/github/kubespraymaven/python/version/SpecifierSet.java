package io.github.kubespraymaven.python.version;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.text.Whitespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Clauses that a version must meet all (PEP 440, "Version specifiers"). The empty set is met by everything.
 *
 * @param specifiers sorted by their text, each once
 */
public record SpecifierSet(List<Specifier> specifiers) {
    /** The set that everything meets. */
    public static final SpecifierSet ANY = new SpecifierSet(List.of());

    public SpecifierSet {
        specifiers = specifiers.stream()
                .sorted(Comparator.comparing(Specifier::toString))
                .distinct()
                .toList();
    }

    /**
     * Reads clauses between commas, {@code >=1.2, <2}; empty ones are passed over.
     *
     * @throws InvalidSyntaxException names the clause that is none
     */
    public static SpecifierSet parse(String text) {
        List<Specifier> specifiers = new ArrayList<>();
        for (int start = 0; start <= text.length(); ) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            String clause = Whitespace.strip(text.substring(start, end));
            if (!clause.isEmpty()) {
                specifiers.add(Specifier.parse(clause));
            }
            start = end + 1;
        }
        return specifiers.isEmpty() ? ANY : new SpecifierSet(specifiers);
    }

    /** The set that is met by what meets both. */
    public SpecifierSet and(SpecifierSet other) {
        List<Specifier> both = new ArrayList<>(specifiers);
        both.addAll(other.specifiers);
        return new SpecifierSet(both);
    }

    /** Whether one of the clauses names a pre-release and so asks for them. */
    public boolean namesPreRelease() {
        return specifiers.stream().anyMatch(Specifier::namesPreRelease);
    }

    /** Whether the version meets all clauses, whatever is thought of pre-releases. */
    public boolean matches(Version version) {
        for (Specifier specifier : specifiers) {
            if (!specifier.matches(version)) {
                return false;
            }
        }
        return true;
    }

    private boolean matches(VersionText candidate) {
        for (Specifier specifier : specifiers) {
            if (!specifier.matches(candidate)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Those of the items whose version is acceptable, in the order given; a text that is no version meets {@code ===} and the
     * empty set alone. By the rule, pre-releases are kept only when a clause names one or when there is nothing else.
     */
    public <T> List<T> filter(Collection<T> items, Function<? super T, VersionText> textOf, PreReleases preReleases) {
        List<T> matching = new ArrayList<>();
        List<T> released = new ArrayList<>();
        boolean finals = false;
        for (T item : items) {
            VersionText candidate = textOf.apply(item);
            if (matches(candidate)) {
                matching.add(item);
                if (!candidate.isPreRelease()) {
                    released.add(item);
                    // What is no version cannot be said to be final: it is kept, and keeps no pre-release out.
                    finals |= candidate.version().isPresent();
                }
            }
        }
        return kept(matching, released, finals, preReleases);
    }

    private <T> List<T> kept(List<T> matching, List<T> released, boolean finals, PreReleases preReleases) {
        return switch (preReleases) {
            case ALLOWED -> matching;
            case REFUSED -> released;
            case BY_RULE -> namesPreRelease() || !finals ? matching : released;
        };
    }

    /** The clauses between commas, sorted. */
    @Override
    public String toString() {
        return String.join(",", specifiers.stream().map(Specifier::toString).toList());
    }
}
