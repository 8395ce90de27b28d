package io.github.kubespraymaven.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "reg.example,           https://reg.example/,           true",
        "reg.example,           https://reg.example:8443/,      true",
        "REG.Example,           https://reg.EXAMPLE/,           true",
        "reg.example:443,       https://reg.example/,           true",
        "reg.example:443,       http://reg.example/,            false",
        "reg.example:80,        http://reg.example/,            true",
        "reg.example:5000,      http://reg.example:5000/,       true",
        "reg.example:5000,      http://reg.example:5001/,       false",
        "reg.example,           http://reg.example.evil.test/,  false",
        "reg.example,           http://sub.reg.example/,        false",
        "reg.example:port,      http://reg.example/,            false",
        "10.0.0.1,              http://10.0.0.1:5000/,          true",
        "10.0.0.1,              http://10.0.0.11/,              false",
        "::1,                   http://[::1]:5000/,             true",
        "[::1],                 http://[0:0:0:0:0:0:0:1]:5000/, true",
        "[::1]:5000,            http://[::1]:5000/,             true",
        "[::1]:5000,            http://[::1]:5001/,             false",
        "[FD00::A],             http://[fd00:0::a]/,            true",
        "::ffff:10.0.0.1,       http://10.0.0.1/,               true",
        "10.0.0.1,              http://[::ffff:10.0.0.1]/,      true",
        "[fe80::1%eth0],        http://[fe80::1]/,              true"
    })
    void aRuleIsAboutAHostAndThePortThatItSays(String rule, URI server, boolean covered) {
        assertEquals(covered, HostPort.parse(rule).covers(HostPort.of(server)));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST:5000, true",
        "localhost., true",
        "registry.localhost, true",
        "127.0.0.1, true",
        "127.1, true",
        "127.0.1:80, true",
        "127.255.255.254, true",
        "[::1]:5000, true",
        "::1, true",
        "[0:0:0:0:0:0:0:1], true",
        "[::1%lo], true",
        "::ffff:127.0.0.1, true",
        "[::ffff:7f00:1]:80, true",
        "128.0.0.1, false",
        "127.0.0.1.evil.test, false",
        "127.evil.test, false",
        "127., false",
        "127.0.0.0.1, false",
        "notlocalhost, false",
        "localhost.evil.test, false",
        "::2, false",
        "[fd00::1], false",
        "0.0.0.0, false",
        "'', false"
    })
    void thisMachineIsKnownByItsNamesAlone(String text, boolean loopback) {
        assertEquals(loopback, HostPort.parse(text).isLoopback(), text);
    }

    @Test
    void anAddressHasOneForm() {
        assertEquals("[::1]", HostPort.parse("0:0:0:0:0:0:0:1").toString());
        assertEquals(
                "[2001:db8::1]:443",
                HostPort.of(URI.create("https://[2001:DB8:0::1]/")).toString());
        assertEquals(
                "[2001:db8:0:1:1:1:1:1]", HostPort.parse("2001:db8:0:1:1:1:1:1").toString());
        assertEquals("[2001:0:0:1::1]", HostPort.parse("[2001:0:0:1:0:0:0:1]").toString());
        assertEquals("[::]", HostPort.parse("::").toString());
        assertEquals("reg.example", HostPort.parse(" Reg.Example ").toString());
        assertEquals(
                "https://reg.example",
                Origin.of(URI.create("HTTPS://Reg.example:443/x")).toString());
        assertEquals(
                "http://reg.example:443",
                Origin.of(URI.create("http://reg.example:443/x")).toString());
    }

    @Test
    void whatShouldHaveBeenAnAddressIsShownWithoutItsSecrets() {
        assertEquals("https://…@host/p", Address.shown("https://user:ge/h@eim@host/p"));
        assertEquals("https://host/p?…", Address.shown("https://host/p?sig=geheim"));
        assertEquals("…@host/p?…", Address.shown("user:geheim@host/p#geheim"));
        assertEquals("no address", Address.shown("no address"));
    }
}
