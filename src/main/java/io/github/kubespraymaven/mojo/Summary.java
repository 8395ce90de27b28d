package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.builder.image.Built;
import io.github.kubespraymaven.builder.image.Outcome;
import io.github.kubespraymaven.builder.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What people are told of what a build gave. */
final class Summary {
    private Summary() {}

    /** Returns it, a line each. */
    static List<String> of(Outcome outcome) {
        List<String> lines = new ArrayList<>();
        for (Built built : outcome.platforms()) {
            lines.add(built.image().config().platform() + ":");
            long packed = 0;
            long unpacked = 0;
            for (Layer layer : built.layers()) {
                packed += layer.blob().size();
                unpacked += layer.blob().unpackedSize();
                lines.add(String.format(
                        Locale.ROOT,
                        "  %-8s %8s %8s  %s  %s",
                        layer.kind(),
                        megabytes(layer.blob().size()),
                        megabytes(layer.blob().unpackedSize()),
                        layer.blob().digest().brief(),
                        layer.what()));
            }
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-8s %8s %8s  MB compressed and unpacked, in %d layers",
                    "all",
                    megabytes(packed),
                    megabytes(unpacked),
                    built.layers().size()));
        }
        lines.add(outcome.name() + " " + outcome.digest() + (outcome.unchanged() ? " (unchanged base)" : ""));
        lines.add("Written to " + outcome.layout() + ".");
        return lines;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f", bytes / 1e6);
    }
}
