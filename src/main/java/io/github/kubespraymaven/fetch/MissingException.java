package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.http.Address;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One file that could not be had from any of its sources. */
final class MissingException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final boolean offline;

    private MissingException(Download download, String message, boolean offline, List<IOException> reasons) {
        super(download.what() + message, reasons.get(0));
        this.what = download.what();
        this.offline = offline;
        reasons.stream().skip(1).forEach(this::addSuppressed);
    }

    static MissingException refused(Download download, List<IOException> reasons) {
        String message = reasons.stream().map(Throwable::getMessage).distinct().collect(Collectors.joining("; "));
        return new MissingException(download, ": " + message, false, reasons);
    }

    static MissingException offline(Download download, IOException reason) {
        return new MissingException(
                download, " (" + Address.shown(download.sources().get(0)) + ")", true, List.of(reason));
    }

    /** The file's name, for people. */
    String what() {
        return what;
    }

    /** Whether a server said that there is no such file, and none that it could have been had but for a moment's trouble. */
    boolean isGone() {
        return Stream.concat(Stream.of(getCause()), Arrays.stream(getSuppressed()))
                .allMatch(reason ->
                        reason instanceof StatusException status && (status.status() == 404 || status.status() == 410));
    }

    boolean isOffline() {
        return offline;
    }
}
