package io.github.kubespraymaven.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which redirects keep credentials, whatever client sends the requests. */
class OriginTest {
    private final List<String> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    https://a.example/x      | /y                              | kept
                    https://a.example/x      | https://a.example/y             | kept
                    https://a.example/x      | https://a.example:443/y         | kept
                    https://a.example:443/x  | https://a.example/y             | kept
                    https://a.example/x      | https://A.Example/y             | kept
                    https://a.example/x      | HTTPS://a.example/y             | kept
                    https://a.example/x      | https://other:geheim@a.example/ | kept
                    http://a.example:80/x    | http://a.example/y              | kept
                    http://[fd00::1]/x       | http://[FD00:0:0::1]:80/y       | kept
                    https://a.example/x      | https://a.example:8443/y        | left
                    https://a.example:8443/x | https://a.example/y             | left
                    https://a.example/x      | https://a.example./y            | left
                    https://a.example/x      | https://b.example/y             | left
                    https://a.example/x      | //b.example/y                   | left
                    https://a.example/x      | https://b.a.example/y           | left
                    https://b.a.example/x    | https://a.example/y             | left
                    https://a.example/x      | https://a.example.evil.test/y   | left
                    https://a.example/x      | https://a.example@evil.test/y   | left
                    https://a.example/x      | https://a.example:pw@evil.test/ | left
                    http://a.example/x       | https://a.example/y             | left
                    http://a.example:5000/x  | https://a.example:5000/y        | left
                    http://127.0.0.1:5000/x  | http://localhost:5000/y         | left
                    http://[fd00::1]/x       | http://[fd00::2]/y              | left
                    http://[fd00::1]:5000/x  | http://[fd00::1]:5001/y         | left
                    """)
    void credentialsGoToTheirOwnOriginAlone(URI from, String location, String credentials) throws IOException {
        for (String secret : List.of("Authorization", "authorization", "Cookie", "Proxy-Authorization")) {
            redirect(Request.get(from).with(secret, "s3cret"), 302, location);
            assertEquals(credentials.equals("kept") ? secret + "=s3cret" : "nothing", asked.get(1), secret);
        }
        URI withLogin = URI.create(from.toString().replace("://", "://user:pass@"));
        for (int status : List.of(301, 302, 303, 307, 308)) {
            redirect(Request.get(withLogin), status, location);
            assertEquals(credentials.equals("kept") ? "user:pass" : "nothing", asked.get(1), "status " + status);
        }
    }

    @Test
    void whatWasLeftBehindDoesNotComeBackWithTheWay() throws IOException {
        redirect(
                Request.get(URI.create("https://user:pass@a.example/x")),
                302,
                "https://b.example/y",
                "https://a.example/z");
        assertEquals(List.of("user:pass", "nothing", "nothing"), asked);
    }

    @Test
    void userInformationOfALocationIsSentToNobody() throws IOException {
        redirect(Request.get(URI.create("https://a.example/x")), 302, "https://other:geheim@a.example/y");
        assertEquals(List.of("nothing", "nothing"), asked);
    }

    @Test
    void aSecretBodyIsNotSentToAnotherOrigin() throws IOException {
        Request post = new Request("POST", URI.create("https://a.example/token"), Map.of(), Optional.of(new Secret()));

        redirect(post, 307, "https://a.example/elsewhere");
        redirect(post, 303, "https://b.example/");
        for (int status : List.of(307, 308)) {
            IOException e = assertThrows(IOException.class, () -> redirect(post, status, "https://b.example/t?k=v"));
            assertEquals(
                    "https://a.example/token: redirects to https://b.example/t?…, which is refused, as a secret would"
                            + " be sent there; name that address itself if it is right",
                    e.getMessage());
            assertEquals(1, asked.size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://b.example/a b?s3cret",
                "https://b.example/\r\nAuthorization: s3cret",
                "https://[::zz]/s3cret",
                "https://b.example:port/s3cret",
                "https:///s3cret",
                "file:///etc/s3cret",
                "javascript:s3cret",
                "mailto:s3cret@b.example",
                "http:s3cret",
                "http://s3cret@b.example/"
            })
    void whereNobodyCanGoIsAnErrorWithoutWhatItSays(String location) {
        IOException e = assertThrows(
                IOException.class, () -> redirect(Request.get(URI.create("https://a.example/x")), 302, location));

        assertEquals(1, asked.size());
        String text = String.valueOf(e.getMessage());
        assertTrue(text.startsWith("https://a.example/x: redirects "), text);
        for (Throwable one = e; one != null; one = one.getCause()) {
            assertFalse(one.toString().contains("s3cret"), one.toString());
        }
    }

    @Test
    void nothingButALocationOfARedirectLeadsElsewhere() throws IOException {
        Http refreshing = request -> {
            note(request);
            return answer(
                    request, 200, Map.of("Refresh", "0; url=https://b.example/", "Location", "https://b.example/"));
        };
        new Redirecting(refreshing).send(Request.get(URI.create("https://a.example/x")));
        for (int status : List.of(300, 304, 305, 306, 401)) {
            new Redirecting(request -> {
                        note(request);
                        return answer(request, status, Map.of("Location", "https://b.example/"));
                    })
                    .send(Request.get(URI.create("https://a.example/x")));
        }
        assertEquals(6, asked.size());
    }

    /** Sends a request that is answered with redirects, and with 200 in the end. */
    private void redirect(Request request, int status, String... locations) throws IOException {
        asked.clear();
        Deque<String> left = new ArrayDeque<>(List.of(locations));
        new Redirecting(one -> {
                    note(one);
                    return left.isEmpty()
                            ? answer(one, 200, Map.of())
                            : answer(one, status, Map.of("Location", left.remove()));
                })
                .send(request);
    }

    private void note(Request request) {
        List<String> told = new ArrayList<>();
        Optional.ofNullable(request.uri().getRawUserInfo()).ifPresent(told::add);
        request.headers().forEach((name, value) -> {
            if (List.of("authorization", "cookie", "proxy-authorization").contains(name.toLowerCase(Locale.ROOT))) {
                told.add(name + "=" + value);
            }
        });
        asked.add(told.isEmpty() ? "nothing" : String.join(" ", told));
    }

    private static Response answer(Request request, int status, Map<String, String> fields) {
        return new Response(
                status,
                Address.bare(request.uri()),
                name -> Optional.ofNullable(fields.get(name)),
                InputStream.nullInputStream());
    }

    private static final class Secret implements Request.Body {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[1]);
        }

        @Override
        public boolean isSecret() {
            return true;
        }
    }
}
