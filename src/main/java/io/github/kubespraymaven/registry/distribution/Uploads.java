package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Descriptor;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Blobs on their way into a repository (OCI distribution specification, Pushing Blobs). */
final class Uploads {
    /** How often one blob is begun: the transport sends no blob again by itself. */
    private static final int BEGINNINGS = 8;

    private static final Map<String, String> BYTES = Map.of("Content-Type", "application/octet-stream");

    private final Exchange exchange;
    private final Existence existence;
    private final Quirks quirks;

    Uploads(Exchange exchange, Existence existence, Quirks quirks) {
        this.exchange = exchange;
        this.existence = existence;
        this.quirks = quirks;
    }

    /**
     * In one PUT, which is fastest. Where a registry refuses that, whatever the status, it gets what Docker's client sends, PATCH
     * and an empty PUT; so does a large blob whose connection broke, as pieces can be gone on with.
     */
    void upload(Descriptor blob, Request.Body content) throws IOException {
        String what = "store the blob " + blob.digest();
        LocalBody body = new LocalBody(content);
        Way way = new Way(blob.size(), !quirks.wantsPieces(blob.size()));
        for (int beginning = 1; ; beginning++) {
            boolean begun = false;
            try {
                UploadSession session = begin(what);
                begun = true;
                if (way.whole) {
                    end(session, blob, body, what);
                } else {
                    UploadSession sent = new ChunkedUpload(exchange, blob, what, session, quirks).send(body);
                    end(sent, blob, new Bytes(new byte[0]), what);
                    way.refusal.ifPresent(refusal -> quirks.wholeRefused(blob.size(), refusal.status()));
                }
                existence.stored(blob);
                return;
            } catch (IOException e) {
                Optional<IOException> local = body.failure();
                if (local.isPresent()) {
                    throw local.get();
                }
                if (beginning == BEGINNINGS || Thread.currentThread().isInterrupted() || !way.goesOnAfter(e, begun)) {
                    throw way.told(e);
                }
                if (mayHaveArrived(e) && isThere(blob)) {
                    return;
                }
            }
        }
    }

    /** In one PUT or in pieces, and what has led there. */
    private static final class Way {
        private final long size;
        private boolean whole;
        private boolean piecesRefused;

        /** One PUT was refused, and pieces are tried instead. */
        private Optional<RegistryException> refusal = Optional.empty();

        Way(long size, boolean whole) {
            this.size = size;
            this.whole = whole;
        }

        /** Returns whether there is another way, or the same may go better now. */
        boolean goesOnAfter(IOException failure, boolean begun) {
            boolean answered = failure instanceof RegistryException refused && refused.status() > 0;
            if (!answered) {
                whole = whole && (piecesRefused || size <= ChunkedUpload.CHUNK);
                return !(failure instanceof RegistryException);
            }
            RegistryException refused = (RegistryException) failure;
            if (!begun || refused.status() == 401) {
                return refused.mayPass();
            }
            if (whole && !piecesRefused) {
                whole = false;
                refusal = Optional.of(refused);
                return true;
            }
            if (refused.mayPass() || (!whole && isLost(refused))) {
                return true;
            }
            boolean wholeMayPass = !whole && (refusal.isEmpty() || refusal.get().mayPass());
            whole = true;
            piecesRefused = true;
            return wholeMayPass;
        }

        /** The registry has forgotten an upload, or has another idea of what has come of it: not so of the next. */
        private static boolean isLost(RegistryException refused) {
            return refused.status() == 404 || refused.status() == 416;
        }

        /** What was refused first says more than what was tried then. */
        IOException told(IOException last) {
            if (refusal.isEmpty() || refusal.get().equals(last)) {
                return last;
            }
            refusal.get().addSuppressed(last);
            return refusal.get();
        }
    }

    /** The small request that begins it also shows that a token is still good, before many bytes are sent with it. */
    private UploadSession begin(String what) throws IOException {
        Authentication.Answer begun = exchange.send("POST", "blobs/uploads/", Map.of());
        if (begun.response().status() != 202) {
            throw exchange.failure(what, begun);
        }
        begun.response().discard();
        return UploadSession.begun(begun.response(), exchange.location(begun.response(), what));
    }

    /** What is answered counts with the blob's digest alone: else the registry is asked whether it has it. */
    private void end(UploadSession session, Descriptor blob, Request.Body rest, String what) throws IOException {
        String digest = blob.digest().toString();
        Authentication.Answer done = exchange.sendTo(session.end(encoded(digest)), "PUT", BYTES, rest);
        Response response = done.response();
        if (!response.ok()) {
            throw exchange.failure(what, done);
        }
        if (response.status() == 201
                && response.headers()
                        .first("Docker-Content-Digest")
                        .filter(digest::equals)
                        .isPresent()) {
            response.discard();
            return;
        }
        RegistryException undone = exchange.undone(what, done);
        if (!isThere(blob)) {
            throw undone;
        }
    }

    /** The answer may have been lost after the bytes had arrived, and an upload is forgotten when it is complete. */
    private static boolean mayHaveArrived(IOException failure) {
        return !(failure instanceof RegistryException refused) || refused.mayPass() || refused.status() == 404;
    }

    private boolean isThere(Descriptor blob) throws IOException {
        try {
            return existence.of(blob);
        } catch (RegistryException e) {
            return false;
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
