package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;

/**
 * Blobs that a registry is asked to take from another of its repositories (OCI distribution specification, Mounting a blob from
 * another repository).
 */
final class Mounts {
    private final Exchange exchange;
    private final Existence existence;
    private final Quirks quirks;

    Mounts(Exchange exchange, Existence existence, Quirks quirks) {
        this.exchange = exchange;
        this.existence = existence;
        this.quirks = quirks;
    }

    /**
     * A registry that will not begins an upload; it is left to expire, as where one mount fails there is another repository to
     * try, or an upload under a narrower grant. What is said to be mounted is looked for: nothing was sent whose digest the
     * registry could have made sure of.
     */
    boolean mount(Descriptor blob, Repository from) throws IOException {
        if (quirks.refusesMounts()) {
            return false;
        }
        String query = "blobs/uploads/?mount=" + Uploads.encoded(blob.digest().toString()) + "&from="
                + Uploads.encoded(from.path());
        try {
            Response response = exchange.send("POST", query, from).response();
            response.discard();
            if (refusesAll(response.status())) {
                quirks.mountsRefused();
            }
            return response.status() == 201 && existence.of(blob);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return false;
        }
    }

    /** What may not be read there, or is not there, may be another matter for another repository. */
    private static boolean refusesAll(int status) {
        return switch (status) {
            case 201, 202, 401, 403, 404, 408, 429 -> false;
            default -> true;
        };
    }
}
