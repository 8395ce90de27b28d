package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.error.UserError;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** A registry did not do what was asked: names it, what was attempted, and what it answered. */
public sealed class RegistryException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Stands for a failure that no status told. */
    private static final int NO_STATUS = 0;

    /** OCI distribution specification, Error Codes: a manifest refers to something that the registry does not find. */
    private static final Set<String> MISSING_CONTENT =
            Set.of("MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN", "MANIFEST_UNKNOWN");

    private final int status;
    private final boolean missesContent;

    RegistryException(String message) {
        super(message);
        this.status = NO_STATUS;
        this.missesContent = false;
    }

    RegistryException(String message, int status, List<String> codes) {
        super(message);
        this.status = status;
        this.missesContent = codes.stream().anyMatch(MISSING_CONTENT::contains);
    }

    /** Returns the status code that was answered; 0 where it was not the status that told. */
    final int status() {
        return status;
    }

    /** Tells whether the registry says that it misses something that was referred to. */
    public final boolean missesContent() {
        return missesContent;
    }

    /** Tells whether the same request may go well at another time: a refusal stays one. */
    final boolean mayPass() {
        return status >= 500 || status == 408 || status == 429;
    }

    /** A registry knows what is wanted and does not allow it: names the login that was used by where it was found. */
    public static final class DeniedException extends RegistryException implements UserError {
        private static final long serialVersionUID = 1L;

        DeniedException(String message) {
            super(message);
        }

        DeniedException(String message, int status) {
            super(message, status, List.of());
        }
    }
}
