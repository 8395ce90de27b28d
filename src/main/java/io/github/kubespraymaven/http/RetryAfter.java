package io.github.kubespraymaven.http;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How long a server asks to be left alone (RFC 9110, section 10.2.3): seconds, or a date. A date is measured by the answer's
 * own Date, so that the machine's clock need not be right.
 */
public final class RetryAfter {
    /** Longer than anybody waits. */
    private static final long MOST_SECONDS = 999_999_999;

    private RetryAfter() {}

    /** Returns the time; nothing where the server asks for none, or for one that is past or cannot be read. */
    static Optional<Duration> of(Response.Headers headers) {
        return headers.first("Retry-After")
                .map(String::strip)
                .flatMap(value -> isNumber(value) ? Optional.of(seconds(value)) : untilDate(value, headers))
                .filter(time -> !time.isNegative() && !time.isZero());
    }

    /** Says what an answer that was not waited for asks for, and how to let it; nothing where it asks for nothing. */
    public static String advice(Response response) {
        boolean busy = response.status() == 429 || response.status() >= 500;
        return of(response.headers())
                .filter(time -> busy)
                .map(time -> "; it asks to wait " + time.toSeconds()
                        + " s: try again then, or let it wait with -Dkubespray.retryLimit=" + time.toSeconds() + "s")
                .orElse("");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(digits.length() > 9 ? MOST_SECONDS : Long.parseLong(digits));
    }

    private static Optional<Duration> untilDate(String text, Response.Headers headers) {
        Optional<ZonedDateTime> then = date(text);
        Optional<ZonedDateTime> now = headers.first("Date").flatMap(RetryAfter::date);
        return then.isPresent() && now.isPresent()
                ? Optional.of(Duration.between(now.get(), then.get()))
                : Optional.empty();
    }

    private static Optional<ZonedDateTime> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
