package io.github.kubespraymaven.http;

import io.github.kubespraymaven.concurrent.Interruption;
import io.github.kubespraymaven.stream.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body as a stream that does not wait for ever. The JDK's own streaming body has no limit of time (a request's timeout
 * ends with the head of the answer), so a server that stalls half way would hang the build.
 */
final class StreamingBody extends BlockInputStream implements BodySubscriber<InputStream> {
    /** How many deliveries (16 KiB each) may lie ready: enough to read and hash at once, little to keep in memory. */
    private static final int AHEAD = 4;

    private sealed interface Signal {
        record Bytes(List<ByteBuffer> buffers) implements Signal {}

        record End() implements Signal {}

        record Failure(Throwable cause) implements Signal {}
    }

    private final String what;
    private final Duration idle;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final Deque<ByteBuffer> ready = new ArrayDeque<>();
    private Optional<Signal> last = Optional.empty();
    private long count;

    StreamingBody(String what, Duration idle) {
        this.what = what;
        this.idle = idle;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        if (subscription.complete(source)) {
            source.request(AHEAD);
        } else {
            source.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        signals.add(new Signal.Bytes(buffers));
    }

    @Override
    public void onError(Throwable failure) {
        signals.add(new Signal.Failure(failure));
    }

    @Override
    public void onComplete() {
        signals.add(new Signal.End());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (ready.isEmpty()) {
            if (!receive()) {
                return -1;
            }
        }
        ByteBuffer buffer = ready.element();
        int n = Math.min(length, buffer.remaining());
        buffer.get(target, offset, n);
        count += n;
        if (!buffer.hasRemaining()) {
            ready.remove();
        }
        return n;
    }

    /** Waits for the next delivery; returns false at the end. */
    private boolean receive() throws IOException {
        Signal signal = last.isPresent() ? last.get() : next();
        if (signal instanceof Signal.Bytes bytes) {
            bytes.buffers().stream().filter(ByteBuffer::hasRemaining).forEach(ready::add);
            subscription.join().request(1);
            return true;
        }
        last = Optional.of(signal);
        if (signal instanceof Signal.Failure failure) {
            throw new IOException(
                    what + ": the connection broke after " + count + " bytes (" + Reason.of(failure.cause()) + ")",
                    failure.cause());
        }
        return false;
    }

    private Signal next() throws IOException {
        try {
            Optional<Signal> signal = Optional.ofNullable(signals.poll(idle.toMillis(), TimeUnit.MILLISECONDS));
            if (signal.isPresent()) {
                return signal.get();
            }
        } catch (InterruptedException e) {
            close();
            throw Interruption.of("interrupted during the reading of " + what, e);
        }
        close();
        SocketTimeoutException stalled = new SocketTimeoutException(
                what + ": the server sent nothing for " + idle.toMillis() / 1000.0 + " s, after " + count + " bytes");
        last = Optional.of(new Signal.Failure(stalled));
        throw stalled;
    }

    @Override
    public void close() {
        boolean ended = last.isPresent() || signals.stream().anyMatch(signal -> !(signal instanceof Signal.Bytes));
        if (!ended && !subscription.cancel(false)) {
            subscription.join().cancel();
        }
        if (last.isEmpty()) {
            last = Optional.of(new Signal.Failure(new IOException("the stream was closed")));
        }
        ready.clear();
        signals.clear();
    }
}
