package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RegistryException;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** Registries behind a front that speaks TLS for them. */
class FrontTest {
    private static final byte[] BLOB = "blob".getBytes(StandardCharsets.UTF_8);

    private final List<String> asked = new ArrayList<>();

    @Test
    void anUploadGoesOnOverTlsThoughTheRegistryBehindDoesNotKnowOfIt() throws Exception {
        for (String host : List.of("127.0.0.1:5443", "registry.example:5443")) {
            asked.clear();
            Http front = request -> {
                asked.add(request.method() + " " + request.uri());
                if (request.uri().getScheme().equals("http")) {
                    return answer(request, 400, Map.of());
                }
                return switch (request.method()) {
                    case "POST" -> answer(
                            request, 202, Map.of("Location", "http://" + host + "/v2/app/blobs/uploads/1"));
                    case "PUT" -> answer(
                            request,
                            201,
                            Map.of("Docker-Content-Digest", Digest.of(BLOB).toString()));
                    default -> answer(request, 200, Map.of());
                };
            };
            new Registries(front, GivenLogins.none(), Set.of(host))
                    .toPush(new Repository(host, "app"))
                    .upload(Descriptor.of(MediaTypes.LAYER, Digest.of(BLOB), BLOB.length), new Body());
            assertEquals(
                    "PUT https://" + host + "/v2/app/blobs/uploads/1?digest=sha256%3A"
                            + Digest.of(BLOB).hex(),
                    asked.get(asked.size() - 1));
        }
    }

    @Test
    void whereTlsIsWantedItsOwnFailureIsTold() {
        Http front = request -> {
            if (request.uri().getScheme().equals("http")) {
                return answer(request, 400, Map.of());
            }
            throw new SSLHandshakeException("nobody knows this authority");
        };
        Registries registries = new Registries(front, GivenLogins.none(), Set.of());
        SSLHandshakeException failure = assertThrows(
                SSLHandshakeException.class,
                () -> registries.toPull(new Repository("127.0.0.1:5443", "app")).digestOf("v1"));
        assertEquals("nobody knows this authority", failure.getMessage());
    }

    @Test
    void whatAFrontWantsOfItsClientsIsSaidInItsOwnWords() {
        Http front = request ->
                page(request, "<html><head><title>400 No required SSL certificate was sent</title></head></html>");
        Registries registries = new Registries(front, GivenLogins.none(), Set.of());
        RegistryException failure = assertThrows(
                RegistryException.class,
                () -> registries.toPull(new Repository("127.0.0.1:5443", "app")).digestOf("v1"));
        assertEquals(
                "no registry answers: status 400 from https://127.0.0.1:5443/v2/ (an HTML page '400 No required SSL certificate"
                        + " was sent'; is there a registry at this address, or a login page or proxy in between?); see what it"
                        + " wants of its clients",
                failure.getMessage());
    }

    private static Response page(Request request, String html) {
        return new Response(
                400,
                request.uri(),
                name -> name.equals("Content-Type") ? Optional.of("text/html") : Optional.empty(),
                new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    }

    private static Response answer(Request request, int status, Map<String, String> fields) {
        return new Response(
                status, request.uri(), name -> Optional.ofNullable(fields.get(name)), InputStream.nullInputStream());
    }

    private static final class Body implements Request.Body {
        @Override
        public long size() {
            return BLOB.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(BLOB);
        }
    }
}
