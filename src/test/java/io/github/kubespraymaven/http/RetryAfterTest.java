package io.github.kubespraymaven.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.concurrent.Interruption;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a server's wish to be left alone is met. */
class RetryAfterTest {
    private static final URI ADDRESS = URI.create("https://reg.example:5000/a");

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aMinuteAndMoreIsWaitedForWithAWord() throws IOException {
        assertEquals(200, status(Duration.ofMinutes(5), "429 90", "200"));
        assertEquals("[PT1M30S]", pauses.toString());
        assertEquals(List.of("reg.example:5000 asks to wait PT1M30S (429)"), told);
    }

    @Test
    void whatIsOverInSecondsIsWaitedForWithoutAWord() throws IOException {
        assertEquals(200, status(Duration.ofMinutes(5), "503 9", "429 2", "200"));
        assertEquals("[PT9S, PT2S]", pauses.toString());
        assertEquals(List.of(), told);
    }

    @Test
    void waitsAreWaitedForUpToTheLimitInAll() throws IOException {
        assertEquals(429, status(Duration.ofSeconds(200), "429 90", "429 90", "429 90", "200"));
        assertEquals("[PT1M30S, PT1M30S]", pauses.toString());
    }

    @Test
    void theLimitIsForAllRequestsToAHost() throws IOException {
        Http http = server(Duration.ofSeconds(100), "429 60", "200", "429 60", "200");
        assertEquals(200, http.send(Request.get(ADDRESS)).status());
        assertEquals(429, http.send(Request.get(ADDRESS)).status());
        assertEquals("[PT1M]", pauses.toString());
        assertEquals(200, http.send(Request.get(ADDRESS)).status());
        Http other = server(Duration.ofSeconds(100), "429 60", "200", "429 60", "200");
        assertEquals(200, other.send(Request.get(ADDRESS)).status());
        assertEquals(
                200,
                other.send(Request.get(URI.create("https://other.example/"))).status());
    }

    @Test
    void aLimitOfNothingWaitsForNothingThatIsAskedFor() throws IOException {
        assertEquals(429, status(Duration.ZERO, "429 1", "200"));
        assertEquals(503, status(Duration.ZERO, "503 70", "200"));
        assertEquals("[]", pauses.toString());
        assertEquals(200, status(Duration.ZERO, "503", "200"));
        assertEquals("[PT1S]", pauses.toString());
    }

    @Test
    void aServerThatSaysForHowLongMayDoSoMoreOftenThanOneThatDoesNot() throws IOException {
        assertEquals(
                200,
                status(
                        Duration.ofMinutes(5),
                        "429 30",
                        "429 30",
                        "429 30",
                        "429 30",
                        "429 30",
                        "503",
                        "503",
                        "503",
                        "200"));
        assertEquals(503, status(Duration.ofMinutes(5), "503 1", "503 1", "503 1", "503 1", "200"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    75                            | Sun, 06 Nov 1994 08:49:37 GMT | PT1M15S
                    ' 75 '                        | ''                            | PT1M15S
                    Sun, 06 Nov 1994 08:50:52 GMT | Sun, 06 Nov 1994 08:49:37 GMT | PT1M15S
                    Sun, 6 Nov 1994 08:50:52 GMT  | Sun, 6 Nov 1994 08:49:37 GMT  | PT1M15S
                    Sun, 06 Nov 1994 08:49:37 GMT | Sun, 06 Nov 1994 08:49:37 GMT | PT1S
                    Sun, 06 Nov 1994 08:00:00 GMT | Sun, 06 Nov 1994 08:49:37 GMT | PT1S
                    Sun, 06 Nov 1994 08:50:52 GMT | ''                            | PT1S
                    0                             | ''                            | PT1S
                    -75                           | ''                            | PT1S
                    7.5                           | ''                            | PT1S
                    1e3                           | ''                            | PT1S
                    soon                          | ''                            | PT1S
                    ''                            | ''                            | PT1S
                    """)
    void bothFormsAreReadAndWhatIsNeitherCountsForNothing(String value, String date, String pause) throws IOException {
        assertEquals(200, status(Duration.ofMinutes(5), "429 " + value + "|" + date, "200"));
        assertEquals("[" + pause + "]", pauses.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "301",
        "1000000000000",
        "99999999999999999999999999",
        "'Sat, 06 Nov 2094 08:49:37 GMT|Sun, 06 Nov 1994 08:49:37 GMT'"
    })
    void moreThanTheLimitIsNotWaitedFor(String value) throws IOException {
        assertEquals(429, status(Duration.ofMinutes(5), "429 " + value, "200"));
        assertEquals("[]", pauses.toString());
        assertEquals(List.of(), told);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    400 401 403 404 405 407 409 410 412 416 425 451 501 505 511",
        "PUT,    400 401 403 404 405 407 409 410 412 416 425 451 501 505 511",
        "POST,   400 401 403 404 408 500 502 504 507 520",
        "PATCH,  400 401 403 404 408 500 502 504 507 520"
    })
    void whatWouldBeNoBetterOrBeDoneTwiceIsNotSentAgain(String method, String statuses) throws IOException {
        for (String status : statuses.split(" ")) {
            Http http = server(Duration.ofMinutes(5), status + " 2", "200");
            assertEquals(
                    Integer.parseInt(status),
                    http.send(Request.of(method, ADDRESS)).status());
        }
        assertEquals("[]", pauses.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    408 429 500 502 503 504 507 520 522",
        "HEAD,   408 429 500 502 503 504",
        "PUT,    408 429 500 502 503 504",
        "DELETE, 408 429 500 502 503 504",
        "POST,   429 503",
        "PATCH,  429 503"
    })
    void whatMayPassAndMayBeSentTwiceIsSentAgain(String method, String statuses) throws IOException {
        for (String status : statuses.split(" ")) {
            Http http = server(Duration.ofMinutes(5), status, "200");
            assertEquals(200, http.send(Request.of(method, ADDRESS)).status(), status);
        }
    }

    @Test
    void manyThatAreToldToWaitAtOnceSayItOnceAndTakeFromTheLimitOnce() throws Exception {
        CountDownLatch all = new CountDownLatch(50);
        Pause together = time -> {
            pauses.add(time);
            all.countDown();
            try {
                all.await();
            } catch (InterruptedException e) {
                throw Interruption.of("interrupted during a test", e);
            }
        };
        Patience patience = new Patience(Duration.ofMinutes(2), this::note);
        AskedWaits waits = new AskedWaits(patience, together, () -> 0);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Http http = new Retrying(script("429 90", "200"), Retries.usual(), waits, together, () -> 0);
            answers.add(threads.submit(() -> http.send(Request.get(ADDRESS)).status()));
        }
        for (Future<Integer> answer : answers) {
            assertEquals(200, answer.get());
        }
        threads.shutdown();
        assertEquals(50, pauses.size());
        assertEquals(List.of("reg.example:5000 asks to wait PT1M30S (429)"), told);
    }

    @Test
    void whoComesLateTakesFromTheLimitWhatItMakesLonger() {
        long[] now = {0};
        AskedWaits waits = new AskedWaits(new Patience(Duration.ofSeconds(100), this::note), pauses::add, () -> now[0]);
        assertTrue(waits.agree(ADDRESS, 429, Duration.ofSeconds(60), Duration.ofSeconds(60))
                .isPresent());
        now[0] = 5_000;
        assertTrue(waits.agree(ADDRESS, 429, Duration.ofSeconds(60), Duration.ofSeconds(60))
                .isPresent());
        now[0] = 40_000;
        assertTrue(waits.agree(ADDRESS, 429, Duration.ofSeconds(60), Duration.ofSeconds(60))
                .isPresent());
        assertTrue(waits.agree(ADDRESS, 429, Duration.ofSeconds(61), Duration.ofSeconds(61))
                .isEmpty());
        assertEquals(
                List.of("reg.example:5000 asks to wait PT1M (429)", "reg.example:5000 asks to wait PT1M (429)"), told);
    }

    @Test
    void aWaitThatIsInterruptedIsOver() {
        Pause interrupted = time -> {
            throw Interruption.of("interrupted during a pause", new InterruptedException());
        };
        AskedWaits waits = new AskedWaits(Patience.usual(), interrupted, () -> 0);
        Http http = new Retrying(script("429 90", "200"), Retries.usual(), waits, interrupted, () -> 0);

        assertThrows(InterruptedIOException.class, () -> http.send(Request.get(ADDRESS)));
        assertTrue(Thread.interrupted());
    }

    @Test
    void thePauseThatReallyWaitsEndsWithAnInterrupt() {
        Thread.currentThread().interrupt();

        assertThrows(InterruptedIOException.class, () -> Pause.real().last(Duration.ofDays(1)));
        assertTrue(Thread.interrupted());
    }

    @Test
    void anAnswerThatWasNotWaitedForSaysWhatWouldHaveBeenWaited() {
        assertEquals(
                "; it asks to wait 3600 s: try again then, or let it wait with -Dkubespray.retryLimit=3600s",
                RetryAfter.advice(answer("429 3600")));
        assertEquals("", RetryAfter.advice(answer("429")));
        assertEquals("", RetryAfter.advice(answer("404 60")));
    }

    private int status(Duration limit, String... script) throws IOException {
        pauses.clear();
        told.clear();
        return server(limit, script).send(Request.get(ADDRESS)).status();
    }

    private Http server(Duration limit, String... script) {
        AskedWaits waits = new AskedWaits(new Patience(limit, this::note), pauses::add, () -> 0);
        Retries retries = new Retries(4, 4, Duration.ofSeconds(1), Duration.ofSeconds(30));
        return new Retrying(script(script), retries, waits, pauses::add, () -> 0);
    }

    private void note(String host, int status, Duration time) {
        told.add(host + " asks to wait " + time + " (" + status + ")");
    }

    /** Answers in turn: {@code STATUS [RETRY-AFTER[|DATE]]}. */
    private static Http script(String... answers) {
        Deque<String> left = new ArrayDeque<>(Arrays.asList(answers));
        return request -> answer(left.remove());
    }

    private static Response answer(String text) {
        int blank = text.indexOf(' ');
        String status = blank < 0 ? text : text.substring(0, blank);
        String[] fields = blank < 0 ? new String[0] : text.substring(blank + 1).split("\\|", -1);
        Map<String, Optional<String>> headers = Map.of(
                "Retry-After", fields.length > 0 ? Optional.of(fields[0]) : Optional.empty(),
                "Date", fields.length > 1 ? Optional.of(fields[1]) : Optional.empty());
        return new Response(
                Integer.parseInt(status),
                ADDRESS,
                name -> headers.getOrDefault(name, Optional.empty()),
                InputStream.nullInputStream());
    }
}
