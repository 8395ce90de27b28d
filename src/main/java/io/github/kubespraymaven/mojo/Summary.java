package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.build.image.Built;
import io.github.kubespraymaven.build.image.Outcome;
import io.github.kubespraymaven.build.layer.Layer;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;

/** Tells people what a build gave. */
final class Summary {
    private final Log log;

    Summary(Log log) {
        this.log = log;
    }

    void print(Outcome outcome) {
        for (Built built : outcome.platforms()) {
            log.info(built.image().config().platform() + ":");
            long packed = 0;
            long unpacked = 0;
            for (Layer layer : built.layers()) {
                packed += layer.blob().size();
                unpacked += layer.blob().unpackedSize();
                log.info(String.format(
                        Locale.ROOT,
                        "  %-8s %8s %8s  %s  %s",
                        layer.kind(),
                        megabytes(layer.blob().size()),
                        megabytes(layer.blob().unpackedSize()),
                        layer.blob().digest().brief(),
                        layer.what()));
            }
            log.info(String.format(
                    Locale.ROOT,
                    "  %-8s %8s %8s  MB compressed and unpacked, in %d layers",
                    "all",
                    megabytes(packed),
                    megabytes(unpacked),
                    built.layers().size()));
        }
        log.info(outcome.name() + " " + outcome.digest() + (outcome.unchanged() ? " (unchanged base)" : ""));
        log.info("Written to " + outcome.layout() + ".");
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f", bytes / 1e6);
    }
}
