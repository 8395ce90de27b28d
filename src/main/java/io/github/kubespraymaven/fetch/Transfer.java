package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.cache.BlobWriter;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.fetch.FetchException.TruncatedBodyException;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** One file from one source: a body that breaks off is gone on with where it broke, as long as it gets on. */
final class Transfer {
    private static final int BUFFER = 64 * 1024;

    /** How often a body may break off; a good line breaks never, a bad one every few hundred megabytes. */
    private static final int MAX_BREAKS = 8;

    /** How often in a row it may do so without having brought anything. */
    private static final int MAX_STUCK = 2;

    /** Nothing that a build asks for is larger: a bound for servers that never stop. */
    private static final long MAX_BYTES = 16L << 30;

    private final Http http;
    private final Progress progress;
    private final Download download;
    private final URI source;
    private final BlobWriter writer;
    private Validators validators = new Validators(Optional.empty(), Optional.empty());

    Transfer(Http http, Progress progress, Download download, URI source, BlobWriter writer) {
        this.http = http;
        this.progress = progress;
        this.download = download;
        this.source = source;
        this.writer = writer;
    }

    /**
     * Brings the file into the cache.
     *
     * @throws DigestMismatchException if the source has other bytes
     * @throws StatusException if it has none
     * @throws IOException if it breaks off too often, or no connection can be made
     */
    Path run() throws IOException {
        progress.happened(new Progress.Step.Started(download));
        int stuck = 0;
        for (int breaks = 1; ; breaks++) {
            long before = writer.size();
            Request request = request();
            try (Response response = http.send(request)) {
                accept(request, response);
                copy(response.body());
                break;
            } catch (TruncatedBodyException e) {
                stuck = writer.size() > before ? 0 : stuck + 1;
                if (stuck == MAX_STUCK || breaks == MAX_BREAKS) {
                    throw e.reason();
                }
            }
        }
        checkSize(writer.size());
        Path file = writer.commit(download.what() + " from " + Hosts.of(source), download.digest())
                .file();
        progress.happened(new Progress.Step.Finished(download, writer.size()));
        return file;
    }

    private Request request() {
        // No content encoding: a digest is that of the file itself, and ranges count its bytes.
        Request request = Request.get(source).with("Accept", "*/*").with("Accept-Encoding", "identity");
        if (writer.size() == 0) {
            return request;
        }
        Request rest = request.with("Range", "bytes=" + writer.size() + "-");
        return validators.forRange().map(mark -> rest.with("If-Range", mark)).orElse(rest);
    }

    /** Sees to it that what comes next continues what is there. */
    private void accept(Request request, Response response) throws IOException {
        if (response.status() == 206 && writer.size() > 0) {
            Optional<ContentRange> range =
                    response.headers().first("Content-Range").flatMap(ContentRange::parse);
            if (range.isEmpty() || range.get().first() != writer.size()) {
                writer.restart();
                throw new TruncatedBodyException(
                        new IOException(Hosts.of(source) + " sent another range than it was asked for"));
            }
            if (range.get().total().isPresent()) {
                checkSize(range.get().total().getAsLong());
            }
            return;
        }
        if (response.status() == 416 && writer.size() > 0) {
            writer.restart();
            throw new TruncatedBodyException(new IOException(Hosts.of(source) + " has no more bytes than came (416)"));
        }
        if (response.status() != 200) {
            throw StatusException.of(http, request, response);
        }
        if (writer.size() > 0) {
            writer.restart();
        }
        validators = Validators.of(response);
        Optional<String> length = response.headers().first("Content-Length").filter(text -> text.matches("\\d{1,18}"));
        if (length.isPresent()) {
            long size = Long.parseLong(length.get());
            checkSize(size);
            if (download.size().isEmpty()) {
                progress.happened(new Progress.Step.Sized(download, size));
            }
        }
    }

    private void copy(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long limit = download.size().orElse(MAX_BYTES);
        while (true) {
            int n = Body.read(body, buffer);
            if (n < 0) {
                return;
            }
            if (writer.size() + n > limit) {
                throw new DigestMismatchException(
                        download.what() + " from " + Hosts.of(source), limit + " bytes", "more");
            }
            writer.write(buffer, 0, n);
            progress.happened(new Progress.Step.Advanced(download, writer.size()));
        }
    }

    private void checkSize(long size) throws DigestMismatchException {
        OptionalLong wanted = download.size();
        if (wanted.isPresent() && wanted.getAsLong() != size) {
            throw new DigestMismatchException(
                    download.what() + " from " + Hosts.of(source), wanted.getAsLong() + " bytes", size + " bytes");
        }
    }
}
