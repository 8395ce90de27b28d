package io.github.kubespraymaven.python.index;

import static io.github.kubespraymaven.http.ScriptedServer.redirect;
import static io.github.kubespraymaven.http.ScriptedServer.status;
import static io.github.kubespraymaven.http.ScriptedServer.whole;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.PageRequest;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.http.ScriptedServer;
import io.github.kubespraymaven.python.requirement.ProjectName;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index' login goes to the index, and to the files that it has itself. */
class IndexLoginTest {
    private static final String ONE = " Authorization=Basic b25lOnB3MQ==";
    private static final String TWO = " Authorization=Basic dHdvOnB3Mg==";

    @TempDir
    Path temporary;

    private ScriptedServer first;
    private ScriptedServer second;

    @BeforeEach
    void start() throws IOException {
        first = ScriptedServer.start();
        second = ScriptedServer.start();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void filesOfOtherHostsAndPortsAreAskedForWithoutIt() throws IOException {
        first.on(
                "/simple/a/",
                page(
                        "a-1.0-py3-none-any.whl",
                        first.uri("/f/a-1.1-py3-none-any.whl").toString(),
                        second.uri("/f/a-1.2-py3-none-any.whl").toString(),
                        "http://localhost:" + first.port() + "/f/a-1.3-py3-none-any.whl"));

        fetchAll(login(first, "one:pw1"));

        assertEquals(
                List.of(
                        "GET /simple/a/" + ONE,
                        "GET /simple/a/a-1.0-py3-none-any.whl" + ONE,
                        "GET /f/a-1.1-py3-none-any.whl" + ONE,
                        "GET /f/a-1.3-py3-none-any.whl"),
                first.requests());
        assertEquals(List.of("GET /f/a-1.2-py3-none-any.whl"), second.requests());
    }

    @Test
    void eachIndexIsToldItsOwn() throws IOException {
        first.on("/simple/a/", page(second.uri("/f/a-1.0-py3-none-any.whl").toString()));
        second.on("/simple/a/", page("a-2.0-py3-none-any.whl"));

        fetchAll(login(first, "one:pw1"), login(second, "two:pw2"));

        assertEquals(List.of("GET /simple/a/" + ONE), first.requests());
        assertEquals(
                List.of(
                        "GET /simple/a/" + TWO,
                        "GET /f/a-1.0-py3-none-any.whl",
                        "GET /simple/a/a-2.0-py3-none-any.whl" + TWO),
                second.requests());
    }

    @Test
    void anIndexThatIsElsewhereNowIsToldNothingThere() throws IOException {
        first.on("/simple/a/", redirect(301, second.uri("/simple/a/")));
        second.on("/simple/a/", page("a-1.0-py3-none-any.whl"));

        fetchAll(login(first, "one:pw1"));

        assertEquals(List.of("GET /simple/a/" + ONE), first.requests());
        assertEquals(List.of("GET /simple/a/", "GET /simple/a/a-1.0-py3-none-any.whl"), second.requests());
    }

    @Test
    void anIndexThatRefusesALoginSaysWhoseItIsAndNotToTryAgainLater() {
        first.on("/simple/a/", status(401));

        IOException e = assertThrows(IOException.class, () -> fetchAll(login(first, "one:pw1")));

        assertEquals(
                "the Python index does not give the files of a: http://HOST/simple/a/: 401 (HOST refuses 'one' (in the"
                        + " address)); check that login and its rights, or give another: a server with the id 'HOST' in"
                        + " Maven's settings.xml, or a line in .netrc; or use another index (-Dkubespray.pythonIndex)",
                String.valueOf(e.getMessage()).replace("127.0.0.1:" + first.port(), "HOST"));
    }

    private void fetchAll(URI... indexes) throws IOException {
        Cache cache = new Cache(temporary);
        Fetch fetch = new Fetch(
                new HttpTransport(HttpSettings.usual(), time -> {}),
                cache.blobs(),
                cache.records(),
                Progress.silent(),
                2);
        PackageSources sources = new PackageSources(List.of(indexes), List.of());
        for (IndexFile file : new ProjectFiles(fetch, sources, Optional.empty()).of(ProjectName.of("a"))) {
            assertThrows(IOException.class, () -> fetch.page(new PageRequest(file.uri(), "*/*", 100)));
        }
    }

    private static URI login(ScriptedServer server, String login) {
        return URI.create(server.uri("/simple").toString().replace("://", "://" + login + "@"));
    }

    private static ScriptedServer.Answer page(String... links) {
        StringBuilder page =
                new StringBuilder("<!DOCTYPE html><meta name=\"pypi:repository-version\" content=\"1.0\">");
        for (String link : links) {
            page.append("<a href=\"").append(link).append("\">x</a>\n");
        }
        return whole(page.toString(), "Content-Type", "text/html");
    }
}
