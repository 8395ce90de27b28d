package io.github.kubespraymaven.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no_proxy and nonProxyHosts let pass by the proxy. */
class DirectHostsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    *                        | http://a.example/            | direct
                    a.example                | http://a.example/            | direct
                    a.example                | http://sub.a.example:8080/   | direct
                    A.EXAMPLE                | http://a.Example/            | direct
                    a.example                | http://a.example./           | direct
                    a.example.               | http://a.example/            | direct
                    a.example                | http://nota.example/         | proxy
                    .a.example               | http://sub.a.example/        | direct
                    .a.example               | http://a.example/            | direct
                    *.a.example              | http://sub.a.example/        | direct
                    *.a.example              | http://nota.example/         | proxy
                    a.example:8443           | https://a.example:8443/      | direct
                    a.example:8443           | https://sub.a.example:8443/  | direct
                    a.example:8443           | https://a.example/           | proxy
                    a.example:443            | https://a.example/           | direct
                    a.example:443            | http://a.example/            | proxy
                    .a.example:8443          | https://sub.a.example:8443/  | direct
                    x.test,  a.example ,y    | http://a.example/            | direct
                    x.test a.example         | http://a.example/            | direct
                    192.168.1.1              | http://192.168.1.1:5000/     | direct
                    192.168.1.1              | http://192.168.1.11/         | proxy
                    192.168.1.1:5000         | http://192.168.1.1:5000/     | direct
                    192.168.1.1:5000         | http://192.168.1.1/          | proxy
                    10.0.0.0/8               | http://10.255.0.1/           | direct
                    10.1.2.3/8               | http://10.255.0.1/           | direct
                    10.0.0.0/8               | http://11.0.0.1/             | proxy
                    10.0.0.0/9               | http://10.128.0.1/           | proxy
                    0.0.0.0/0                | http://11.0.0.1/             | direct
                    0.0.0.0/0                | http://[fd00::1]/            | proxy
                    10.0.0.0/33              | http://10.0.0.0/             | proxy
                    10.0.0.0/                | http://10.0.0.0/             | proxy
                    10.0.0.0/-1              | http://10.0.0.0/             | proxy
                    10.0.0.0/8               | http://10.example/           | proxy
                    fd00::1                  | http://[fd00::1]/            | direct
                    fd00::1                  | http://[fd00::1]:5000/       | direct
                    [fd00::1]                | http://[fd00::1]:5000/       | direct
                    [FD00::1]                | http://[fd00:0::0:1]/        | direct
                    [fd00::1]:5000           | http://[fd00::1]:5000/       | direct
                    [fd00::1]:5000           | http://[fd00::1]/            | proxy
                    fd00::1                  | http://[fd00::11]/           | proxy
                    fe80::1%eth0             | http://[fe80::1]/            | direct
                    fd00::/8                 | http://[fdff:1::2]/          | direct
                    fd00::/8                 | http://[fe00::1]/            | proxy
                    fd00:1:2::/47            | http://[fd00:1:3::1]/        | direct
                    fd00:1:2::/48            | http://[fd00:1:3::1]/        | proxy
                    fd00::/129               | http://[fd00::1]/            | proxy
                    ::ffff:10.0.0.1          | http://10.0.0.1/             | direct
                    10.0.0.1                 | http://[::ffff:a00:1]/       | direct
                    10.0.0.0/8               | http://[::ffff:10.1.1.1]/    | direct
                    ::ffff:10.0.0.0/104      | http://10.1.1.1/             | direct
                    ::/0                     | http://[fd00::1]/            | direct
                    .                        | http://a.example/            | proxy
                    *.                       | http://a.example/            | proxy
                    , ,                      | http://a.example/            | proxy
                    """)
    void noProxyIsReadAsCurlAndGoReadIt(String noProxy, URI server, String way) {
        assertEquals(
                way, way(Proxies.ofEnvironment(Map.of("all_proxy", "web.example:3128", "no_proxy", noProxy)), server));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
                    *                          ! http://a.example/            ! direct
                    a.example                  ! http://A.example:8080/       ! direct
                    a.example                  ! http://sub.a.example/        ! proxy
                    *.a.example                ! http://sub.a.example/        ! direct
                    *.a.example                ! http://a.example/            ! proxy
                    x.test|*.a.example         ! http://sub.a.example/        ! direct
                    x.test, *.A.Example        ! http://sub.a.example/        ! direct
                    10.*                       ! http://10.20.30.40/          ! direct
                    10.*                       ! http://110.20.30.40/         ! proxy
                    a.example:8443             ! https://a.example:8443/      ! direct
                    a.example:8443             ! https://a.example/           ! proxy
                    *.a.example:8443           ! https://s.a.example:8443/    ! direct
                    *.a.example:8443           ! https://s.a.example/         ! proxy
                    a.+                        ! http://abc/                  ! proxy
                    [fd00::1]                  ! http://[fd00:0::1]/          ! direct
                    fd00::1                    ! http://[fd00::1]:5000/       ! direct
                    fd00:*                     ! http://[fd00::1]/            ! direct
                    [fd00:*]                   ! http://[fd00::1]/            ! direct
                    fd00::/8                   ! http://[fd12::1]/            ! direct
                    10.0.0.0/8                 ! http://10.1.1.1/             ! direct
                    ''                         ! http://a.example/            ! proxy
                    """)
    void nonProxyHostsAreReadAsMavenReadsThem(String nonProxyHosts, URI server, String way) {
        Optional<Proxy> proxy = Optional.of(Proxy.parse("web.example:3128"));
        assertEquals(way, way(new Proxies(proxy, proxy, DirectHosts.ofMaven(nonProxyHosts)), server));
    }

    private static String way(Proxies proxies, URI server) {
        return proxies.forAddress(server).isPresent() ? "proxy" : "direct";
    }
}
