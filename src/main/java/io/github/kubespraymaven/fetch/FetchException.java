package io.github.kubespraymaven.fetch;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Files that could not be had: all of them, each with its reason. The single reasons are suppressed exceptions. */
public final class FetchException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What no source has: each answered that there is no such thing, as far as it answered. */
    public List<String> missing() {
        return Arrays.stream(getSuppressed())
                .filter(reason -> reason instanceof MissingException one && one.isGone())
                .map(reason -> ((MissingException) reason).what())
                .toList();
    }

    /** Names what is missing, and why, in one line a file. */
    FetchException(String summary, List<? extends IOException> reasons) {
        super(summary + reasons.stream().map(Throwable::getMessage).collect(Collectors.joining("\n  ", "\n  ", "")));
        reasons.forEach(this::addSuppressed);
    }
}
