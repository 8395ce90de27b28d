package io.github.kubespraymaven.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryingTest {
    private static final URI ADDRESS = URI.create("https://files.example/a");
    private static final RandomGenerator SMALLEST = () -> 0;

    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void pausesDoubleUpToTheLongest() throws IOException {
        Retries patient = new Retries(6, 6, Duration.ofSeconds(1), Duration.ofSeconds(5));

        new Retrying(request -> answer(502, Map.of()), patient, waits(), pauses::add, SMALLEST)
                .send(Request.get(ADDRESS));

        assertEquals("[PT1S, PT2S, PT4S, PT5S, PT5S]", pauses.toString());
    }

    @Test
    void upToHalfOfAPauseIsLeftToChance() throws IOException {
        Retries patient = new Retries(400, 400, Duration.ofSeconds(2), Duration.ofSeconds(2));

        new Retrying(request -> answer(502, Map.of()), patient, waits(), pauses::add, new java.util.Random(1))
                .send(Request.get(ADDRESS));

        long shortest = pauses.stream().mapToLong(Duration::toMillis).min().orElseThrow();
        long longest = pauses.stream().mapToLong(Duration::toMillis).max().orElseThrow();
        assertTrue(shortest >= 1000 && shortest < 1020, "shortest " + shortest);
        assertTrue(longest <= 2000 && longest > 1980, "longest " + longest);
    }

    @Test
    void aDateInRetryAfterIsMeasuredByTheServersOwnClock() throws IOException {
        Map<String, String> fields = Map.of(
                "Date", "Fri, 31 Dec 1999 23:59:57 GMT",
                "Retry-After", "Sat, 1 Jan 2000 00:00:02 GMT");

        new Retrying(
                        request -> answer(503, fields),
                        new Retries(2, 2, Duration.ofSeconds(1), Duration.ofSeconds(30)),
                        waits(),
                        pauses::add,
                        SMALLEST)
                .send(Request.get(ADDRESS));

        assertEquals("[PT5S]", pauses.toString());
    }

    @Test
    void aNameThatIsNotKnownIsNotAskedForAgain() {
        Http unknown = request -> {
            throw new UnknownHostException("files.example");
        };

        assertThrows(
                UnknownHostException.class, () -> new Retrying(unknown, Retries.usual(), waits(), pauses::add, SMALLEST)
                        .send(Request.get(ADDRESS)));
        assertEquals("[]", pauses.toString());
    }

    @Test
    void aServerThatHasAnsweredBeforeIsWaitedForLongerWhenItCannotBeReached() throws IOException {
        boolean[] there = {true};
        Http lost = request -> {
            if (there[0]) {
                return answer(200, Map.of());
            }
            throw new ConnectException("files.example");
        };
        Retries patient = new Retries(2, 5, Duration.ofSeconds(1), Duration.ofSeconds(30));
        Retrying retrying = new Retrying(lost, patient, waits(), pauses::add, SMALLEST);
        Request other = Request.get(URI.create("https://other.example/a"));

        retrying.send(Request.get(ADDRESS));
        there[0] = false;
        assertThrows(ConnectException.class, () -> retrying.send(Request.get(ADDRESS)));
        assertEquals("[PT1S, PT2S, PT4S, PT8S]", pauses.toString());

        pauses.clear();
        assertThrows(ConnectException.class, () -> retrying.send(other));
        assertEquals("[PT1S]", pauses.toString());
    }

    @Test
    void aLineThatWasDownTakesNothingFromThePatienceWithAServerThatSaysNo() throws IOException {
        List<String> script = new ArrayList<>(List.of("200", "down", "down", "down", "429", "503", "200"));
        Http line = request -> {
            String next = script.remove(0);
            if (next.equals("down")) {
                throw new ConnectException("files.example");
            }
            return answer(Integer.parseInt(next), Map.of());
        };
        Retries patient = new Retries(3, 5, Duration.ofSeconds(1), Duration.ofSeconds(30));
        Retrying retrying = new Retrying(line, patient, waits(), pauses::add, SMALLEST);

        retrying.send(Request.get(ADDRESS));
        assertEquals(200, retrying.send(Request.get(ADDRESS)).status());
        assertEquals("[PT1S, PT2S, PT4S, PT1S, PT2S]", pauses.toString());
    }

    @Test
    void aBodyThatMayArriveOnceOnlyIsSentAgainOnlyWhereNothingWasDoneWithIt() throws IOException {
        Request once = new Request("PUT", ADDRESS, Map.of(), Optional.of(new Request.Body() {
            @Override
            public long size() {
                return 0;
            }

            @Override
            public InputStream open() {
                return InputStream.nullInputStream();
            }

            @Override
            public boolean isRepeatable() {
                return false;
            }
        }));
        List<Integer> statuses = new ArrayList<>(List.of(503, 429, 500, 200));
        Http server = request -> answer(statuses.remove(0), Map.of());
        Retrying retrying = new Retrying(server, Retries.usual(), waits(), pauses::add, SMALLEST);
        assertEquals(500, retrying.send(once).status());
        assertEquals(2, pauses.size());

        Http broken = request -> {
            throw new IOException("broken");
        };
        pauses.clear();
        assertThrows(IOException.class, () -> new Retrying(broken, Retries.usual(), waits(), pauses::add, SMALLEST)
                .send(once));
        assertEquals("[]", pauses.toString());
    }

    private AskedWaits waits() {
        return new AskedWaits(Patience.usual(), pauses::add, () -> 0);
    }

    private static Response answer(int status, Map<String, String> fields) {
        return new Response(
                status, ADDRESS, name -> Optional.ofNullable(fields.get(name)), InputStream.nullInputStream());
    }
}
