package io.github.kubespraymaven.fetch;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes of a whole an answer holds (RFC 9110, section 14.4): {@code bytes 0-499/1234}.
 *
 * @param first the offset of the first byte
 * @param last the offset of the last byte
 * @param total how many bytes the whole has; empty where the server does not say
 */
record ContentRange(long first, long last, OptionalLong total) {
    private static final Pattern FORM = Pattern.compile("bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    static Optional<ContentRange> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        OptionalLong total =
                matcher.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(matcher.group(3)));
        ContentRange range =
                new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), total);
        boolean possible = range.first <= range.last && (total.isEmpty() || range.last < total.getAsLong());
        return possible ? Optional.of(range) : Optional.empty();
    }

    /** Returns how many bytes there are. */
    long length() {
        return last - first + 1;
    }
}
