package io.github.kubespraymaven.builder.from;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a root says of its distribution (os-release(5)).
 *
 * @param values by name, without quotes
 */
record OsRelease(Map<String, String> values) {
    /** Keeps its own copy. */
    OsRelease {
        values = Map.copyOf(values);
    }

    /** Reads the file; lines that assign nothing are passed over. */
    static OsRelease read(String text) {
        Map<String, String> values = new TreeMap<>();
        for (String line : text.split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(
                        line.substring(0, equals).strip(),
                        unquoted(line.substring(equals + 1).strip()));
            }
        }
        return new OsRelease(values);
    }

    private static String unquoted(String value) {
        if (value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0)) {
            return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        return value;
    }

    /** Returns the distribution's name in one word: {@code debian}. */
    String id() {
        return values.getOrDefault("ID", "");
    }

    /** Returns the release's name, where it has one: {@code bookworm}. */
    Optional<String> codename() {
        return Optional.ofNullable(values.get("VERSION_CODENAME"));
    }

    /** Returns what it is called in front of people. */
    @Override
    public String toString() {
        String name = (id() + " " + values.getOrDefault("VERSION_ID", "")).strip();
        return Optional.ofNullable(values.get("PRETTY_NAME")).orElse(name.isEmpty() ? "an unknown distribution" : name);
    }
}
