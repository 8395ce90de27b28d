package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.stream.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A blob as a stream that outlives its connections: where a body breaks off, the rest is asked for (RFC 9110, section 14).
 * Its last bytes are given away only when all are known to be the digest's, so that whoever passes them on to a place that
 * waits for that many never completes a wrong blob.
 */
final class BlobStream extends BlockInputStream {
    /** How often a body may break off in a row without having brought anything. */
    private static final int FRUITLESS = 4;

    private final Exchange exchange;
    private final Descriptor blob;
    private final MessageDigest sum;
    private InputStream body = InputStream.nullInputStream();
    private boolean connected;
    private boolean page;
    private long count;
    private int fruitless;

    /** Asks for the blob at once: one that is not there is no stream. */
    BlobStream(Exchange exchange, Descriptor blob) throws IOException {
        this.exchange = exchange;
        this.blob = blob;
        this.sum = blob.digest().algorithm().start();
        connect();
        if (blob.size() == 0) {
            end();
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (count == blob.size()) {
            return -1;
        }
        if (length == 0) {
            return 0;
        }
        int n = some(buffer, offset, (int) Math.min(length, blob.size() - count));
        sum.update(buffer, offset, n);
        count += n;
        fruitless = 0;
        if (count == blob.size()) {
            end();
        }
        return n;
    }

    private int some(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            try {
                if (!connected) {
                    connect();
                }
                int n = body.read(buffer, offset, length);
                if (n > 0) {
                    return n;
                }
                throw new IOException(name() + ": broke off after " + count + " of " + blob.size() + " bytes");
            } catch (RegistryException e) {
                throw e;
            } catch (IOException e) {
                drop();
                fruitless++;
                if (fruitless == FRUITLESS || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    /** A server that knows no ranges sends all again; what is here already is passed over then. */
    private void connect() throws IOException {
        Map<String, String> range = count == 0 ? Map.of() : Map.of("Range", "bytes=" + count + "-");
        Authentication.Answer answer = exchange.send("GET", "blobs/" + blob.digest(), range);
        Response response = answer.response();
        boolean asked = response.status() == 206
                && response.headers()
                        .first("Content-Range")
                        .filter(value -> value.startsWith("bytes " + count + "-"))
                        .isPresent();
        if (response.status() != 200 && !asked) {
            throw exchange.failure(BlobDownloads.what(blob), answer);
        }
        if (isAnother(response)) {
            throw exchange.failure(
                    BlobDownloads.what(blob),
                    "what is answered is not its " + blob.size() + " bytes: " + ErrorAnswer.read(response));
        }
        page = ErrorAnswer.isHtml(response);
        body = response.body();
        connected = true;
        if (!asked) {
            body.skipNBytes(count);
        }
    }

    /** A whole answer says its length: who sends a page, or an error with 200, does not send this blob. */
    private boolean isAnother(Response response) {
        Optional<String> length = response.headers().first("Content-Length");
        return response.status() == 200
                && (length.isPresent()
                        ? !length.get().equals(Long.toString(blob.size()))
                        : ErrorAnswer.isHtml(response));
    }

    private void end() throws IOException {
        boolean more = hasMore();
        drop();
        if (more) {
            throw exchange.failure(BlobDownloads.what(blob), "it has more than its " + blob.size() + " bytes");
        }
        Digest got = Digest.of(blob.digest().algorithm(), sum.digest());
        if (!got.equals(blob.digest())) {
            String came = page ? got + ", an HTML page; is a login page or proxy in between?" : got.toString();
            throw new DigestMismatchException(name(), blob.digest().toString(), came);
        }
    }

    /** All bytes are here: a connection that breaks now has nothing more to bring. */
    private boolean hasMore() {
        try {
            return body.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String name() {
        return exchange.repository().with(blob.digest().toString());
    }

    private void drop() throws IOException {
        connected = false;
        body.close();
    }

    @Override
    public void close() throws IOException {
        drop();
    }
}
