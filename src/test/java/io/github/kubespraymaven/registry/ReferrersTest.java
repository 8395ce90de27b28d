package io.github.kubespraymaven.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReferrersTest extends WithRegistry {
    private static final String SPDX = "application/spdx+json";
    private static final String PROVENANCE = "application/vnd.in-toto+json";

    @Test
    void theManifestNamesItsSubjectAndHoldsOneDocument() throws Exception {
        Artifact artifact = new Artifact(
                images.image("one").top().descriptor(),
                "provenance.json",
                Document.of(PROVENANCE, Json.object().build()),
                new TreeMap<>(Collections.singletonMap("in-toto.io/predicate-type", "p")));
        String subject = artifact.subject().digest().toString();
        assertEquals(
                """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
                "artifactType":"application/vnd.in-toto+json",\
                "config":{"mediaType":"application/vnd.oci.empty.v1+json",\
                "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2},\
                "layers":[{"mediaType":"application/vnd.in-toto+json",\
                "digest":"sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a","size":2,\
                "annotations":{"org.opencontainers.image.title":"provenance.json"}}],\
                "subject":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"SUBJECT","size":SIZE},\
                "annotations":{"in-toto.io/predicate-type":"p"}}"""
                        .replace("SUBJECT", subject)
                        .replace("SIZE", Long.toString(artifact.subject().size())),
                new String(artifact.manifest().bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void aRegistryThatListsReferrersIsAskedOnceAndToldTheRest() throws Exception {
        server.referrers = true;
        ImageContents image = pushed();
        List<Artifact> attestations = List.of(attestation(image, SPDX, 1), attestation(image, PROVENANCE, 2));
        assertEquals(new Attached(2, false, List.of()), attach(attestations));
        List<String> requests = server.requests();
        assertEquals(1, count(requests, "GET "), requests::toString);
        assertEquals(3, count(requests, "PUT /v2/team/app/blobs/uploads/"), requests::toString);
        assertEquals(2, count(requests, "PUT /v2/team/app/manifests/sha256:"), requests::toString);
        server.forget();
        assertEquals(new Attached(0, false, List.of()), attach(attestations));
        assertEquals(List.of("GET /v2/team/app/referrers/" + brief(image) + " -> 200"), server.requests());
        assertEquals(Optional.of("{\"attestation\":2}"), found(image, PROVENANCE));
        assertEquals(Optional.empty(), found(image, "application/vnd.cyclonedx+json"));
    }

    @Test
    void aRegistryThatDoesNotHasThemUnderATagBesideThoseOfOthers() throws Exception {
        ImageContents image = pushed();
        String tag = image.top().descriptor().digest().toString().replace(':', '-');
        String others = "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
                + Digest.of("signature") + "\",\"size\":7,\"artifactType\":\"signature\",\"own\":{\"kept\":true}}";
        server.store(
                "team/app",
                tag,
                "application/vnd.oci.image.index.v1+json",
                ("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                                + others + "]}")
                        .getBytes(StandardCharsets.UTF_8));
        Artifact sbom = attestation(image, SPDX, 1);
        Artifact provenance = attestation(image, PROVENANCE, 2);
        assertEquals(new Attached(1, true, List.of()), attach(List.of(sbom)));
        assertEquals(new Attached(1, true, List.of()), attach(List.of(sbom, provenance)));
        assertEquals(new Attached(0, true, List.of()), attach(List.of(sbom, provenance)));
        String index = new String(server.manifest("team/app", tag).orElseThrow().bytes(), StandardCharsets.UTF_8);
        assertEquals(
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                        + others + "," + listed(sbom) + "," + listed(provenance) + "]}",
                index);
        assertEquals(Optional.of("{\"attestation\":1}"), found(image, SPDX));
    }

    @Test
    void aRegistryThatKnowsNoSuchAddressAnswersWhatItLikes() throws Exception {
        server.failing(RegistryServer.times(9, "GET", "/referrers/", 405, "text/html", "<html>"));
        ImageContents image = pushed();
        assertEquals(new Attached(1, true, List.of()), attach(List.of(attestation(image, SPDX, 1))));
        assertEquals(Optional.of("{\"attestation\":1}"), found(image, SPDX));
    }

    @Test
    void whatARegistryTakesAndThrowsAwayIsSaid() throws Exception {
        ImageContents image = pushed();
        Artifact sbom = attestation(image, SPDX, 1);
        server.failing(exchange -> {
            exchange.getResponseHeaders()
                    .set(
                            "Docker-Content-Digest",
                            sbom.manifest().descriptor().digest().toString());
            return RegistryServer.times(1, "PUT", "/manifests/sha256:", 201, "text/plain", "")
                    .answers(exchange);
        });
        Attached attached = attach(List.of(sbom));
        assertEquals(
                List.of("HOST/team/app@" + sbom.manifest().descriptor().digest()
                        + ": the registry took this manifest (application/spdx+json) and does not have it; it cannot hold"
                        + " what is attached to images"),
                hosts(attached));
        assertTrue(server.manifest("team/app", tag(image)).isEmpty(), "a list of what is not there");
    }

    @Test
    void whatARegistryRefusesIsSaid() throws Exception {
        ImageContents image = pushed();
        server.failing(RegistryServer.times(
                9,
                "PUT",
                "/manifests/sha256:",
                400,
                "application/json",
                "{\"errors\":[{\"code\":\"MANIFEST_INVALID\",\"message\":\"unknown config\"}]}"));
        Attached attached = attach(List.of(attestation(image, SPDX, 1)));
        assertEquals(0, attached.sent());
        assertTrue(
                hosts(attached).get(0).startsWith("HOST/team/app: cannot store the manifest sha256:"),
                attached.toString());
        assertTrue(hosts(attached).get(0).contains("MANIFEST_INVALID: unknown config"), attached.toString());
    }

    @Test
    void aListThatForgetsIsSaid() throws Exception {
        server.referrers = true;
        ImageContents image = pushed();
        server.failing(RegistryServer.times(
                9,
                "GET",
                "/referrers/",
                200,
                "application/vnd.oci.image.index.v1+json",
                "{\"schemaVersion\":2,\"manifests\":[]}"));
        Artifact sbom = attestation(image, SPDX, 1);
        assertEquals(new Attached(1, false, List.of()), attach(List.of(sbom)), "it said that it lists it");
        server.referrers = false;
        assertEquals(
                List.of("HOST/team/app@" + sbom.manifest().descriptor().digest()
                        + ": the registry has this manifest (application/spdx+json) and does not list it with "
                        + image.top().descriptor().digest()),
                hosts(attach(List.of(sbom))));
    }

    @Test
    void aListInPagesIsReadToItsEnd() throws Exception {
        ImageContents image = pushed();
        Artifact sbom = attestation(image, SPDX, 1);
        for (String link : List.of(
                "</v2/team/app/referrers/DIGEST?next=2>; rel=\"next\"",
                "<?next=2>; title=\"a page\"; rel=next",
                "<http://HOST/v2/team/app/referrers/DIGEST?next=2>; rel=\"last next\"",
                "</elsewhere>; rel=\"prev\", </v2/team/app/referrers/DIGEST?next=2>;rel=\"next\"")) {
            RegistryServer.Fault pages = exchange -> {
                if (!exchange.getRequestURI().getPath().contains("/referrers/")) {
                    return false;
                }
                boolean first = exchange.getRequestURI().getQuery() == null;
                if (first) {
                    exchange.getResponseHeaders()
                            .set("Link", link.replace("DIGEST", digest(image)).replace("HOST", server.host()));
                }
                return list(exchange, "[" + (first ? listed(attestation(image, PROVENANCE, 2)) : listed(sbom)) + "]");
            };
            server.close();
            start();
            push(image, "v1");
            server.failing(pages);
            assertEquals(new Attached(0, false, List.of()), attach(List.of(sbom)), link);
        }
    }

    @Test
    void aPageElsewhereIsNotAskedForAndOneThatLeadsToItselfOnce() throws Exception {
        ImageContents image = pushed();
        for (String link : List.of("<http://127.0.0.1:1/v2/next>; rel=\"next\"", "<>; rel=\"next\"")) {
            server.failing(exchange -> {
                if (!exchange.getRequestURI().getPath().contains("/referrers/")) {
                    return false;
                }
                exchange.getResponseHeaders().set("Link", link);
                return list(exchange, "[" + listed(attestation(image, SPDX, 1)) + "]");
            });
            assertEquals(
                    new Attached(0, false, List.of()),
                    assertTimeoutPreemptively(
                            Duration.ofSeconds(20), () -> attach(List.of(attestation(image, SPDX, 1)))));
        }
    }

    @Test
    void anEmptyListMayBeNullOrLeftOut() throws Exception {
        for (String list : List.of("{\"schemaVersion\":2,\"manifests\":null}", "{\"schemaVersion\":2}", "{}")) {
            ImageContents image = pushed();
            server.referrers = true;
            server.failing(RegistryServer.times(
                    1, "GET", "/referrers/", 200, "application/vnd.oci.image.index.v1+json", list));
            assertEquals(new Attached(1, false, List.of()), attach(List.of(attestation(image, SPDX, 1))), list);
            server.close();
            start();
        }
    }

    @Test
    void entriesThatNameNothingAreNoReasonToFail() throws Exception {
        ImageContents image = pushed();
        Artifact sbom = attestation(image, SPDX, 1);
        server.failing(RegistryServer.times(
                9,
                "GET",
                "/referrers/",
                200,
                "application/vnd.oci.image.index.v1+json",
                "{\"schemaVersion\":2,\"manifests\":[null,{\"size\":3},{\"digest\":7}," + listed(sbom) + "]}"));
        assertEquals(new Attached(0, false, List.of()), attach(List.of(sbom)));
    }

    @Test
    void aListThatIsServedAsJsonIsOneAsWell() throws Exception {
        ImageContents image = pushed();
        Artifact sbom = attestation(image, SPDX, 1);
        server.failing(RegistryServer.times(
                9,
                "GET",
                "/referrers/",
                200,
                "application/json; charset=utf-8",
                "{\"schemaVersion\":2,\"manifests\":[" + listed(sbom) + "]}"));
        assertEquals(new Attached(0, false, List.of()), attach(List.of(sbom)));
    }

    @Test
    void whatIsNoListLeadsToTheTag() throws Exception {
        for (String answer : List.of(
                "200 text/html <html>log in</html>",
                "200 application/json {}",
                "200 application/json {\"referrers\":[]}",
                "200 application/vnd.oci.image.index.v1+json <html>",
                "200 application/vnd.oci.image.index.v1+json []",
                "403 text/html <html>",
                "404 text/plain no",
                "501 text/plain no")) {
            ImageContents image = pushed();
            String[] parts = answer.split(" ", 3);
            server.failing(
                    RegistryServer.times(9, "GET", "/referrers/", Integer.parseInt(parts[0]), parts[1], parts[2]));
            assertEquals(new Attached(1, true, List.of()), attach(List.of(attestation(image, SPDX, 1))), answer);
            server.close();
            start();
        }
    }

    @Test
    void whatAListUnderATagNamesAndIsGoneIsAttachedAgain() throws Exception {
        ImageContents image = pushed();
        Artifact sbom = attestation(image, SPDX, 1);
        String list = "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"manifests\":["
                + listed(sbom) + "]}";
        server.store(
                "team/app",
                tag(image),
                "application/vnd.oci.image.index.v1+json",
                list.getBytes(StandardCharsets.UTF_8));
        assertEquals(new Attached(1, true, List.of()), attach(List.of(sbom)));
        String digest = sbom.manifest().descriptor().digest().toString();
        assertTrue(server.manifest("team/app", digest).isPresent());
        assertEquals(
                list,
                new String(server.manifest("team/app", tag(image)).orElseThrow().bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void aLineThatBreaksAfterThePushIsAProblemAndNoFailure() throws Exception {
        for (String part : List.of("/referrers/", "/manifests/sha256", "/blobs/")) {
            ImageContents image = pushed();
            server.failing(exchange -> {
                boolean breaks = exchange.getRequestURI().getPath().contains(part);
                if (breaks) {
                    exchange.close();
                }
                return breaks;
            });
            Attached attached = attach(List.of(attestation(image, SPDX, 1)));
            assertEquals(0, attached.sent());
            assertEquals(1, attached.problems().size(), part);
            server.close();
            start();
        }
    }

    private static boolean list(HttpExchange exchange, String manifests) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/vnd.oci.image.index.v1+json");
        RegistryServer.reply(
                exchange,
                200,
                ("{\"schemaVersion\":2,\"manifests\":" + manifests + "}").getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private static String digest(ImageContents image) {
        return image.top().descriptor().digest().toString();
    }

    private ImageContents pushed() throws IOException {
        ImageContents image = images.image("one");
        push(image, "v1");
        server.forget();
        return image;
    }

    private static Artifact attestation(ImageContents image, String type, int number) {
        return new Artifact(
                image.top().descriptor(),
                "attestation.json",
                Document.of(type, Json.object().put("attestation", number).build()),
                Collections.emptySortedMap());
    }

    private Attached attach(List<Artifact> attestations) throws IOException {
        return new Referrers(registries).attach(repository("team/app"), attestations);
    }

    private Optional<String> found(ImageContents image, String type) throws IOException {
        return new Referrers(registries)
                .find(repository("team/app"), image.top().descriptor().digest(), type)
                .map(document -> new String(document.bytes(), StandardCharsets.UTF_8));
    }

    private List<String> hosts(Attached attached) {
        return attached.problems().stream()
                .map(problem -> problem.replace(server.host(), "HOST"))
                .toList();
    }

    private static String tag(ImageContents image) {
        return image.top().descriptor().digest().toString().replace(':', '-');
    }

    private static String brief(ImageContents image) {
        return image.top().descriptor().digest().toString().substring(0, "sha256:".length() + 6);
    }

    private static String listed(Artifact artifact) {
        return "{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"digest\":\""
                + artifact.manifest().descriptor().digest() + "\",\"size\":"
                + artifact.manifest().descriptor().size() + ",\"artifactType\":\"" + artifact.type() + "\"}";
    }

    private static long count(List<String> requests, String start) {
        return requests.stream().filter(line -> line.startsWith(start)).count();
    }
}
