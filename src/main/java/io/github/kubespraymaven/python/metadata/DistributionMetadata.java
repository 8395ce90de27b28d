package io.github.kubespraymaven.python.metadata;

import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.requirement.RequirementSyntaxException;
import io.github.kubespraymaven.python.text.SourceExcerpt;
import io.github.kubespraymaven.python.version.InvalidSpecifierException;
import io.github.kubespraymaven.python.version.SpecifierSet;
import io.github.kubespraymaven.python.version.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The part of core metadata on which an installation stands.
 *
 * @param requiresPython interpreters it runs on; all when nothing is said, or nothing that can be read, as pip has it
 * @param requires what it needs, in the order written; markers not yet asked
 * @param extras names of what it offers beyond that, sorted
 */
public record DistributionMetadata(
        ProjectName name,
        Version version,
        SpecifierSet requiresPython,
        List<Requirement> requires,
        Set<ProjectName> extras) {

    public DistributionMetadata {
        requires = List.copyOf(requires);
        extras = Collections.unmodifiableSet(new TreeSet<>(extras));
    }

    /**
     * Reads the bytes of a METADATA or PKG-INFO file.
     *
     * @throws InvalidMetadataException with all that is wrong with the fields used here
     */
    public static DistributionMetadata parse(byte[] bytes) {
        return of(RawMetadata.parse(bytes));
    }

    /**
     * The meaning of metadata as written.
     *
     * @throws InvalidMetadataException with all that is wrong with the fields used here
     */
    public static DistributionMetadata of(RawMetadata raw) {
        List<String> problems = new ArrayList<>();
        Optional<ProjectName> name = name(raw, problems);
        Optional<Version> version = version(raw, problems);
        List<Requirement> requires = requires(raw, problems);
        Set<ProjectName> extras = extras(raw, problems);
        if (name.isEmpty() || version.isEmpty() || !problems.isEmpty()) {
            throw new InvalidMetadataException(problems);
        }
        return new DistributionMetadata(name.get(), version.get(), requiresPython(raw), requires, extras);
    }

    private static Optional<ProjectName> name(RawMetadata raw, List<String> problems) {
        Optional<String> text = needed(raw, MetadataField.NAME, problems);
        try {
            return text.map(ProjectName::of);
        } catch (IllegalArgumentException e) {
            problems.add("Name: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<Version> version(RawMetadata raw, List<String> problems) {
        Optional<String> text = needed(raw, MetadataField.VERSION, problems);
        Optional<Version> version = text.flatMap(Version::tryParse);
        if (text.isPresent() && version.isEmpty()) {
            problems.add("Version: \"" + SourceExcerpt.of(text.get()) + "\" is not a version (PEP 440)");
        }
        return version;
    }

    private static Optional<String> needed(RawMetadata raw, MetadataField field, List<String> problems) {
        Optional<String> text = raw.text(field);
        if (text.isEmpty()) {
            int times = raw.unparsed().getOrDefault(field.text(), List.of()).size();
            problems.add("wanted one " + field.text() + " field that is UTF-8, got " + times);
        }
        return text;
    }

    private static List<Requirement> requires(RawMetadata raw, List<String> problems) {
        List<Requirement> requires = new ArrayList<>();
        for (String text : raw.list(MetadataField.REQUIRES_DIST)) {
            try {
                requires.add(Requirement.parse(text));
            } catch (RequirementSyntaxException e) {
                problems.add("Requires-Dist: " + e.getMessage());
            }
        }
        return requires;
    }

    private static SpecifierSet requiresPython(RawMetadata raw) {
        try {
            return raw.text(MetadataField.REQUIRES_PYTHON)
                    .map(SpecifierSet::parse)
                    .orElse(SpecifierSet.ANY);
        } catch (InvalidSpecifierException e) {
            return SpecifierSet.ANY;
        }
    }

    private static Set<ProjectName> extras(RawMetadata raw, List<String> problems) {
        Set<ProjectName> extras = new TreeSet<>();
        for (String extra : raw.list(MetadataField.PROVIDES_EXTRA)) {
            try {
                extras.add(ProjectName.of(extra));
            } catch (IllegalArgumentException e) {
                problems.add("Provides-Extra: " + e.getMessage());
            }
        }
        return extras;
    }
}
