package io.github.kubespraymaven.http;

import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A proxy's login goes to the proxy, a server's to the server, and neither to the other. */
class ProxyLoginTest {
    private static final String ASKS = "Basic realm=\"r\"";

    @Test
    void whoWantsToKnowOfTheProxysLoginBehindItsTunnelIsNotTold() throws IOException {
        try (ScriptedServer server = ScriptedServer.startTls();
                ForwardProxy proxy = new ForwardProxy(server.port(), 0)) {
            server.on("/a", status(407, "Proxy-Authenticate", ASKS));

            assertEquals(407, get(through(proxy), "https://files.example/a"));

            assertEquals(List.of("GET /a"), server.requests());
            assertEquals(List.of("CONNECT files.example:443 HTTP/1.1"), proxy.heads());
        }
    }

    @Test
    void aServersOwnLoginGoesThroughTheTunnelAndNotToTheProxy() throws IOException {
        try (ScriptedServer server = ScriptedServer.startTls();
                ForwardProxy proxy = new ForwardProxy(server.port(), 0)) {
            server.on("/a", whole("x"));

            assertEquals(200, get(through(proxy), "https://us:pw@files.example/a"));

            assertEquals(List.of("GET /a Authorization=Basic dXM6cHc="), server.requests());
            assertEquals(List.of("CONNECT files.example:443 HTTP/1.1"), proxy.heads());
        }
    }

    @Test
    void aServerBehindAProxyWithALoginMaySayThatItWantsOneItself() throws IOException {
        try (ScriptedServer server = ScriptedServer.startTls();
                ForwardProxy proxy = new ForwardProxy(server.port(), 0)) {
            server.on("/basic", status(401, "WWW-Authenticate", ASKS)).on("/none", status(401));

            assertEquals(401, get(through(proxy), "https://files.example/basic"));
            assertEquals(401, get(through(proxy), "https://files.example/none"));
            assertEquals(List.of("GET /basic", "GET /none"), server.requests());
        }
        try (ScriptedServer proxy = ScriptedServer.start()) {
            proxy.on("/basic", status(401, "WWW-Authenticate", ASKS)).on("/none", status(401));
            Http http = through(proxy.port(), "");

            assertEquals(401, get(http, "http://files.example/basic"));
            assertEquals(401, get(http, "http://files.example/none"));
            assertEquals(List.of("GET http://files.example/basic", "GET http://files.example/none"), proxy.requests());
        }
    }

    @Test
    void theProxysLoginStaysBehindWhereARedirectLeadsPastTheProxy() throws IOException {
        try (ScriptedServer proxy = ScriptedServer.start();
                ScriptedServer server = ScriptedServer.start()) {
            proxy.on("/a", status(407, "Proxy-Authenticate", ASKS), redirect(302, server.uri("/b")))
                    .on("/c", whole("x"));
            server.on("/b", status(407, "Proxy-Authenticate", ASKS));
            Http http = through(proxy.port(), "");

            assertEquals(407, get(http, "http://files.example/a"));
            assertEquals(200, get(http, "http://files.example/c"));

            assertEquals(List.of("GET /b"), server.requests());
            assertEquals(
                    List.of(
                            "GET http://files.example/a",
                            "GET http://files.example/a Proxy-Authorization=Basic dXNlcjpwYXNz",
                            "GET http://files.example/c Proxy-Authorization=Basic dXNlcjpwYXNz"),
                    proxy.requests());
        }
    }

    @Test
    void aProxyThatRefusesTheLoginIsNamedWithTheUserAndNotThePassword() throws IOException {
        try (ScriptedServer proxy = ScriptedServer.start()) {
            proxy.on("/a", status(407, "Proxy-Authenticate", ASKS));

            IOException e =
                    assertThrows(IOException.class, () -> get(through(proxy.port(), ""), "http://files.example/a"));

            assertEquals(
                    "http://files.example/a: the proxy 127.0.0.1:" + proxy.port()
                            + " refuses the login of 'user' (407);"
                            + " see to its user name and password in Maven's settings or the environment",
                    e.getMessage());
            assertEquals(2, proxy.requests().size());
        }
    }

    /** Whether Java sends it in time is decided when it starts: {@code jdk.http.auth.tunneling.disabledSchemes}. */
    @Test
    void whatAProxyAsksForBeforeItsTunnelIsNotSentThroughIt() throws IOException {
        try (ScriptedServer server = ScriptedServer.startTls();
                ForwardProxy proxy = new ForwardProxy(server.port(), 1)) {
            server.on("/a", whole("x"));
            Http http = through(proxy);

            assertEquals(200, get(http, "https://us:pw@files.example/a"));
            assertEquals(200, get(http, "https://files.example/a"));

            assertEquals(List.of("GET /a Authorization=Basic dXM6cHc=", "GET /a"), server.requests());
            for (String head : proxy.heads()) {
                assertFalse(head.contains("dXM6cHc="), head);
            }
        }
    }

    @Test
    void aTunnelsLoginIsNotTriedForEver() throws IOException {
        try (ForwardProxy proxy = new ForwardProxy(1, 99)) {
            IOException e = assertThrows(IOException.class, () -> get(through(proxy), "https://us:pw@files.example/a"));

            assertFalse(String.valueOf(e.getMessage()).contains("pass"), e.getMessage());
            assertEquals(2, proxy.heads().size());
        }
    }

    private static Http through(ForwardProxy proxy) {
        return through(proxy.port(), "");
    }

    private static Http through(int proxy, String direct) {
        Proxies proxies =
                Proxies.ofEnvironment(Map.of("all_proxy", "http://user:pass@127.0.0.1:" + proxy, "no_proxy", direct));
        return new HttpTransport(
                HttpSettings.usual().withProxies(proxies).withUnverifiedHosts(Set.of("files.example")), time -> {});
    }

    private static int get(Http http, String address) throws IOException {
        try (Response response = http.send(Request.get(URI.create(address)))) {
            return response.status();
        }
    }
}
