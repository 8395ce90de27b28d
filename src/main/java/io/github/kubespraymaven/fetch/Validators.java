package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.http.Response;
import java.util.Optional;

/**
 * How a server marks the state of something (RFC 9110, section 8.8). Many give no mark.
 *
 * @param etag its entity tag, weak or strong, as sent
 * @param lastModified its date, as sent
 */
public record Validators(Optional<String> etag, Optional<String> lastModified) {

    static Validators of(Response response) {
        return new Validators(
                response.headers().first("ETag"), response.headers().first("Last-Modified"));
    }

    /** Returns what may stand in If-Range: a strong tag, else the date (RFC 9110, section 13.1.5). */
    public Optional<String> forRange() {
        return etag.filter(tag -> !tag.startsWith("W/")).or(() -> etag.isPresent() ? Optional.empty() : lastModified);
    }
}
