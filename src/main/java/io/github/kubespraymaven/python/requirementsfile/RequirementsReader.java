package io.github.kubespraymaven.python.requirementsfile;

import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import io.github.kubespraymaven.python.text.SourceExcerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a requirements file and those that it names, and goes on after a problem so that all are found. */
final class RequirementsReader {
    /** More files are refused: two that each name the next twice would otherwise be read without end. */
    private static final int MOST_FILES = 1000;

    private final Function<String, Optional<String>> files;
    private final Map<String, String> environment;
    private final List<RequirementsEntry> entries = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int filesRead;

    RequirementsReader(Function<String, Optional<String>> files, Map<String, String> environment) {
        this.files = files;
        this.environment = environment;
    }

    RequirementsFile read(String location) {
        Optional<String> text = files.apply(location);
        if (text.isEmpty()) {
            problems.add(new Problem(new Place(location, 1), 1, "there is no such requirements file"));
        }
        text.ifPresent(content -> readFile(List.of(Locations.normalize(location)), location, content, false));
        return new RequirementsFile(entries, problems);
    }

    /**
     * Reads the text of one file.
     *
     * @param within the files that named each other down to this one, and this one
     */
    private void readFile(List<String> within, String file, String text, boolean constraint) {
        filesRead++;
        for (LogicalLine line : LogicalLines.of(text.startsWith("\ufeff") ? text.substring(1) : text, environment)) {
            int start = startOfOptions(line.text());
            try {
                OptionsReader options = OptionsReader.read(line.text().substring(start));
                // The blank before the options is not part of what stands before them.
                String asking =
                        line.text().substring(0, Math.max(0, start < line.text().length() ? start - 1 : start));
                readLine(within, new Source(file, line, constraint), asking, options);
            } catch (IllegalArgumentException e) {
                problem(new Source(file, line, constraint), start, String.valueOf(e.getMessage()));
            }
        }
    }

    /** A line, the file it stands in, and whether that is a constraints file. */
    private record Source(String file, LogicalLine line, boolean constraint) {
        Place place() {
            return new Place(file, line.firstLine());
        }
    }

    /** Where the first word starts that starts with a hyphen; only blanks part words here, as pip has it. */
    private static int startOfOptions(String text) {
        if (text.startsWith("-")) {
            return 0;
        }
        int found = text.indexOf(" -");
        return found < 0 ? text.length() : found + 1;
    }

    private void readLine(List<String> within, Source source, String asking, OptionsReader options) {
        Optional<String> editable = options.first(OptionName.EDITABLE);
        if (!asking.isEmpty() || editable.isPresent()) {
            requested(source, asking, editable, options);
            return;
        }
        Optional<String> requirements = options.first(OptionName.REQUIREMENT);
        Optional<String> named = requirements.or(() -> options.first(OptionName.CONSTRAINT));
        if (named.isPresent()) {
            include(within, source, named.get(), requirements.isEmpty());
        } else if (!options.effects().isEmpty()) {
            entries.add(new RequirementsEntry.Options(source.place(), options.effects()));
        }
    }

    private void requested(Source source, String asking, Optional<String> editable, OptionsReader options) {
        try {
            Asked asked = editable.isPresent() ? new Asked.Editable(editable.get()) : AskedReader.read(asking);
            String text = asking.isEmpty() ? editable.orElse("") : asking;
            if (source.constraint()) {
                refuseInConstraints(asked);
            }
            // pip passes over --hash with -e: what a source tree holds has no digest.
            Map<String, List<String>> hashes = editable.isPresent() ? Map.of() : options.hashes();
            entries.add(new RequirementsEntry.Requested(
                    source.place(), text, asked, source.constraint(), hashes, options.configSettings()));
        } catch (RequirementSyntaxException e) {
            int offset = Math.max(0, asking.indexOf(e.text()));
            problem(source, offset + e.column() - 1, e.problem() + hint(asking));
        } catch (IllegalArgumentException e) {
            problem(source, 0, String.valueOf(e.getMessage()));
        }
    }

    /** A constraint bounds versions of what something else asks for, so it needs a name and nothing but versions. */
    private static void refuseInConstraints(Asked asked) {
        if (asked instanceof Asked.Editable) {
            throw new IllegalArgumentException("an editable requirement cannot be a constraint");
        }
        if (asked instanceof Asked.Direct direct && direct.name().isEmpty()) {
            throw new IllegalArgumentException("a constraint needs a name; wanted NAME @ " + direct.location());
        }
        if (asked instanceof Asked.Named named && !named.requirement().extras().isEmpty()) {
            throw new IllegalArgumentException("a constraint cannot have extras");
        }
    }

    private static String hint(String asking) {
        boolean single = asking.indexOf('=') >= 0 && !asking.matches("(?s).*([=!~<>]=|[<>]).*");
        return single ? "; a single = is not an operator, == is" : "";
    }

    private void include(List<String> within, Source source, String named, boolean constraint) {
        String location = Locations.resolve(source.file(), named);
        if (within.contains(location)) {
            problem(
                    source,
                    0,
                    "\"" + SourceExcerpt.of(location) + "\" names itself, by way of "
                            + String.join(", ", within.subList(within.indexOf(location), within.size())));
            return;
        }
        if (filesRead >= MOST_FILES) {
            problem(source, 0, "more than " + MOST_FILES + " files are read; wanted fewer -r and -c");
            return;
        }
        Optional<String> text = files.apply(location);
        if (text.isEmpty()) {
            problem(
                    source,
                    0,
                    "there is no " + (constraint ? "constraints" : "requirements") + " file \""
                            + SourceExcerpt.of(location) + "\"");
            return;
        }
        List<String> deeper = new ArrayList<>(within);
        deeper.add(location);
        readFile(deeper, location, text.get(), constraint);
    }

    private void problem(Source source, int index, String message) {
        LogicalLine.Origin origin = source.line().origin(index);
        problems.add(new Problem(new Place(source.file(), origin.line()), origin.column(), message));
    }
}
