package io.github.kubespraymaven.image.root;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a root says of its distribution (os-release(5)).
 *
 * @param values by name, without quotes
 */
public record OsRelease(Map<String, String> values) {
    /** Where it is: "the file /etc/os-release takes precedence over /usr/lib/os-release". */
    public static final List<String> PLACES = List.of("etc/os-release", "usr/lib/os-release");

    /** What is known of a root that says nothing. */
    public static final OsRelease UNKNOWN = new OsRelease(Map.of());

    /** Keeps its own copy. */
    public OsRelease {
        values = Map.copyOf(values);
    }

    /** Reads the file; lines that assign nothing are passed over. */
    public static OsRelease read(String text) {
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
    public Optional<String> id() {
        return Optional.ofNullable(values.get("ID"));
    }

    /** Returns the distribution's name. */
    public Optional<String> name() {
        return Optional.ofNullable(values.get("NAME"));
    }

    /** Returns the release's number, where it has one: {@code 12}. */
    public Optional<String> version() {
        return Optional.ofNullable(values.get("VERSION_ID"));
    }

    /** Returns the release's name, where it has one: {@code bookworm}. */
    public Optional<String> codename() {
        return Optional.ofNullable(values.get("VERSION_CODENAME"));
    }

    /** Returns what it is called in front of people. */
    @Override
    public String toString() {
        String name = (id().orElse("") + " " + version().orElse("")).strip();
        return Optional.ofNullable(values.get("PRETTY_NAME")).orElse(name.isEmpty() ? "an unknown distribution" : name);
    }
}
