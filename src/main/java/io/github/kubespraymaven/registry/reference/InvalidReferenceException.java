package io.github.kubespraymaven.registry.reference;

import io.github.kubespraymaven.error.UserError;

/** A text that names no image; says which part of it is wrong. */
public final class InvalidReferenceException extends IllegalArgumentException implements UserError {
    private static final long serialVersionUID = 1L;

    InvalidReferenceException(String text, String problem) {
        super("'" + text + "' is no image reference (HOST/NAME[:TAG][@DIGEST]): " + problem);
    }
}
