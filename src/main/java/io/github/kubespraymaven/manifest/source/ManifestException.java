package io.github.kubespraymaven.manifest.source;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.jinja.value.EvaluationException;

/** A list cannot be made. The message is one line: what is wrong, where (file:line:column), and what to do. */
public final class ManifestException extends UserErrorException {
    private static final long serialVersionUID = 1L;

    public ManifestException(String message) {
        super(message);
    }

    public ManifestException(String message, Throwable cause) {
        super(message, cause);
    }

    /** An error of the evaluation, told as it is. */
    public static ManifestException of(EvaluationException cause) {
        return new ManifestException(String.valueOf(cause.getMessage()), cause);
    }
}
