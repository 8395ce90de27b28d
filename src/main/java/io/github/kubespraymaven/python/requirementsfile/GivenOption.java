package io.github.kubespraymaven.python.requirementsfile;

import io.github.kubespraymaven.python.text.SourceExcerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An option as given, with its value, or the empty text where it takes none. Read as Python's {@code optparse} does: short
 * forms joined with others or with their value, long ones with {@code =} or cut short where that is clear.
 */
record GivenOption(OptionName name, String value) {
    /**
     * The options among these words; other words between them are passed over, as pip does.
     *
     * @throws IllegalArgumentException at the first that is no option, or that lacks a value or has one too much
     */
    static List<GivenOption> parse(List<String> words) {
        List<GivenOption> options = new ArrayList<>();
        for (int i = 0; i < words.size() && !words.get(i).equals("--"); i++) {
            String word = words.get(i);
            Optional<String> next = i + 1 < words.size() ? Optional.of(words.get(i + 1)) : Optional.empty();
            if (word.startsWith("--")) {
                i += parseLong(word, next, options);
            } else if (word.startsWith("-") && word.length() > 1) {
                i += parseShort(word, next, options);
            }
        }
        return options;
    }

    /** Reads one word; how many more words were used up. */
    private static int parseLong(String word, Optional<String> next, List<GivenOption> options) {
        int equals = word.indexOf('=');
        OptionName name = named(equals < 0 ? word : word.substring(0, equals));
        if (!name.takesValue()) {
            if (equals >= 0) {
                throw new IllegalArgumentException(
                        name.text() + " takes no value, got \"" + SourceExcerpt.of(word) + "\"");
            }
            options.add(new GivenOption(name, ""));
            return 0;
        }
        options.add(new GivenOption(name, equals < 0 ? needed(next, name.text()) : word.substring(equals + 1)));
        return equals < 0 ? 1 : 0;
    }

    private static OptionName named(String text) {
        List<OptionName> matching = new ArrayList<>();
        for (OptionName name : OptionName.values()) {
            if (name.text().equals(text)) {
                return name;
            }
            if (name.text().startsWith(text)) {
                matching.add(name);
            }
        }
        if (matching.size() == 1) {
            return matching.get(0);
        }
        throw new IllegalArgumentException(
                matching.isEmpty()
                        ? "\"" + SourceExcerpt.of(text) + "\" is not an option that may stand in a requirements file"
                        : "\"" + text + "\" could be any of "
                                + String.join(
                                        ", ",
                                        matching.stream().map(OptionName::text).toList()));
    }

    private static int parseShort(String word, Optional<String> next, List<GivenOption> options) {
        for (int at = 1; at < word.length(); at++) {
            OptionName name = lettered(word.charAt(at), word);
            if (!name.takesValue()) {
                options.add(new GivenOption(name, ""));
                continue;
            }
            boolean joined = at + 1 < word.length();
            options.add(new GivenOption(name, joined ? word.substring(at + 1) : needed(next, "-" + name.letter())));
            return joined ? 0 : 1;
        }
        return 0;
    }

    private static OptionName lettered(char letter, String word) {
        for (OptionName name : OptionName.values()) {
            if (name.letter() == letter && letter != ' ') {
                return name;
            }
        }
        throw new IllegalArgumentException(
                "\"" + SourceExcerpt.of(word) + "\" is not an option that may stand in a requirements file");
    }

    private static String needed(Optional<String> value, String option) {
        return value.orElseThrow(
                () -> new IllegalArgumentException(option + " needs a value, got the end of the line"));
    }
}
