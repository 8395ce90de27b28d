package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.offline.mirror.MirrorWatch;
import io.github.kubespraymaven.registry.PushProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * What a mirror shows on a terminal: a line for each image that is under way, and below them the whole. Each image that is done
 * is reported in a line that stays, also where there is no terminal.
 */
final class MirrorLines implements MirrorWatch, AutoCloseable {
    private static final double MEGA = 1e6;

    private final LastLines lines;
    private final LongSupplier nanoTime;
    private final Consumer<String> report;
    private final Map<String, Image> underWay = new LinkedHashMap<>();

    /** How many images that have not ended want a blob. */
    private final Map<Digest, Integer> wanted = new HashMap<>();

    private TransferStatistics all = new TransferStatistics("Copying");
    private long since;
    private int images;
    private int ended;

    /**
     * Prepares; nothing is drawn yet.
     *
     * @param nanoTime a clock that only runs forward
     * @param report takes a line for each image that is done
     */
    MirrorLines(Optional<Terminal> terminal, LongSupplier nanoTime, Consumer<String> report) {
        this.lines = new LastLines(terminal, nanoTime);
        this.nanoTime = nanoTime;
        this.report = report;
    }

    /** How much of each blob of an image is where it is to be. */
    private static final class Image {
        private final String name;
        private final List<Descriptor> blobs;
        private final long size;
        private final Map<Digest, Long> here = new HashMap<>();

        Image(String name, List<Descriptor> blobs) {
            this.name = name;
            this.blobs = List.copyOf(blobs);
            this.size = Descriptor.total(blobs);
        }

        String text(int columns) {
            long done = here.values().stream().mapToLong(Long::longValue).sum();
            String amount = String.format(Locale.ROOT, "  %.1f of %.1f MB", done / MEGA, size / MEGA);
            int left = Math.max(2, columns - amount.length());
            // The end of a name tells images apart.
            return (name.length() <= left ? name : "…" + name.substring(name.length() - left + 1)) + amount;
        }
    }

    @Override
    public synchronized void planned(List<List<Descriptor>> planned) {
        all = new TransferStatistics("Copying");
        wanted.clear();
        for (List<Descriptor> blobs : planned) {
            for (Descriptor blob : blobs) {
                all.expect(blob.digest().toString(), OptionalLong.of(blob.size()));
                wanted.merge(blob.digest(), 1, Integer::sum);
            }
        }
        since = nanoTime.getAsLong();
        images = planned.size();
        ended = 0;
    }

    @Override
    public synchronized void begun(String image, List<Descriptor> blobs) {
        underWay.put(image, new Image(image, blobs));
        draw();
    }

    @Override
    public synchronized void moved(String image, PushProgress.Step step) {
        Digest blob = step.blob().digest();
        boolean advanced = step instanceof PushProgress.Step.Advanced;
        long here = step instanceof PushProgress.Step.Advanced part
                ? part.bytes()
                : step.blob().size();
        Optional.ofNullable(underWay.get(image)).ifPresent(one -> one.here.put(blob, here));
        if (advanced) {
            all.advance(blob.toString(), here);
        } else if (step instanceof PushProgress.Step.Uploaded) {
            all.finish(blob.toString(), here);
        } else {
            all.drop(blob.toString());
        }
        draw();
    }

    @Override
    public synchronized void ended(String image, String line) {
        Optional.ofNullable(underWay.remove(image)).ifPresent(this::forget);
        ended++;
        report(line);
        draw();
    }

    /** Prints a line that stays. */
    synchronized void report(String line) {
        lines.above(() -> report.accept(line));
    }

    /** What an image that failed has not brought is to come only if another wants it too. */
    private void forget(Image image) {
        for (Descriptor blob : image.blobs) {
            if (wanted.merge(blob.digest(), -1, Integer::sum) <= 0) {
                all.drop(blob.digest().toString());
            }
        }
    }

    @Override
    public synchronized void close() {
        lines.close();
    }

    private void draw() {
        lines.draw(() -> {
            if (underWay.isEmpty()) {
                return List.of();
            }
            List<IntFunction<String>> texts = new ArrayList<>();
            underWay.values().forEach(image -> texts.add(image::text));
            Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - since);
            String words = "Copying " + ended + " of " + images + (images == 1 ? " image" : " images");
            texts.add(columns -> all.text(words, "Copying", elapsed, columns));
            return texts;
        });
    }
}
