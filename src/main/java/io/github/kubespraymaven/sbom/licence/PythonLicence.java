package io.github.kubespraymaven.sbom.licence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The licence of a Python distribution, by what its metadata say: the expression, else the old field, else classifiers. */
public final class PythonLicence {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9.+-]+|[()]");
    private static final String CLASSIFIER = "License :: ";

    /** More is the text of a licence and not its name. */
    private static final int LONGEST_NAME = 64;

    private final LicenceNames names;

    /** Translates with these names. */
    public PythonLicence(LicenceNames names) {
        this.names = names;
    }

    /**
     * Returns the licence, if anything is said of it.
     *
     * @param expression License-Expression (PEP 639)
     * @param field License: a name, or a whole text, which then does not count
     * @param classifiers all of them
     */
    public Optional<Licence> of(Optional<String> expression, Optional<String> field, List<String> classifiers) {
        Optional<Licence> said = expression.flatMap(this::expression);
        Optional<String> name = field.map(String::strip)
                .filter(text -> !text.isEmpty() && !text.contains("\n") && text.length() <= LONGEST_NAME)
                .filter(text -> !text.equalsIgnoreCase("unknown"));
        return said.or(() -> name.flatMap(names::find))
                .or(() -> name.flatMap(this::expression))
                .or(() -> classified(classifiers))
                .or(() -> name.map(Licence::named));
    }

    /** Returns an expression in the spelling of SPDX's list, if all of its names are known there. */
    public Optional<Licence> expression(String text) {
        List<String> words = new ArrayList<>();
        Matcher at = WORD.matcher(text);
        int end = 0;
        boolean exception = false;
        while (at.find()) {
            if (!text.substring(end, at.start()).isBlank()) {
                return Optional.empty();
            }
            end = at.end();
            Optional<String> word = exception ? names.exception(at.group()) : word(at.group());
            if (word.isEmpty()) {
                return Optional.empty();
            }
            exception = word.get().equals("WITH");
            words.add(word.get());
        }
        boolean whole = end == text.length() && !words.isEmpty();
        return whole
                ? Optional.of(
                        new Licence(String.join(" ", words).replace("( ", "(").replace(" )", ")")))
                : Optional.empty();
    }

    private Optional<String> word(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        boolean operator = List.of("AND", "OR", "WITH", "(", ")").contains(upper);
        return operator
                ? Optional.of(upper)
                : word.startsWith(Licence.REF)
                        ? Optional.of(word)
                        : names.find(word).map(Licence::expression);
    }

    /** Several classifiers do not say whether one may choose: where they are more than one, all hold. */
    private Optional<Licence> classified(List<String> classifiers) {
        List<Licence> licences = classifiers.stream()
                .filter(one -> one.startsWith(CLASSIFIER))
                .map(one -> one.substring(one.lastIndexOf(":: ") + 3).strip())
                .filter(one -> !one.equals("OSI Approved"))
                .map(names::licence)
                .toList();
        return licences.isEmpty() ? Optional.empty() : Optional.of(Licence.all(licences));
    }
}
