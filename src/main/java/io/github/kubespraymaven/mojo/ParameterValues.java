package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.Platform;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads parameters' texts; what cannot be read is named with what would have been right. */
final class ParameterValues {
    private static final List<Platform> BUILT = List.of(Platform.LINUX_AMD64, Platform.LINUX_ARM64);

    /** Longer than any build; it keeps sums within what numbers hold. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private ParameterValues() {}

    /** Reads an instant such as {@code 2026-11-01T00:00:00Z}. */
    static Optional<Instant> instant(String parameter, @Nullable String text) throws UserErrorException {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.trim()).toInstant());
        } catch (DateTimeParseException e) {
            throw new UserErrorException(
                    parameter + ": wanted an instant such as 2026-11-01T00:00:00Z, got '" + text + "'.", e);
        }
    }

    /** Reads seconds since 1970. */
    static Optional<Instant> epoch(String variable, Optional<String> text) throws UserErrorException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text.get().trim())));
        } catch (NumberFormatException e) {
            throw new UserErrorException(variable + ": wanted seconds since 1970, got '" + text.get() + "'.", e);
        }
    }

    /**
     * Reads a time: seconds as a number, or hours, minutes and seconds as {@code 1h30m}, {@code 5m}, {@code 90s}; ISO 8601's
     * {@code PT5M} too.
     */
    static Duration time(String parameter, String text) throws UserErrorException {
        String bare = text.strip().toUpperCase(Locale.ROOT);
        boolean digits = !bare.isEmpty() && bare.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            Duration time = Duration.parse(bare.startsWith("P") ? bare : "PT" + bare + (digits ? "S" : ""));
            if (!time.isNegative()) {
                return time.compareTo(LONGEST) > 0 ? LONGEST : time;
            }
        } catch (DateTimeParseException e) {
            // What would have been right is said below.
        }
        throw new UserErrorException(
                parameter + ": wanted a time such as 90 (seconds), 90s, 5m or 1h30m, got '" + text + "'.");
    }

    /** Reads one of an enumeration's names, in lower case. */
    static <E extends Enum<E>> E choice(String parameter, String text, Class<E> type) throws UserErrorException {
        for (E choice : type.getEnumConstants()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(text.trim())) {
                return choice;
            }
        }
        throw new UserErrorException(parameter + ": wanted "
                + Stream.of(type.getEnumConstants())
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or "))
                + ", got '" + text + "'.");
    }

    /** Reads platforms; each once, in the order given. */
    static List<Platform> platforms(List<String> texts) throws UserErrorException {
        List<Platform> platforms = new ArrayList<>();
        for (String text : texts) {
            Platform platform;
            try {
                platform = Platform.parse(text);
            } catch (IllegalArgumentException e) {
                throw new UserErrorException("platforms: " + e.getMessage(), e);
            }
            if (!BUILT.contains(platform)) {
                throw new UserErrorException("platforms: wanted "
                        + BUILT.stream().map(Platform::toString).collect(Collectors.joining(" or ")) + ", got '" + text
                        + "'.");
            }
            if (!platforms.contains(platform)) {
                platforms.add(platform);
            }
        }
        if (platforms.isEmpty()) {
            throw new UserErrorException("platforms: none is given; the default is " + Platform.LINUX_AMD64 + ".");
        }
        return platforms;
    }
}
