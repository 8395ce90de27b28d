package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Blobs on their way into a repository (OCI distribution specification, Pushing Blobs). */
final class Uploads {
    /** How often one blob is begun; each beginning has the transport's own tries. */
    private static final int BEGINNINGS = 5;

    private static final Map<String, String> BYTES = Map.of("Content-Type", "application/octet-stream");

    private final Exchange exchange;

    Uploads(Exchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Mounting a blob from another repository. A registry that will not begins an upload; it is left to expire, as
     * where one mount fails there is another repository to try, or an upload under a narrower grant.
     */
    boolean mount(Digest digest, Repository from) throws IOException {
        String query = "blobs/uploads/?mount=" + encoded(digest.toString()) + "&from=" + encoded(from.path());
        try {
            Response response = exchange.send("POST", query, from).response();
            response.discard();
            return response.status() == 201;
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return false;
        }
    }

    /** In one piece, which is fastest; a large blob for which that failed, in pieces that can be gone on with. */
    void upload(Descriptor blob, Request.Body content) throws IOException {
        LocalBody body = new LocalBody(content);
        for (int beginning = 1; ; beginning++) {
            try {
                uploadOnce(blob, body, beginning > 1 && blob.size() > ChunkedUpload.CHUNK);
                return;
            } catch (IOException e) {
                Optional<IOException> local = body.failure();
                if (local.isPresent()) {
                    throw local.get();
                }
                if (beginning == BEGINNINGS
                        || e instanceof RefusedException
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
            if (isThere(blob.digest())) {
                return;
            }
        }
    }

    /** The small request that begins it also shows that a token is still good, before many bytes are sent with it. */
    private void uploadOnce(Descriptor blob, Request.Body body, boolean inPieces) throws IOException {
        String what = "store the blob " + blob.digest();
        Authentication.Answer begun = exchange.send("POST", "blobs/uploads/", Map.of());
        if (begun.response().status() != 202) {
            throw exchange.failure(what, begun);
        }
        begun.response().discard();
        UploadSession session = UploadSession.begun(begun.response(), exchange.location(begun.response(), what));
        Request.Body rest = body;
        if (inPieces) {
            session = new ChunkedUpload(exchange, blob, what, session).send(body);
            rest = new Bytes(new byte[0]);
        }
        String digest = encoded(blob.digest().toString());
        Authentication.Answer done = exchange.sendTo(session.end(digest), "PUT", BYTES, rest);
        if (!done.response().ok()) {
            throw exchange.failure(what, done);
        }
        done.response().discard();
    }

    /** The answer may have been lost after the bytes had arrived. */
    private boolean isThere(Digest digest) throws IOException {
        Response response = exchange.send("HEAD", "blobs/" + digest, Map.of()).response();
        response.discard();
        return response.status() == 200;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
