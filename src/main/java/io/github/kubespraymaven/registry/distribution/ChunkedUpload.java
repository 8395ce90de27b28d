package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A blob sent in pieces (OCI distribution specification, Pushing a blob in chunks). After a piece that broke off the
 * registry is asked how far it has come, and only the rest of that piece is sent again.
 */
final class ChunkedUpload {
    /** What some of these at once may hold in memory, and small enough for fronts that limit the size of a request. */
    static final int CHUNK = 8 << 20;

    /** The largest minimum that a registry may wish for. */
    private static final int LARGEST = 64 << 20;

    /** No front allows less. */
    private static final int SMALLEST = 64 << 10;

    private static final int TOO_LARGE = 413;

    /** How often a piece is tried, beside the transport's own tries. */
    private static final int TRIES = 4;

    private final Exchange exchange;
    private final Descriptor blob;
    private final String what;
    private final Quirks quirks;
    private UploadSession session;

    ChunkedUpload(Exchange exchange, Descriptor blob, String what, UploadSession session, Quirks quirks) {
        this.exchange = exchange;
        this.blob = blob;
        this.what = what;
        this.session = session;
        this.quirks = quirks;
    }

    /** Sends all but the end, which the caller does as for a blob in one piece; returns where. */
    UploadSession send(Request.Body body) throws IOException {
        int size = (int) Math.min(LARGEST, Math.max(CHUNK, session.smallestChunk()));
        try (InputStream in = body.open()) {
            long position = 0;
            while (position < blob.size()) {
                byte[] piece = in.readNBytes((int) Math.min(size, blob.size() - position));
                if (piece.length == 0) {
                    throw new IOException(what + ": it ended after " + position + " of " + blob.size() + " bytes");
                }
                send(position, piece);
                position += piece.length;
            }
        }
        return session;
    }

    private void send(long start, byte[] piece) throws IOException {
        long end = start + piece.length;
        long from = start;
        int attempt = 1;
        while (from < end) {
            int length = (int) Math.min(end - from, quirks.largestPiece());
            int first = (int) (from - start);
            try {
                patch(from, Arrays.copyOfRange(piece, first, first + length));
                from += length;
            } catch (IOException e) {
                if (e instanceof RegistryException refused && refused.status() == TOO_LARGE && length > SMALLEST) {
                    quirks.pieceTooLarge(Math.max(SMALLEST, length / 8));
                    continue;
                }
                if (attempt == TRIES || isFinal(e) || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                attempt++;
                from = reached(e);
                if (from < start || from > end) {
                    throw e;
                }
            }
        }
    }

    /** A registry for which a piece is not what comes next (416) is asked what is. */
    private static boolean isFinal(IOException failure) {
        return failure instanceof RegistryException refused && !refused.mayPass() && refused.status() != 416;
    }

    /** The whole blob goes as Docker's client sends it, without a range, which not every registry knows. */
    private void patch(long from, byte[] bytes) throws IOException {
        Map<String, String> type = Map.of("Content-Type", "application/octet-stream");
        Map<String, String> headers = bytes.length == blob.size()
                ? type
                : Map.of(
                        "Content-Type",
                        "application/octet-stream",
                        "Content-Range",
                        from + "-" + (from + bytes.length - 1));
        Authentication.Answer answer = exchange.sendTo(session.location(), "PATCH", headers, new Bytes(bytes));
        Response response = answer.response();
        if (!response.ok() || response.headers().first("Location").isEmpty()) {
            throw exchange.failure(what, answer);
        }
        response.discard();
        session = session.at(exchange.location(response, what));
    }

    /**
     * Asks how far the upload has come, in bytes.
     *
     * @throws IOException the failure that led here, if the registry has lost the upload
     */
    private long reached(IOException failure) throws IOException {
        Response response = exchange.sendTo(session.location(), "GET", Map.of(), Optional.empty())
                .response();
        response.discard();
        if (response.status() != 204 && response.status() != 202) {
            throw failure;
        }
        if (response.headers().first("Location").isPresent()) {
            session = session.at(exchange.location(response, what));
        }
        // "0-0" is also what an upload without any byte is said to have: one byte alone is never sent.
        return response.headers()
                .first("Range")
                .filter(range -> range.matches("(bytes=)?0-\\d{1,18}"))
                .map(range -> Long.parseLong(range.substring(range.indexOf('-') + 1)))
                .map(last -> last == 0 ? 0 : last + 1)
                .orElseThrow(() -> failure);
    }
}
