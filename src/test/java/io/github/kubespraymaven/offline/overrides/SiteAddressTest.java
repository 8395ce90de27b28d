package io.github.kubespraymaven.offline.overrides;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.offline.mirror.Naming;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Addresses as people write them: what is taken, what is refused, and with which words. */
class SiteAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "https://github.com                        ~ github.com",
                "https://GitHub.COM/a/B                    ~ github.com/a/B",
                "https://host:443/a                        ~ host/a",
                "https://host:80/a                         ~ host:80/a",
                "http://host:80/a                          ~ host/a",
                "http://host:8080/a                        ~ host:8080/a",
                "https://user:secret@host/a                ~ host/a",
                "https://host/a?raw=true&x=1               ~ host/a%3Fraw=true&x=1",
                "https://host/a#part                       ~ host/a",
                "https://h/{{ v | default('?#') }}/a?b     ~ h/{{ v | default('?#') }}/a%3Fb",
                "https://{{ host }}/a                      ~ {{ host }}/a",
            })
    void theTreeHasAUrlsFileAtTheUrlWithoutItsScheme(String url, String place) {
        assertEquals(Optional.of(place.strip()), FileServer.place(url.strip()));
    }

    @Test
    void whatIsNoWebAddressHasNoPlace() {
        assertEquals(Optional.empty(), FileServer.place("file:///x"));
        assertEquals(Optional.empty(), FileServer.place("{{ github_url }}/a"));
        assertEquals(Optional.empty(), FileServer.place("https:///a"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/, http://h",
        "https://h:1/a//, https://h:1/a",
        "file:///mnt/k/, file:///mnt/k",
        "http://[::1]:8080, http://[::1]:8080"
    })
    void aFileServerIsAUrlOrAShare(String text, String url) throws UserErrorException {
        assertEquals(url, FileServer.parse("filesRepo", text).url());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "files.example.com | filesRepo: wanted http://HOST[/PATH], https://HOST[/PATH] or file:///PATH, got",
                "ftp://h/a         | filesRepo: wanted http://HOST[/PATH]",
                "http://           | filesRepo: 'http://' is no address",
                "http:///a         | filesRepo: there is no host in 'http:///a'",
                "http://h/a?b      | filesRepo: paths are appended to the address, so it can have no '?'",
                "file://h/a        | filesRepo: a share is file:/// and the absolute path",
                "file:///          | filesRepo: a share is file:///",
                "http://h/a b      | filesRepo: an address has no blanks",
                "http://h/{{ x }}  | filesRepo: an address has no blanks",
                "http://h/it's     | filesRepo: an address has no blanks",
                "http://h:x/       | filesRepo: there is no host",
            })
    void otherAddressesOfFilesAreRefused(String text, String message) {
        String said =
                String.valueOf(assertThrows(UserErrorException.class, () -> FileServer.parse("filesRepo", text.strip()))
                        .getMessage());
        assertTrue(said.startsWith(message.strip()), said);
    }

    @Test
    void aLoginInAnAddressIsRefusedAndNotRepeated() {
        String said = String.valueOf(
                assertThrows(UserErrorException.class, () -> FileServer.parse("osRepo", "https://me:s3cret@h/a"))
                        .getMessage());
        assertTrue(said.startsWith("osRepo: the address holds a login"), said);
        assertFalse(said.contains("s3cret"), said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://reg.example.com  | registryHost: names of images have no scheme, got 'https://reg.example.com'; write 'reg.example.com'.",
                "docker://reg.example/a/  | registryHost: names of images have no scheme, got 'docker://reg.example/a/'; write 'reg.example/a'.",
                "reg.example.com/         | registryHost: names of images would have two slashes, got 'reg.example.com/'; write 'reg.example.com'.",
                "registry                 | registryHost: what stands before the first slash of an image's name is a host only with a dot or a port",
                "reg.example.com/A        | registryHost: wanted HOST[:PORT][/PATH], got 'reg.example.com/A'",
                "reg_x.example.com        | registryHost: wanted HOST[:PORT][/PATH]",
            })
    void otherAddressesOfImagesAreRefused(String text, String message) {
        String said = String.valueOf(
                assertThrows(UserErrorException.class, () -> RegistryHosts.parse(List.of(text.strip()), Naming.PATH))
                        .getMessage());
        assertTrue(said.startsWith(message.strip()), said);
    }

    @Test
    void upstreamsAreHostsEachOnceWithAFrontOfItsOwn() {
        assertEquals(
                "registryHost: 'docker' is no upstream; wanted a host such as docker.io.", refusal("docker=h.example"));
        assertEquals("registryHost: quay.io is there twice.", refusal("quay.io=a.example", "quay.io=b.example"));
        assertEquals(
                "registryHost: wanted UPSTREAM=HOST as in docker.io=hub.example.com, got 'b.example' beside others that"
                        + " name their upstreams.",
                refusal("quay.io=a.example", "b.example"));
        assertEquals(
                "registryHost: wanted one host, or UPSTREAM=HOST for each upstream, got 'a.example,b.example'.",
                refusal("a.example", "b.example"));
        assertEquals(
                "registryHost: docker.io and quay.io have one front, f.example, which cannot tell whose an image is by its"
                        + " path alone. Give each its own host or path, or, if it keeps upstreams apart by their names"
                        + " (f.example/quay.io), say -Dkubespray.registryHost=f.example -Dkubespray.imageNames=host.",
                refusal("docker.io=f.example", "quay.io=f.example"));
    }

    private static String refusal(String... texts) {
        return String.valueOf(
                assertThrows(UserErrorException.class, () -> RegistryHosts.parse(List.of(texts), Naming.PATH))
                        .getMessage());
    }

    @Test
    void dockerHubHasOneName() throws UserErrorException {
        RegistryHosts hosts = RegistryHosts.parse(List.of("index.docker.io=h.example/hub"), Naming.PATH);
        assertEquals(Optional.of("h.example/hub"), hosts.front("docker.io").map(Object::toString));
    }
}
