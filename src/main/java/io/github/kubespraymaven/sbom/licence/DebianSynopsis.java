package io.github.kubespraymaven.sbom.licence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first line of a License field in Debian's machine-readable copyright files ({@code copyright-format/1.0}, License
 * specification): names with {@code and}, {@code or} and {@code with … exception} between them. {@code and} binds closer
 * than {@code or}, a comma before either less than both.
 */
public final class DebianSynopsis {
    private static final Pattern WITH = Pattern.compile("(?i)(\\S+) with (.+?)(?: exceptions?)?");

    /** Exceptions that Debian's files name by one word, and SPDX's list by versions: those of the licence they go with. */
    private static final List<String> VERSIONS = List.of("", "-2.0", "-2.2", "-3.0", "-3.1", "-generic");

    private final LicenceNames names;

    /** Translates with these names. */
    public DebianSynopsis(LicenceNames names) {
        this.names = names;
    }

    /** Returns what a synopsis means. What cannot be taken apart is kept whole, as one licence of that name. */
    public Licence licence(String synopsis) {
        String text = synopsis.strip().replaceAll("\\s+", " ");
        Licence whole = null;
        for (String piece : text.split(", ?(?=(?:and|or) )")) {
            boolean either = piece.startsWith("or ");
            String terms = whole == null ? piece : piece.substring(piece.indexOf(' ') + 1);
            Licence next = alternatives(terms);
            whole = whole == null
                    ? next
                    : either ? Licence.any(List.of(whole, next)) : Licence.all(List.of(whole, next));
        }
        return whole == null ? Licence.named(text) : whole;
    }

    private Licence alternatives(String text) {
        List<Licence> any = new ArrayList<>();
        for (String choice : text.split("(?i) (?:or|\\|) ")) {
            any.add(Licence.all(
                    Arrays.stream(choice.split("(?i) and ")).map(this::term).toList()));
        }
        return Licence.any(any);
    }

    private Licence term(String text) {
        Matcher with = WITH.matcher(text);
        if (!with.matches()) {
            return names.licence(text);
        }
        Optional<Licence> licence = names.find(with.group(1));
        Optional<String> exception = exception(with.group(2), with.group(1));
        return licence.isPresent() && exception.isPresent()
                ? new Licence(licence.get() + " WITH " + exception.get())
                : Licence.named(text);
    }

    /** An exception has the version of SPDX's list whose licence it belongs to, where there is one; else the only one. */
    private Optional<String> exception(String name, String licence) {
        String stem = name.strip().replace(' ', '-');
        String major = licence.replaceAll("\\D*(\\d).*", "$1");
        List<String> fitting = VERSIONS.stream()
                .map(version -> names.exception(stem + "-exception" + version))
                .flatMap(Optional::stream)
                .toList();
        return fitting.stream()
                .filter(one -> one.matches(".*-" + major + "\\.\\d"))
                .findFirst()
                .or(() -> fitting.size() == 1 ? Optional.of(fitting.get(0)) : Optional.empty())
                .or(() -> names.exception(stem));
    }
}
