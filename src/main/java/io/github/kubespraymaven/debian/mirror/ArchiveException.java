package io.github.kubespraymaven.debian.mirror;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** No mirror gave what was wanted of it. The message says why; the reasons are suppressed exceptions, or the cause. */
public final class ArchiveException extends IOException {
    private static final long serialVersionUID = 1L;

    ArchiveException(String message, IOException cause) {
        super(message, cause);
    }

    ArchiveException(String what, List<IOException> reasons) {
        super(what + reasons.stream().map(Throwable::getMessage).collect(Collectors.joining("\n  ", "\n  ", "")));
        reasons.forEach(this::addSuppressed);
    }
}
