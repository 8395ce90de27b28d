package io.github.kubespraymaven.http;

import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    @Test
    void theEnvironmentSaysWhichProxyServesWhat() {
        Proxies proxies = Proxies.ofEnvironment(Map.of(
                "http_proxy", "http://web.example:3128/",
                "HTTPS_PROXY", "tunnel.example:8080",
                "no_proxy", "corp.example, .svc.example 10.1.0.0/16,192.168.1.1,other.example:8443"));

        assertEquals(
                """
                http://a.example/ -> web.example:3128
                https://a.example/ -> tunnel.example:8080
                https://corp.example/ -> direct
                https://a.b.corp.example/ -> direct
                https://notcorp.example/ -> tunnel.example:8080
                http://x.svc.example/ -> direct
                http://10.1.255.9:5000/ -> direct
                http://10.2.0.1/ -> web.example:3128
                http://192.168.1.1/ -> direct
                https://other.example:8443/ -> direct
                https://other.example/ -> tunnel.example:8080
                http://localhost:5000/ -> direct
                http://127.0.0.1/ -> direct
                http://[::1]:80/ -> direct
                """,
                routes(
                        proxies,
                        "http://a.example/",
                        "https://a.example/",
                        "https://corp.example/",
                        "https://a.b.corp.example/",
                        "https://notcorp.example/",
                        "http://x.svc.example/",
                        "http://10.1.255.9:5000/",
                        "http://10.2.0.1/",
                        "http://192.168.1.1/",
                        "https://other.example:8443/",
                        "https://other.example/",
                        "http://localhost:5000/",
                        "http://127.0.0.1/",
                        "http://[::1]:80/"));
    }

    @Test
    void mavensPatternsMeanWhatTheySay() {
        Proxy proxy = Proxy.parse("web.example:3128");
        Proxies proxies = new Proxies(
                Optional.of(proxy), Optional.of(proxy), DirectHosts.ofMaven("*.corp.example|repo.example|10.*"));

        assertEquals(
                """
                http://a.corp.example/ -> direct
                http://corp.example/ -> web.example:3128
                http://REPO.example/ -> direct
                http://sub.repo.example/ -> web.example:3128
                http://10.20.30.40/ -> direct
                """,
                routes(
                        proxies,
                        "http://a.corp.example/",
                        "http://corp.example/",
                        "http://REPO.example/",
                        "http://sub.repo.example/",
                        "http://10.20.30.40/"));
    }

    @Test
    void everythingIsAskedDirectlyWhenNoProxyIsAStar() {
        Proxies proxies = Proxies.ofEnvironment(Map.of("ALL_PROXY", "web.example:3128", "NO_PROXY", "*"));

        assertEquals("http://a.example/ -> direct\n", routes(proxies, "http://a.example/"));
    }

    @Test
    void aProxyThatCannotBeUsedIsNamedByItsVariableWithoutItsLogin() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Proxies.ofEnvironment(Map.of("https_proxy", "socks5://user:geheim@web.example:1080")));

        assertEquals(
                "environment variable https_proxy: only proxies that are spoken to over http:// can be used, not"
                        + " socks5://web.example:1080",
                e.getMessage());
    }

    @Test
    void aLoginIsReadAndNeverPrinted() {
        Proxy proxy = Proxy.parse("http://us%65r:p%3Ass@web.example");

        assertEquals(Optional.of(new Proxy.Login("user", "p:ss")), proxy.login());
        assertEquals(80, proxy.port());
        assertFalse(proxy.toString().contains("p:ss"), proxy.toString());
    }

    @Test
    void aRequestGoesThroughTheProxyAndLogsInWhenAskedTo() throws IOException {
        try (ScriptedServer proxy = ScriptedServer.start()) {
            proxy.on("/a", status(407, "Proxy-Authenticate", "Basic realm=\"p\""), whole("through"));
            Proxies proxies = Proxies.ofEnvironment(Map.of("http_proxy", "user:pass@127.0.0.1:" + proxy.port()));
            Http http = new HttpTransport(HttpSettings.usual().withProxies(proxies), time -> {});

            try (Response response = http.send(Request.get(URI.create("http://files.example/a")))) {
                assertEquals("through", new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
            }
            assertEquals(
                    List.of(
                            "GET http://files.example/a",
                            "GET http://files.example/a Proxy-Authorization=Basic dXNlcjpwYXNz"),
                    proxy.requests());
        }
    }

    @Test
    void aProxyThatWantsALoginNobodyGaveIsNamed() throws IOException {
        try (ScriptedServer proxy = ScriptedServer.start()) {
            proxy.on("/a", status(407, "Proxy-Authenticate", "Basic realm=\"p\""));
            Proxies proxies = Proxies.ofEnvironment(Map.of("http_proxy", "127.0.0.1:" + proxy.port()));
            Http http = new HttpTransport(HttpSettings.usual().withProxies(proxies), time -> {});

            IOException e =
                    assertThrows(IOException.class, () -> http.send(Request.get(URI.create("http://files.example/a"))));

            assertEquals(
                    "http://files.example/a: the proxy 127.0.0.1:" + proxy.port() + " wants a login (407); see to its"
                            + " user name and password in Maven's settings or the environment",
                    e.getMessage());
            assertEquals(1, proxy.requests().size());
        }
    }

    @Test
    void aTunnelThatIsRefusedForWantOfALoginSaysHowToLetJavaSendIt() throws IOException {
        try (ForwardProxy proxy = new ForwardProxy(1, 99)) {
            Proxies proxies = Proxies.ofEnvironment(Map.of("https_proxy", "user:pass@127.0.0.1:" + proxy.port()));
            Http http = new HttpTransport(HttpSettings.usual().withProxies(proxies), time -> {});

            IOException e = assertThrows(
                    IOException.class, () -> http.send(Request.get(URI.create("https://files.example/a"))));

            assertEquals(
                    "https://files.example/a: the proxy 127.0.0.1:" + proxy.port()
                            + " wants a login (407); if it"
                            + " is right, let Java send it: MAVEN_OPTS=-Djdk.http.auth.tunneling.disabledSchemes=",
                    e.getMessage());
        }
    }

    private static String routes(Proxies proxies, String... addresses) {
        StringBuilder routes = new StringBuilder();
        for (String address : addresses) {
            String route = proxies.forAddress(URI.create(address))
                    .map(proxy -> proxy.host() + ":" + proxy.port())
                    .orElse("direct");
            routes.append(address).append(" -> ").append(route).append('\n');
        }
        return routes.toString();
    }
}
