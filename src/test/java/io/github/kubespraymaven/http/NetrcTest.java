package io.github.kubespraymaven.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetrcTest {
    @Test
    void machinesAreReadInAllTheWaysTheyAreWritten() {
        List<HostLogin> logins = Netrc.read(
                """
                # machine remark.example login a password b
                machine one.example login ann password s3cret
                machine two.example
                    login "bob"
                    account staff
                    password "x y\\"\\\\"
                macdef init
                machine macro.example login m password m

                machine nobody.example login carl
                machine token.example password t0ken
                default login everybody password geheim
                """,
                ".netrc");

        assertEquals(
                """
                one.example ann:s3cret
                two.example bob:x y"\\
                token.example :t0ken""",
                logins.stream()
                        .map(one -> one.server() + " " + one.login().user() + ":"
                                + one.login().password())
                        .collect(Collectors.joining("\n")));
        assertEquals("'ann' (.netrc)", logins.get(0).toString());
    }

    @Test
    void whatEndsTooSoonIsNoError() {
        for (String text :
                List.of("", "machine", "machine a", "machine a login", "machine a login b password", "junk")) {
            assertEquals(List.of(), Netrc.read(text, ".netrc"), text);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example/,          all",
        "https://A.Example:443/,      all",
        "https://a.example:8443/,     port",
        "http://a.example:8443/,      port",
        "https://x:y@a.example/,      x",
        "https://b.example/,          none",
        "https://a.example.evil.test/, none",
        "https://sub.a.example/,      none"
    })
    void aPortsOwnLoginComesBeforeItsHosts(URI uri, String user) {
        List<HostLogin> logins = List.of(login("a.example", "all"), login("a.example:8443", "port"));
        Optional<HostLogin> found = HostLogin.find(uri, logins);
        assertEquals(user, found.map(one -> one.login().user()).orElse("none"));
    }

    private static HostLogin login(String server, String user) {
        return new HostLogin(HostPort.parse(server), new Proxy.Login(user, "p"), "a test");
    }
}
