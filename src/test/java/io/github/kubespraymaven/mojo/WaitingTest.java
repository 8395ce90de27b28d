package io.github.kubespraymaven.mojo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.error.UserErrorException;
import java.time.Duration;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameter retryLimit, and what is said while a server is waited for. */
class WaitingTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "0s, PT0S",
        "90, PT1M30S",
        "' 90 ', PT1M30S",
        "90s, PT1M30S",
        "5m, PT5M",
        "5M, PT5M",
        "1h, PT1H",
        "1h30m, PT1H30M",
        "PT5M, PT5M",
        "pt5m, PT5M",
        "P1D, PT24H",
        "99999999999, PT8760H"
    })
    void aTimeIsReadAsPeopleWriteIt(String text, Duration time) throws UserErrorException {
        assertEquals(time, ParameterValues.time("retryLimit", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-5", "-5m", "PT-5M", "5 minutes", "5min", "m", "1e3", "99999999999999999999999h", "never"})
    void whatIsNoTimeIsNamedWithWhatWouldBeOne(String text) {
        UserErrorException e = assertThrows(UserErrorException.class, () -> ParameterValues.time("retryLimit", text));
        assertEquals(
                "retryLimit: wanted a time such as 90 (seconds), 90s, 5m or 1h30m, got '" + text + "'.",
                e.getMessage());
    }

    @Test
    void aWaitIsTold() {
        assertEquals(
                "registry.example.com asks to wait 90 s (429); going on at 00:01:20.",
                ConnectedMojo.waiting(
                        "registry.example.com", 429, Duration.ofSeconds(90), LocalTime.of(23, 59, 50, 999)));
    }
}
