package io.github.kubespraymaven.python.tag;

/** A file name that was to be a wheel's or an sdist's and is not. The message names it and the reason. */
public final class InvalidFilenameException extends IllegalArgumentException {
    InvalidFilenameException(DistributionFilename.Unusable name) {
        super(name.reason());
    }
}
