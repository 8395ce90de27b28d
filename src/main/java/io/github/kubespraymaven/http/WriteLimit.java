package io.github.kubespraymaven.http;

import io.github.kubespraymaven.concurrent.DaemonThreads;
import io.github.kubespraymaven.http.HttpException.SilenceException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** How long a server may leave a piece of a body untaken: a blocking write has no limit of time of its own. */
final class WriteLimit {
    private final Duration idle;
    private Optional<ScheduledThreadPoolExecutor> watch = Optional.empty();

    WriteLimit(Duration idle) {
        this.idle = idle;
    }

    /**
     * Watches over the writes of one body.
     *
     * @param disconnect makes the write that is under way end with an error
     */
    Watched over(OutputStream out, Runnable disconnect) {
        return new Watched(out, disconnect);
    }

    private Future<?> every(Duration period, Runnable look) {
        return watch().scheduleWithFixedDelay(look, period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Made when first needed; its thread ends with nothing to watch over. */
    private synchronized ScheduledThreadPoolExecutor watch() {
        if (watch.isEmpty()) {
            ScheduledThreadPoolExecutor one =
                    new ScheduledThreadPoolExecutor(1, DaemonThreads.named("kubespray-http-watch"));
            one.setRemoveOnCancelPolicy(true);
            one.setKeepAliveTime(1, TimeUnit.SECONDS);
            one.allowCoreThreadTimeOut(true);
            watch = Optional.of(one);
        }
        return watch.get();
    }

    /** One body's writes. */
    final class Watched implements AutoCloseable {
        private final OutputStream out;
        private final Runnable disconnect;
        private final Future<?> looking;
        private volatile Optional<Long> began = Optional.empty();
        private volatile boolean late;

        private Watched(OutputStream out, Runnable disconnect) {
            this.out = out;
            this.disconnect = disconnect;
            this.looking = every(idle.dividedBy(4), this::look);
        }

        /**
         * Writes a piece.
         *
         * @throws SilenceException if it was not taken in time
         */
        void write(byte[] piece, int length) throws IOException {
            began = Optional.of(System.nanoTime());
            try {
                out.write(piece, 0, length);
            } catch (IOException e) {
                throw late ? new SilenceException(e) : e;
            } finally {
                began = Optional.empty();
            }
        }

        private void look() {
            if (began.filter(then -> System.nanoTime() - then > idle.toNanos()).isPresent()) {
                late = true;
                disconnect.run();
            }
        }

        @Override
        public void close() {
            looking.cancel(false);
        }
    }
}
