package io.github.kubespraymaven.image.layout;

import io.github.kubespraymaven.error.UserErrorException;
import java.nio.file.Path;

/** A place that an image was to be written to, and that holds something else. */
public final class NotOursException extends UserErrorException {
    private static final long serialVersionUID = 1L;

    private NotOursException(String message) {
        super(message);
    }

    /** Says what stands where an archive is to go. */
    static NotOursException inPlaceOf(Path file, String what) {
        return new NotOursException(
                file + ": what is there is " + what + ", and is not replaced; name another file, or delete it");
    }

    /** Says what is there. */
    public NotOursException(Path directory, String what) {
        super(holds(directory, what));
    }

    /** Says what is there, and how that was found. */
    NotOursException(Path directory, String what, Throwable cause) {
        super(holds(directory, what), cause);
    }

    private static String holds(Path directory, String what) {
        return directory + ": holds " + what + "; name an empty directory, or one that does not exist";
    }
}
