package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.fetch.FetchException.StatusException;
import io.github.kubespraymaven.fetch.FetchException.TruncatedBodyException;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Pause;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One file from one source: a body that breaks off is gone on with where it broke, as long as it gets on. */
final class Transfer {
    private static final int BUFFER = 64 * 1024;

    /** How often in a row a body may break off with less than {@link #ADVANCE} gained; a bad line breaks every few megabytes. */
    private static final int MAX_BREAKS = 8;

    /** How long is waited each time that it does so without any gain; after the last it is given up. */
    private static final List<Duration> WAITS =
            List.of(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    /** A server that says nothing for so long as it may counts as much as so many that break off. */
    private static final int SILENT = 3;

    /** So many bytes are worth another connection. */
    private static final long ADVANCE = 256 << 10;

    /** A bound for servers that never stop: so many bytes may come of which nobody has said that there are so many. */
    private static final long MOST_UNANNOUNCED = 4L << 30;

    private final Http http;
    private final String what;
    private final URI source;
    private final OptionalLong size;
    private final PartialContent content;
    private final TransferWatch watch;
    private final Pause pause;

    /**
     * @param what what it is, for errors
     * @param size how many bytes the file has, where that is known
     */
    Transfer(
            Http http,
            String what,
            URI source,
            OptionalLong size,
            PartialContent content,
            TransferWatch watch,
            Pause pause) {
        this.http = http;
        this.what = what;
        this.source = source;
        this.size = size;
        this.content = content;
        this.watch = watch;
        this.pause = pause;
    }

    /**
     * Brings all bytes; whether they are the right ones, the caller looks.
     *
     * @throws DigestMismatchException if the source has more or fewer than the file
     * @throws StatusException if it has none
     * @throws IOException if it breaks off too often, or no connection can be made
     */
    void run() throws IOException {
        long best = content.size();
        int stuck = 0;
        int breaks = 0;
        while (true) {
            Request request = request();
            try (Response response = http.send(request)) {
                accept(request, response);
                copy(response.body());
                break;
            } catch (TruncatedBodyException e) {
                if (content.isComplete()) {
                    break;
                }
                long gain = content.size() - best;
                best = Math.max(best, content.size());
                stuck = gain > 0 ? 0 : stuck + (e.reason() instanceof SocketTimeoutException ? SILENT : 1);
                breaks = gain >= ADVANCE ? 0 : breaks + 1;
                if (stuck > WAITS.size() || breaks == MAX_BREAKS) {
                    throw e.reason();
                }
                if (stuck > 0) {
                    pause.last(WAITS.get(Math.min(stuck, WAITS.size()) - 1));
                }
            }
        }
        checkSize(content.size());
    }

    private Request request() {
        // No content encoding: a digest is that of the file itself, and ranges count its bytes.
        Request request = Request.get(source).with("Accept", "*/*").with("Accept-Encoding", "identity");
        if (content.size() == 0) {
            return request;
        }
        Request rest = request.with("Range", "bytes=" + content.size() + "-");
        return content.head()
                .validators()
                .forRange()
                .map(mark -> rest.with("If-Range", mark))
                .orElse(rest);
    }

    /** Sees to it that what comes next continues what is there. */
    private void accept(Request request, Response response) throws IOException {
        if (response.status() == 206 && content.size() > 0) {
            Optional<ContentRange> range =
                    response.headers().first("Content-Range").flatMap(ContentRange::parse);
            if (range.isEmpty() || range.get().first() != content.size()) {
                content.begin(ContentHead.NONE);
                throw new TruncatedBodyException(
                        new IOException(Hosts.of(source) + " sent another range than it was asked for"));
            }
            if (range.get().total().isPresent()) {
                checkSize(range.get().total().getAsLong());
            }
            return;
        }
        if (response.status() == 416 && content.size() > 0) {
            content.begin(ContentHead.NONE);
            throw new TruncatedBodyException(new IOException(Hosts.of(source) + " has no more bytes than came (416)"));
        }
        if (response.status() != 200 && !isWhole(response)) {
            throw StatusException.of(http, request, response);
        }
        ContentHead head = ContentHead.of(response);
        if (head.length().isPresent()) {
            checkSize(head.length().getAsLong());
        }
        content.begin(head);
        if (head.length().isPresent() && size.isEmpty()) {
            watch.sized(head.length().getAsLong());
        }
    }

    /** Some servers call the whole a part, though nobody asked for one. */
    private static boolean isWhole(Response response) {
        Optional<ContentRange> range = response.headers().first("Content-Range").flatMap(ContentRange::parse);
        return response.status() == 206
                && range.isPresent()
                && range.get().first() == 0
                && range.get().total().equals(OptionalLong.of(range.get().length()));
    }

    private void copy(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long limit =
                size.orElse(Math.max(MOST_UNANNOUNCED, content.head().length().orElse(0)));
        while (true) {
            int n = Body.read(body, buffer);
            if (n < 0) {
                return;
            }
            if (content.size() + n > limit) {
                if (size.isEmpty()) {
                    // Nobody can go on with that.
                    content.begin(ContentHead.NONE);
                    throw new IOException(Hosts.of(source) + " does not stop: " + (limit >> 30)
                            + " GiB have come, and it has not said how many there are");
                }
                throw new DigestMismatchException(what + " from " + Hosts.of(source), limit + " bytes", "more");
            }
            content.append(buffer, 0, n);
            watch.advanced(content.size());
        }
    }

    private void checkSize(long bytes) throws DigestMismatchException {
        if (size.isPresent() && size.getAsLong() != bytes) {
            throw new DigestMismatchException(
                    what + " from " + Hosts.of(source), size.getAsLong() + " bytes", bytes + " bytes");
        }
    }
}
