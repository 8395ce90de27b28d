package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.mistake.Mistake;
import java.io.IOException;

/** Images that could not be copied, or that a comparison did not find: says for each why. */
public class MirrorException extends IOException {
    private static final long serialVersionUID = 1L;

    MirrorException(String message) {
        super(message);
    }

    /** Something that only the user can do something about. */
    static final class Mine extends MirrorException implements Mistake {
        private static final long serialVersionUID = 1L;

        Mine(String message) {
            super(message);
        }
    }
}
