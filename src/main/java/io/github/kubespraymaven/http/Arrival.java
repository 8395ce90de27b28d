package io.github.kubespraymaven.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * The answer to one request, which is there as soon as its head is. Where a connection breaks right behind the head, the
 * JDK's client fails the exchange or the body, whichever of its threads comes first; here that is always the body's fault,
 * so that the reader of the body alone decides how often it asks again.
 */
final class Arrival implements BodyHandler<InputStream> {
    static final int MAX_HEADER_CHARACTERS = 256 * 1024;

    private final URI uri;
    private final Duration idle;
    private final CompletableFuture<Response> answer = new CompletableFuture<>();
    private volatile boolean tunnelRefused;
    private volatile Optional<StreamingBody> body = Optional.empty();

    Arrival(URI uri, Duration idle) {
        this.uri = uri;
        this.idle = idle;
    }

    /** The answer; it fails with what the exchange failed with before there was a head. */
    Future<Response> answer() {
        return answer;
    }

    @Override
    public BodySubscriber<InputStream> apply(ResponseInfo head) {
        StreamingBody begun = new StreamingBody(Address.shown(uri), idle);
        if (characters(head.headers()) > MAX_HEADER_CHARACTERS) {
            answer.completeExceptionally(headTooLong());
            begun.close();
            return begun;
        }
        body = Optional.of(begun);
        answer.complete(response(head.statusCode(), head.headers(), begun));
        return begun;
    }

    /** Takes note that the exchange has failed. */
    void failed(Throwable failure) {
        if (!answer.completeExceptionally(failure)) {
            body.ifPresent(begun -> begun.onError(failure));
        }
    }

    /** Takes note that the exchange is over. When a proxy refuses a tunnel, that is all: there is no body to begin. */
    void ended(HttpResponse<InputStream> response) {
        tunnelRefused = body.isEmpty();
        answer.complete(response(response.statusCode(), response.headers(), InputStream.nullInputStream()));
    }

    /** Tells whether the answer is a proxy's, which did not connect to the server; known as soon as there is an answer. */
    boolean isTunnelRefused() {
        return tunnelRefused;
    }

    static IOException headTooLong() {
        return new IOException("the head of the answer is longer than " + MAX_HEADER_CHARACTERS
                + " characters; is this the right server?");
    }

    private static long characters(HttpHeaders headers) {
        return headers.map().entrySet().stream()
                .mapToLong(field -> field.getValue().stream()
                        .mapToLong(value -> field.getKey().length() + value.length())
                        .sum())
                .sum();
    }

    private Response response(int status, HttpHeaders headers, InputStream content) {
        return new Response(status, uri, new Fields(headers), content);
    }

    private record Fields(HttpHeaders headers) implements Response.Headers {
        @Override
        public Optional<String> first(String name) {
            return headers.firstValue(name);
        }

        @Override
        public List<String> all(String name) {
            return headers.allValues(name);
        }
    }
}
