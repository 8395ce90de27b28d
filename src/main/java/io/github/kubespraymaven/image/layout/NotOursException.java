package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.mistake.MistakeException;
import java.nio.file.Path;

/** A directory that an image was to be written to, and that holds something else. */
public final class NotOursException extends MistakeException {
    private static final long serialVersionUID = 1L;

    /** Says what is there. */
    public NotOursException(Path directory, String what) {
        super(directory + ": holds " + what + "; name an empty directory, or one that does not exist");
    }
}
