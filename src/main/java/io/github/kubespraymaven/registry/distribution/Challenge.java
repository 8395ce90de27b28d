package io.github.kubespraymaven.registry.distribution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a server wants to be told who asks (RFC 9110, section 11.6.1, WWW-Authenticate).
 *
 * @param scheme in lower case: {@code basic}, {@code bearer}
 * @param parameters by name, in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PARAMETER =
            Pattern.compile("\\G[\\s,]*(" + TOKEN + ")\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,\"]+))");
    private static final Pattern SCHEME = Pattern.compile("\\G[\\s,]*(" + TOKEN + ")(?=\\s|,|$)");

    Challenge {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Reads all challenges of an answer: several may stand in one field, and each field may be there several times. What
     * cannot be read ends the field it stands in.
     */
    static List<Challenge> read(List<String> fields) {
        List<Challenge> challenges = new ArrayList<>();
        for (String field : fields) {
            Matcher scheme = SCHEME.matcher(field);
            Matcher parameter = PARAMETER.matcher(field);
            int position = 0;
            while (scheme.find(position) && scheme.start() == position) {
                position = scheme.end();
                Map<String, String> parameters = new LinkedHashMap<>();
                while (parameter.find(position) && parameter.start() == position) {
                    position = parameter.end();
                    parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value(parameter));
                }
                challenges.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters));
            }
        }
        return challenges;
    }

    private static String value(Matcher parameter) {
        String quoted = parameter.group(2);
        return quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
    }

    /** Returns the first challenge of a scheme. */
    static Optional<Challenge> find(List<Challenge> challenges, String scheme) {
        return challenges.stream()
                .filter(challenge -> challenge.scheme().equals(scheme))
                .findFirst();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(value -> !value.isEmpty());
    }
}
