package io.github.kubespraymaven.python.requirement;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import io.github.kubespraymaven.python.version.Specifier;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one requirement by the grammar of PEP 508. */
final class RequirementReader {
    private final Scanner scanner;

    RequirementReader(String text) {
        this.scanner = new Scanner(text);
    }

    Requirement read() {
        scanner.skipBlanks();
        String name = scanner.identifier()
                .orElseThrow(() -> scanner.wanted("a project's name, which starts with a letter or digit"));
        scanner.skipBlanks();
        List<String> extras = scanner.skip('[') ? extras(scanner.at() - 1) : List.of();
        scanner.skipBlanks();
        if (scanner.skip('@')) {
            return new Requirement(name, extras, SpecifierSet.ANY, Optional.of(url()), marker("\";\" or the end"));
        }
        SpecifierSet specifier = specifier();
        String after = specifier.specifiers().isEmpty() ? "a version specifier" : "\",\"";
        return new Requirement(name, extras, specifier, Optional.empty(), marker(after + ", \";\" or the end"));
    }

    private List<String> extras(int opened) {
        List<String> extras = new ArrayList<>();
        scanner.skipBlanks();
        Optional<String> extra = scanner.identifier();
        while (extra.isPresent()) {
            extras.add(extra.get());
            scanner.skipBlanks();
            if (!scanner.skip(',')) {
                break;
            }
            scanner.skipBlanks();
            extra = Optional.of(scanner.identifier().orElseThrow(() -> scanner.wanted("an extra's name after \",\"")));
        }
        scanner.skipBlanks();
        if (!scanner.skip(']')) {
            throw scanner.wanted("\",\" or \"]\" for the \"[\" of column " + (opened + 1));
        }
        return extras;
    }

    private String url() {
        scanner.skipBlanks();
        String url = scanner.untilBlank();
        if (url.isEmpty()) {
            throw scanner.wanted("a URL after \"@\"");
        }
        return url;
    }

    private SpecifierSet specifier() {
        int opened = scanner.at();
        boolean parenthesis = scanner.skip('(');
        scanner.skipBlanks();
        int start = scanner.at();
        int end = endOfClauses();
        scanner.skipBlanks();
        if (parenthesis && !scanner.skip(')')) {
            throw scanner.wanted("\",\" or \")\" for the \"(\" of column " + (opened + 1));
        }
        try {
            return SpecifierSet.parse(scanner.text().substring(start, end));
        } catch (InvalidSyntaxException e) {
            // What follows === reaches over commas here, but not in a set of specifiers.
            throw RequirementSyntaxException.because(scanner.text(), start, e);
        }
    }

    private int endOfClauses() {
        int end = scanner.at();
        Optional<Specifier.Found> clause = Specifier.find(scanner.text(), scanner.at());
        while (clause.isPresent()) {
            end = clause.get().end();
            scanner.moveTo(end);
            refuseTrail();
            scanner.skipBlanks();
            if (!scanner.skip(',')) {
                break;
            }
            scanner.skipBlanks();
            clause = Specifier.find(scanner.text(), scanner.at());
        }
        return end;
    }

    /** Two common mistakes, told apart from other text after a version. */
    private void refuseTrail() {
        if (scanner.text().startsWith(".*", scanner.at())) {
            throw scanner.wanted("the end of the version: \".*\" goes with == and != alone, and after release numbers");
        }
        if (scanner.isAt('+')) {
            throw scanner.wanted("the end of the version: a local label goes with == and != alone");
        }
    }

    private Optional<Marker> marker(String wanted) {
        scanner.skipBlanks();
        if (scanner.atEnd()) {
            return Optional.empty();
        }
        if (!scanner.skip(';')) {
            throw scanner.wanted(wanted);
        }
        return Optional.of(new MarkerReader(scanner).readToEnd());
    }
}
