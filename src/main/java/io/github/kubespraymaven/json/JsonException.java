package io.github.kubespraymaven.json;

import java.io.IOException;

/** A text that is no JSON, or JSON that is not what was expected; says what text, and where in it. */
public final class JsonException extends IOException {
    private static final long serialVersionUID = 1L;

    /** With the place in the text, as a path of names and indexes or as line and column, and the problem there. */
    public JsonException(String what, String place, String problem) {
        super(what + (place.isEmpty() ? "" : ", " + place) + ": " + problem);
    }
}
