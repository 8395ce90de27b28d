package io.github.kubespraymaven.debian.unpack;

import java.io.IOException;
import java.util.Collection;

/** Packages that cannot lie in one root, since they ship different things at the same places. Names all such places. */
public final class FileConflictException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 20;

    FileConflictException(Collection<String> conflicts) {
        super(conflicts.size() + " place" + (conflicts.size() == 1 ? "" : "s")
                + " that two would fill, and none of them Replaces the other:\n  "
                + String.join("\n  ", conflicts.stream().sorted().limit(SHOWN).toList())
                + (conflicts.size() > SHOWN ? "\n  … and " + (conflicts.size() - SHOWN) + " more" : ""));
    }
}
