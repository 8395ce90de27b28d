package io.github.kubespraymaven.python.wheel;

import java.util.Optional;

/**
 * How a distribution is installed.
 *
 * @param scheme where its parts go
 * @param interpreter the absolute path of the Python that its scripts start with
 * @param requested whether it was asked for by name, and not only by another one (PEP 376, REQUESTED)
 * @param directUrl the text of direct_url.json (PEP 610) where it was asked for by its address
 */
public record Installation(Scheme scheme, String interpreter, boolean requested, Optional<String> directUrl) {
    /** Checks the interpreter's form: it must fit the first line of a script. */
    public Installation {
        if (!interpreter.startsWith("/") || !interpreter.matches("\\S+") || interpreter.length() > 120) {
            throw new IllegalArgumentException("not an interpreter's absolute path without blanks: " + interpreter);
        }
    }
}
