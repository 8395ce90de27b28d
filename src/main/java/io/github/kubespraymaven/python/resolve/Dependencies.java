package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.version.SpecifierSet;
import io.github.kubespraymaven.python.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The part of a distribution's core metadata that a resolution needs.
 *
 * @param requiresPython the interpreters it is for
 * @param requires what it needs, markers and all
 * @param problem why it cannot be used after all; empty when it can
 */
record Dependencies(SpecifierSet requiresPython, List<Requirement> requires, String problem) {
    Dependencies {
        requires = List.copyOf(requires);
    }

    /** Tells whether a resolution would come to the same by the other. */
    boolean sameAs(Dependencies other) {
        return requiresPython.equals(other.requiresPython)
                && Set.copyOf(requires).equals(Set.copyOf(other.requires))
                && problem.equals(other.problem);
    }

    /** Says what differs in what a wheel says itself from these, which its index said. */
    String differences(Dependencies own) {
        List<String> all = new ArrayList<>();
        if (!own.problem.isEmpty()) {
            all.add(own.problem);
        }
        if (!requiresPython.equals(own.requiresPython)) {
            all.add("the index says it is for Python '" + requiresPython + "', the wheel '" + own.requiresPython + "'");
        }
        requires.stream()
                .filter(one -> !own.requires.contains(one))
                .forEach(one -> all.add("only the index says that it needs '" + one + "'"));
        own.requires.stream()
                .filter(one -> !requires.contains(one))
                .forEach(one -> all.add("the index does not say that it needs '" + one + "'"));
        return String.join(", ", all);
    }

    private static Dependencies unusable(String problem) {
        return new Dependencies(SpecifierSet.ANY, List.of(), problem);
    }

    /** Reads the text of METADATA or PKG-INFO of a candidate. */
    static Dependencies read(String text, Candidate candidate) {
        return read(text, candidate.project(), candidate.version());
    }

    static Dependencies read(String text, ProjectName project, Version version) {
        SpecifierSet requiresPython = SpecifierSet.ANY;
        List<Requirement> requires = new ArrayList<>();
        try {
            for (Header header : headers(text)) {
                switch (header.name()) {
                    case "name" -> {
                        if (!ProjectName.of(header.value()).equals(project)) {
                            return unusable("its metadata is that of " + header.value());
                        }
                    }
                    case "version" -> {
                        if (!Version.tryParse(header.value())
                                .filter(version::equals)
                                .isPresent()) {
                            return unusable("its metadata is that of version " + header.value());
                        }
                    }
                    case "requires-python" -> requiresPython = SpecifierSet.parse(header.value());
                    case "requires-dist" -> requires.add(Requirement.parse(header.value()));
                    default -> {}
                }
            }
        } catch (InvalidSyntaxException e) {
            return unusable("its metadata cannot be read: " + e.getMessage());
        }
        return new Dependencies(requiresPython, requires, "");
    }

    private record Header(String name, String value) {}

    /** The header of an e-mail message (RFC 5322), as core metadata has it: continued lines are joined. */
    private static List<Header> headers(String text) {
        List<Header> headers = new ArrayList<>();
        for (String line : text.split("\r?\n", -1)) {
            if (line.isEmpty()) {
                break;
            }
            int colon = line.indexOf(':');
            if ((line.startsWith(" ") || line.startsWith("\t")) && !headers.isEmpty()) {
                Header last = headers.remove(headers.size() - 1);
                headers.add(new Header(last.name(), last.value() + " " + line.strip()));
            } else if (colon > 0) {
                headers.add(new Header(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip()));
            }
        }
        return headers;
    }
}
