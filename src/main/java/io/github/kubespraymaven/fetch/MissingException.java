package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.http.Address;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** One file that could not be had from any of its sources. */
final class MissingException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean offline;

    private MissingException(String message, boolean offline, List<IOException> reasons) {
        super(message, reasons.get(0));
        this.offline = offline;
        reasons.stream().skip(1).forEach(this::addSuppressed);
    }

    static MissingException refused(Download download, List<IOException> reasons) {
        String message = reasons.stream().map(Throwable::getMessage).distinct().collect(Collectors.joining("; "));
        return new MissingException(download.what() + ": " + message, false, reasons);
    }

    static MissingException offline(Download download, IOException reason) {
        return new MissingException(
                download.what() + " (" + Address.shown(download.sources().get(0)) + ")", true, List.of(reason));
    }

    boolean isOffline() {
        return offline;
    }
}
