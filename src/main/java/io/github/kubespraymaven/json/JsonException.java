package io.github.kubespraymaven.json;

import java.io.IOException;

/** A text that is no JSON, or JSON that is not what was expected; says what text, and where in it. */
public final class JsonException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String place;

    /** With the place in the text, as a path of names and indexes or as line and column, and the problem there. */
    public JsonException(String what, String place, String problem) {
        super(what + (place.isEmpty() ? "" : ", " + place) + ": " + problem);
        this.place = place;
    }

    /** Returns the place in the text, for messages that must not say what is there; empty if there is none. */
    public String place() {
        return place;
    }
}
