package io.github.kubespraymaven.builder;

import io.github.kubespraymaven.json.Json;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How long the steps of a build took, in the order in which they ended. Safe for use by many threads. */
public final class Timings {
    private final Map<String, Long> milliseconds = Collections.synchronizedMap(new LinkedHashMap<>());

    private final Watch watch;

    /** Is told of steps, from several threads at once. */
    public interface Watch {
        /** Nobody watches. */
        Watch NOBODY = new Watch() {
            @Override
            public void begun(String step) {}

            @Override
            public void ended(String step) {}
        };

        /** A step begins. */
        void begun(String step);

        /** It ended, well or not. */
        void ended(String step);
    }

    /** Nothing was done yet. */
    public Timings(Watch watch) {
        this.watch = watch;
    }

    /** A step that gives something. */
    @FunctionalInterface
    public interface Step<T> {
        /** Takes the step. */
        T run() throws IOException;
    }

    /** Takes a step and remembers how long that was. A name that comes again adds up. */
    public <T> T of(String name, Step<T> step) throws IOException {
        long start = System.nanoTime();
        watch.begun(name);
        try {
            return step.run();
        } finally {
            watch.ended(name);
            long taken = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            milliseconds.merge(name, taken, Long::sum);
        }
    }

    /** Returns the steps with their milliseconds, for people; nothing if there were none. */
    public String text() {
        synchronized (milliseconds) {
            return milliseconds.entrySet().stream()
                    .map(step -> step.getKey() + ": " + step.getValue() + " ms")
                    .collect(Collectors.joining(", "));
        }
    }

    /** Returns the milliseconds by step. */
    public Json.Members json() {
        Json.Builder json = Json.object();
        synchronized (milliseconds) {
            milliseconds.forEach(json::put);
        }
        return json.build();
    }
}
