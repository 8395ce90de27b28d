package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A dependency specifier, {@code name[extra]>=1.0; marker} or {@code name @ url ; marker} (PEP 508). Two are equal when
 * they ask for the same, whatever the spelling of name and extras.
 *
 * @param name as written
 * @param extras as written, sorted, each once
 * @param specifier what versions are asked for; with a URL, all
 * @param url where the distribution lies, as written
 * @param marker when the requirement holds; always when there is none
 */
public record Requirement(
        String name, List<String> extras, SpecifierSet specifier, Optional<String> url, Optional<Marker> marker) {

    public Requirement {
        requireIdentifier(name);
        extras.forEach(Requirement::requireIdentifier);
        extras = extras.stream().sorted().distinct().toList();
        if (url.isPresent() && !specifier.specifiers().isEmpty()) {
            throw new IllegalArgumentException("the requirement \"" + name + "\" has a URL and the version specifier \""
                    + specifier + "\"; it can have one of them (PEP 508)");
        }
    }

    private static void requireIdentifier(String name) {
        Scanner scanner = new Scanner(name);
        if (scanner.identifier().isEmpty() || !scanner.atEnd()) {
            throw scanner.wanted(
                    "a name of ASCII letters, digits and . _ - that starts and ends with a letter or digit");
        }
    }

    /**
     * Reads a requirement.
     *
     * @throws RequirementSyntaxException with the column at which the text stops being a requirement
     */
    public static Requirement parse(String text) {
        return new RequirementReader(text).read();
    }

    /** The name in the form in which names are compared. */
    public ProjectName projectName() {
        return ProjectName.of(name);
    }

    /** The extras in the form in which they are compared (PEP 685), sorted. */
    public Set<ProjectName> extraNames() {
        Set<ProjectName> names = new TreeSet<>();
        extras.forEach(extra -> names.add(ProjectName.of(extra)));
        return names;
    }

    /**
     * Whether the requirement holds there.
     *
     * @param extra the extra on whose behalf it is asked for; the empty text for none
     * @throws UnsupportedOperationException when the marker compares what cannot be compared
     * @throws java.util.NoSuchElementException when the marker asks for what no environment has
     */
    public boolean applies(MarkerEnvironment environment, String extra) {
        return marker.isEmpty() || marker.get().evaluate(environment, extra);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Requirement that
                && projectName().equals(that.projectName())
                && extraNames().equals(that.extraNames())
                && specifier.equals(that.specifier)
                && url.equals(that.url)
                && marker.equals(that.marker);
    }

    @Override
    public int hashCode() {
        return Objects.hash(projectName(), extraNames(), specifier, url, marker);
    }

    /** The normal form, which parses to an equal requirement. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(name);
        if (!extras.isEmpty()) {
            text.append('[').append(String.join(",", extras)).append(']');
        }
        text.append(specifier);
        url.ifPresent(where -> text.append(" @ ").append(where));
        // A URL ends at white space, and a semicolon may be part of it.
        marker.ifPresent(when -> text.append(url.isPresent() ? " ; " : "; ").append(when));
        return text.toString();
    }
}
