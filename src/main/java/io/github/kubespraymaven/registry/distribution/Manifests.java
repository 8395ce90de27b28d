package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Manifests and indexes of a repository, byte for byte. */
final class Manifests {
    /** OCI distribution specification, Pushing Manifests: registries take four mebibytes at least, few take more. */
    private static final int MAX_SIZE = 4 << 20;

    /** How often one whose body breaks off is asked for. */
    private static final int ATTEMPTS = 5;

    private static final Map<String, String> ACCEPT = Map.of(
            "Accept",
            String.join(
                    ", ",
                    List.of(
                            MediaTypes.INDEX,
                            MediaTypes.MANIFEST,
                            MediaTypes.DOCKER_INDEX,
                            MediaTypes.DOCKER_MANIFEST)));

    private final Exchange exchange;

    Manifests(Exchange exchange) {
        this.exchange = exchange;
    }

    Optional<Digest> digestOf(String target) throws IOException {
        Authentication.Answer answer = exchange.send("HEAD", "manifests/" + target, ACCEPT);
        Response response = answer.response();
        if (response.status() != 200 && response.status() != 404) {
            throw exchange.failure("look for the manifest " + target, answer);
        }
        response.discard();
        return response.status() == 200 ? told(response) : Optional.empty();
    }

    Optional<Document> get(String target) throws IOException {
        String what = "read the manifest " + target;
        for (int attempt = 1; ; attempt++) {
            Authentication.Answer answer = exchange.send("GET", "manifests/" + target, ACCEPT);
            Response response = answer.response();
            if (response.status() == 404) {
                response.discard();
                return Optional.empty();
            }
            if (response.status() != 200 || ErrorAnswer.isHtml(response)) {
                throw exchange.failure(what, answer);
            }
            byte[] bytes;
            try (InputStream in = response.body()) {
                bytes = in.readNBytes(MAX_SIZE + 1);
            } catch (IOException e) {
                if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                continue;
            }
            if (bytes.length > MAX_SIZE) {
                throw exchange.failure(what, "it is larger than " + (MAX_SIZE >> 20) + " MiB");
            }
            Document document = Document.of(type(response), bytes);
            Optional<Digest> wanted = target.contains(":") ? Optional.of(Digest.parse(target)) : told(response);
            verify(document, wanted, exchange.repository().with(target));
            return Optional.of(typed(document, what));
        }
    }

    private static void verify(Document document, Optional<Digest> wanted, String name) throws DigestMismatchException {
        if (wanted.isPresent()) {
            Algorithm algorithm = wanted.get().algorithm();
            Digest got = Digest.of(algorithm, algorithm.start().digest(document.bytes()));
            if (!got.equals(wanted.get())) {
                throw new DigestMismatchException(name, wanted.get().toString(), got.toString());
            }
        }
    }

    /** The registry's own word about the bytes, where it gives one that can be checked. */
    private static Optional<Digest> told(Response response) {
        try {
            return response.headers().first("Docker-Content-Digest").map(Digest::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String type(Response response) {
        String type = response.headers().first("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /**
     * OCI image specification, Image Manifest: what a manifest says about its own type must be what it is served as; a
     * file server may know nothing better than JSON.
     */
    private Document typed(Document document, String what) throws IOException {
        JsonView json = document.read();
        String served = document.descriptor().mediaType();
        Optional<JsonView> own = json.find("mediaType");
        String said = own.isPresent() ? own.get().text() : served;
        boolean schema1 = json.find("schemaVersion").isPresent()
                && json.get("schemaVersion").number() == 1;
        if (schema1
                || served.contains(".v1+prettyjws")
                || served.equals("application/vnd.docker.distribution.manifest.v1+json")) {
            throw exchange.failure(
                    what, "it is a schema-1 manifest, which Docker gave up; push that image again with a newer tool");
        }
        boolean image = MediaTypes.isManifest(said) || MediaTypes.isIndex(said);
        boolean servedAsImage = MediaTypes.isManifest(served) || MediaTypes.isIndex(served);
        if (!image || (servedAsImage && !said.equals(served))) {
            throw exchange.failure(
                    what, "it is no image's manifest: served as '" + served + "', says of itself '" + said + "'");
        }
        return said.equals(served) ? document : Document.of(said, document.bytes());
    }

    /** Returns whether the registry has seen that the manifest has a subject. */
    boolean put(Document manifest, String target) throws IOException {
        String what = "store the manifest " + target;
        Authentication.Answer answer = exchange.send(
                "PUT",
                "manifests/" + target,
                Map.of("Content-Type", manifest.descriptor().mediaType()),
                new Bytes(manifest.bytes()));
        Response response = answer.response();
        if (!response.ok()) {
            throw exchange.failure(what, answer);
        }
        Optional<Digest> stored = told(response);
        response.discard();
        Digest ours = manifest.descriptor().digest();
        if (stored.isPresent() && !stored.get().equals(ours)) {
            throw exchange.failure(what, "the registry stored " + stored.get() + " in place of " + ours);
        }
        return response.headers().first("OCI-Subject").isPresent();
    }

    /** Listing Referrers: registries that know no such lists answer 404, and some anything. */
    Optional<Document> referrers(Digest subject) throws IOException {
        String what = "list what is attached to " + subject;
        Authentication.Answer answer = exchange.send("GET", "referrers/" + subject, Map.of("Accept", MediaTypes.INDEX));
        Response response = answer.response();
        if (response.status() == 401 || response.status() == 403 || response.status() >= 500) {
            throw exchange.failure(what, answer);
        }
        if (response.status() != 200 || !type(response).equals(MediaTypes.INDEX)) {
            response.discard();
            return Optional.empty();
        }
        try (InputStream in = response.body()) {
            byte[] bytes = in.readNBytes(MAX_SIZE + 1);
            if (bytes.length > MAX_SIZE) {
                throw exchange.failure(what, "the list is larger than " + (MAX_SIZE >> 20) + " MiB");
            }
            return Optional.of(Document.of(MediaTypes.INDEX, bytes));
        }
    }
}
