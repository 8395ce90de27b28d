package io.github.kubespraymaven.fetch;

import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.HostLogin;
import io.github.kubespraymaven.http.HostPort;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.Proxy;
import io.github.kubespraymaven.http.ScriptedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks a server for a page or a file, and what is said when it lets nobody in. */
class RefusalTest {
    /** bob:s3cret. */
    private static final String BOB = "Basic Ym9iOnMzY3JldA==";

    @TempDir
    Path temporary;

    private ScriptedServer server;
    private ScriptedServer other;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedServer.start();
        other = ScriptedServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
        other.close();
    }

    @Test
    void whoeverWasAskedWithoutALoginIsNamedWithTheWayToGiveOne() {
        server.on("/a", status(401)).on("/b", status(403));
        assertEquals(
                "http://HOST/a: 401 (HOST wants a login, and was asked without a login); give one: a server with the id"
                        + " 'HOST' in Maven's settings.xml, or a line in .netrc",
                refusal(server.uri("/a")));
        assertEquals(
                "http://HOST/b: 403 (HOST forbids it, asked without a login); if it wants one, give it: a server with"
                        + " the id 'HOST' in Maven's settings.xml, or a line in .netrc",
                refusal(server.uri("/b")));
    }

    @Test
    void aLoginThatIsRefusedIsNamedByItsUserAndWhereItIsFrom() {
        server.on("/a", status(401)).on("/b", status(403));
        assertEquals(
                "http://HOST/a: 401 (HOST refuses 'bob' (in the address)); check that login and its rights, or give"
                        + " another: a server with the id 'HOST' in Maven's settings.xml, or a line in .netrc",
                refusal(withLogin(server.uri("/a"))));
        assertEquals(
                "http://HOST/b: 403 (HOST refuses 'bob' (server 'x' of Maven's settings)); check that login and its"
                        + " rights, or give another: a server with the id 'HOST' in Maven's settings.xml, or a line in"
                        + " .netrc",
                refusal(server.uri("/b"), login(server, "bob")));
    }

    @Test
    void whereARedirectLedIsNamedAndNotToldTheLogin() {
        server.on("/a", redirect(302, other.uri("/s")));
        other.on("/s", status(401, "WWW-Authenticate", "Basic realm=\"r\""));
        assertEquals(
                "http://OTHER/s: 401 (OTHER, where HOST leads to, wants a login, and was asked without the login, which"
                        + " is for its own host alone); give one: a server with the id 'OTHER' in Maven's settings.xml,"
                        + " or a line in .netrc",
                refusal(withLogin(server.uri("/a"))));
        assertEquals(List.of("GET /a Authorization=" + BOB), server.requests());
        assertEquals(List.of("GET /s"), other.requests());
    }

    @Test
    void everyHostOfARedirectIsToldItsOwnLogin() throws IOException {
        server.on("/a", redirect(302, other.uri("/s")));
        other.on("/s", whole("x"));

        fetch(login(server, "bob"), login(other, "ann")).page(new PageRequest(server.uri("/a"), "*/*", 100));

        assertEquals(List.of("GET /a Authorization=" + BOB), server.requests());
        assertEquals(List.of("GET /s Authorization=Basic YW5uOnMzY3JldA=="), other.requests());
    }

    @Test
    void aLoginForAPortIsNotForAnother() throws IOException {
        server.on("/a", whole("x"));

        fetch(login(other, "bob")).page(new PageRequest(server.uri("/a"), "*/*", 100));

        assertEquals(List.of("GET /a"), server.requests());
    }

    @Test
    void filesAndTheirPartsAreAskedForInTheSameWay() throws IOException {
        server.on("/f", redirect(302, other.uri("/f")));
        other.on("/f", status(403));
        Fetch fetch = fetch();
        Download download =
                new Download("f", List.of(withLogin(server.uri("/f"))), Digest.of("x"), OptionalLong.empty());
        String refused =
                "http://OTHER/f: 403 (OTHER, where HOST leads to, forbids it, asked without the login, which is"
                        + " for its own host alone); if it wants one, give it: a server with the id 'OTHER' in Maven's"
                        + " settings.xml, or a line in .netrc";

        assertEquals(
                "files that could not be fetched (1 of 1):\n  f: " + refused,
                plain(assertThrows(IOException.class, () -> fetch.file(download))));
        assertEquals(
                refused, plain(assertThrows(IOException.class, () -> fetch.ranges(withLogin(server.uri("/f")), 100))));
        assertFalse(
                other.requests().toString().contains("Authorization"),
                other.requests().toString());
    }

    @Test
    void aServerThatAsksForMorePatienceThanThereIsSaysHowToHaveIt() {
        server.on("/a", status(429, "Retry-After", "3600"));
        assertEquals(
                "http://HOST/a: 429 (too many requests); it asks to wait 3600 s: try again then, or let it wait with"
                        + " -Dkubespray.retryLimit=3600s",
                refusal(server.uri("/a")));
    }

    private String refusal(URI uri, HostLogin... logins) {
        return plain(assertThrows(IOException.class, () -> fetch(logins).page(new PageRequest(uri, "*/*", 100))));
    }

    private String plain(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        assertFalse(message.contains("s3cret"), message);
        return message.replace("127.0.0.1:" + server.port(), "HOST").replace("127.0.0.1:" + other.port(), "OTHER");
    }

    private static URI withLogin(URI uri) {
        return URI.create(uri.toString().replace("://", "://bob:s3cret@"));
    }

    private static HostLogin login(ScriptedServer server, String user) {
        return new HostLogin(
                HostPort.of(server.uri("/")), new Proxy.Login(user, "s3cret"), "server 'x' of Maven's settings");
    }

    private Fetch fetch(HostLogin... logins) {
        Cache cache = new Cache(temporary);
        return new Fetch(
                new HttpTransport(HttpSettings.usual().withLogins(() -> List.of(logins)), time -> {}),
                cache.blobs(),
                cache.records(),
                Progress.silent(),
                2);
    }
}
