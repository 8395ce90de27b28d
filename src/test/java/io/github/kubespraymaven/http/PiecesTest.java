package io.github.kubespraymaven.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PiecesTest {
    private final List<String> events = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();

    @Test
    void aBodyComesInLargePiecesEachWhenItIsWanted() {
        Subscriber subscriber = subscribe(new byte[300_000], 300_000);
        assertEquals(List.of("subscribed"), events);
        subscriber.ask(1);
        assertEquals(List.of("subscribed", "131072"), events);
        assertEquals(131072, sent.get());
        subscriber.ask(5);
        assertEquals(List.of("subscribed", "131072", "131072", "37856", "closed", "complete"), events);
        subscriber.ask(1);
        assertEquals(6, events.size());
    }

    @Test
    void whoAsksWhileItIsGivenGetsTheNextAfterwards() {
        Subscriber subscriber = subscribe(new byte[300_000], 300_000);
        subscriber.asksForMore = true;
        subscriber.ask(1);
        assertEquals(List.of("subscribed", "131072", "131072", "37856", "closed", "complete"), events);
    }

    @Test
    void whatIsCancelledIsClosedAndSaysNothingMore() {
        Subscriber subscriber = subscribe(new byte[300_000], 300_000);
        subscriber.ask(1);
        subscriber.stop();
        subscriber.ask(1);
        assertEquals(List.of("subscribed", "131072", "closed"), events);
    }

    @Test
    void aBodyThatIsLongerThanItsSizeIsNotGivenToTheEnd() {
        subscribe(new byte[200_001], 200_000).ask(9);
        assertEquals(
                List.of("subscribed", "131072", "closed", "failed: a body has more bytes than it was said to have"),
                events);
    }

    @Test
    void aBodyThatIsShorterEnds() {
        subscribe(new byte[10], 20).ask(9);
        assertEquals(List.of("subscribed", "10", "closed", "complete"), events);
    }

    @Test
    void anErrorWhileABodyIsReadIsAFailureToTheSubscriber() {
        Subscriber subscriber = new Subscriber();
        new Pieces(
                        new Request.Body() {
                            @Override
                            public long size() {
                                return 1;
                            }

                            @Override
                            public InputStream open() {
                                return new InputStream() {
                                    @Override
                                    public int read() {
                                        throw new NoClassDefFoundError("gone");
                                    }

                                    @Override
                                    public int read(byte[] buffer, int offset, int length) {
                                        return read();
                                    }

                                    @Override
                                    public void close() {
                                        events.add("closed");
                                    }
                                };
                            }
                        },
                        sent)
                .subscribe(subscriber);
        subscriber.ask(1);
        assertEquals(List.of("subscribed", "closed", "failed: gone"), events);
    }

    @Test
    void whatCannotBeOpenedIsAFailureToTheSubscriber() {
        new Pieces(
                        new Request.Body() {
                            @Override
                            public long size() {
                                return 1;
                            }

                            @Override
                            public InputStream open() throws IOException {
                                throw new IOException("gone");
                            }
                        },
                        sent)
                .subscribe(new Subscriber());
        assertEquals(List.of("subscribed", "failed: gone"), events);
    }

    private Subscriber subscribe(byte[] bytes, long size) {
        Subscriber subscriber = new Subscriber();
        new Pieces(
                        new Request.Body() {
                            @Override
                            public long size() {
                                return size;
                            }

                            @Override
                            public InputStream open() {
                                return new FilterInputStream(new ByteArrayInputStream(bytes)) {
                                    @Override
                                    public void close() {
                                        events.add("closed");
                                    }
                                };
                            }
                        },
                        sent)
                .subscribe(subscriber);
        return subscriber;
    }

    private final class Subscriber implements Flow.Subscriber<ByteBuffer> {
        private Optional<Flow.Subscription> subscription = Optional.empty();
        private boolean asksForMore;

        void ask(long pieces) {
            subscription.orElseThrow().request(pieces);
        }

        void stop() {
            subscription.orElseThrow().cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = Optional.of(given);
            events.add("subscribed");
        }

        @Override
        public void onNext(ByteBuffer piece) {
            events.add(Integer.toString(piece.remaining()));
            if (asksForMore) {
                ask(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            events.add("failed: " + failure.getMessage());
        }

        @Override
        public void onComplete() {
            events.add("complete");
        }
    }
}
