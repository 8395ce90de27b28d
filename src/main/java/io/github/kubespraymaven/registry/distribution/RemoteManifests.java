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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Manifests and indexes of a repository, byte for byte. */
final class RemoteManifests {
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
    private final Quirks quirks;

    RemoteManifests(Exchange exchange, Quirks quirks) {
        this.exchange = exchange;
        this.quirks = quirks;
    }

    /** A manifest's bytes as they came, and what they were served as. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Answered(String type, byte[] bytes) {}

    /** A digest that is not in the head is that of the bytes: an answer to HEAD alone may be anybody's. */
    Optional<Digest> digestOf(String target) throws IOException {
        String what = "look for the manifest " + target;
        boolean headRefused = quirks.refusesHead();
        if (!headRefused) {
            Authentication.Answer answer = exchange.send("HEAD", "manifests/" + target, ACCEPT);
            Response response = answer.response();
            int status = response.status();
            if (status != 200 && status != 404 && !Existence.mayBeHeadAlone(status)) {
                throw exchange.failure(what, answer);
            }
            response.discard();
            if (status == 404) {
                return Optional.empty();
            }
            Optional<Digest> shown = status == 200 ? shown(response, target) : Optional.empty();
            if (shown.isPresent()) {
                return shown;
            }
            headRefused = status != 200;
        }
        Optional<Answered> there = read(target, what);
        if (there.isPresent() && headRefused) {
            quirks.headRefused();
        }
        return there.map(answered -> target.contains(":") ? Digest.parse(target) : Digest.of(answered.bytes()));
    }

    private static Optional<Digest> shown(Response response, String target) {
        return told(response)
                .filter(digest -> !ErrorAnswer.isHtml(response))
                .filter(digest -> target.contains(":")
                        ? target.equals(digest.toString())
                        : digest.algorithm() == Algorithm.SHA256);
    }

    Optional<Document> get(String target) throws IOException {
        String what = "read the manifest " + target;
        Optional<Answered> answered = read(target, what);
        if (answered.isEmpty()) {
            return Optional.empty();
        }
        Algorithm algorithm = target.contains(":") ? Digest.parse(target).algorithm() : Algorithm.SHA256;
        return Optional.of(
                typed(Document.of(answered.get().type(), answered.get().bytes(), algorithm), what));
    }

    private Optional<Answered> read(String target, String what) throws IOException {
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
            if (ErrorAnswer.isPage(bytes)) {
                throw exchange.failure(
                        what, new Authentication.Answer(response.with(bytes), answer.grant(), answer.own()));
            }
            Optional<Digest> wanted = target.contains(":") ? Optional.of(Digest.parse(target)) : told(response);
            if (wanted.isPresent()) {
                verify(bytes, wanted.get(), exchange.repository().with(target));
            }
            return Optional.of(new Answered(type(response), bytes));
        }
    }

    private static void verify(byte[] bytes, Digest wanted, String name) throws DigestMismatchException {
        Digest got = digest(bytes, wanted.algorithm());
        if (!got.equals(wanted)) {
            throw new DigestMismatchException(name, wanted.toString(), got.toString());
        }
    }

    private static Digest digest(byte[] bytes, Algorithm algorithm) {
        return Digest.of(algorithm, algorithm.start().digest(bytes));
    }

    /** The registry's own word about the bytes, where it gives one that can be checked. */
    private static Optional<Digest> told(Response response) {
        try {
            return response.headers().first("Docker-Content-Digest").map(Digest::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String type(Response response) {
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
        return said.equals(served)
                ? document
                : Document.of(
                        said, document.bytes(), document.descriptor().digest().algorithm());
    }

    /** Returns whether the registry has seen that the manifest has a subject. */
    boolean put(Document manifest, String target) throws IOException {
        String what = "store the manifest " + target;
        byte[] bytes = manifest.bytes();
        Authentication.Answer answer = exchange.send(
                "PUT",
                "manifests/" + target,
                Map.of("Content-Type", manifest.descriptor().mediaType()),
                new Bytes(bytes));
        Response response = answer.response();
        if (!response.ok()) {
            throw exchange.failure(what, answer);
        }
        Optional<Digest> stored = told(response);
        if (stored.isEmpty() || response.status() != 201) {
            RegistryException undone = exchange.undone(what, answer);
            if (!isStored(bytes, target, what)) {
                throw undone;
            }
        } else {
            response.discard();
            Digest ours = digest(bytes, stored.get().algorithm());
            if (!stored.get().equals(ours)) {
                throw exchange.failure(what, "the registry stored " + stored.get() + " in place of " + ours);
            }
        }
        return response.headers().first("OCI-Subject").isPresent();
    }

    private boolean isStored(byte[] bytes, String target, String what) throws IOException {
        try {
            Optional<Answered> there = read(target, what);
            return there.isPresent() && Arrays.equals(there.get().bytes(), bytes);
        } catch (RegistryException | DigestMismatchException e) {
            return false;
        }
    }
}
