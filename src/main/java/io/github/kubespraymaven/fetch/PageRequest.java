package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.digest.Digest;
import java.net.URI;
import java.util.Optional;

/**
 * A page to be had.
 *
 * @param uri where it stands; user information is sent as basic credentials and never printed
 * @param accept the media types that can be read, as the Accept header has them
 * @param maxBytes how large it may be, unpacked
 * @param digest of its bytes, unpacked, where somebody told it: a page with other bytes is none
 */
public record PageRequest(URI uri, String accept, int maxBytes, Optional<Digest> digest) {
    /** Asks for whatever stands there. */
    public PageRequest(URI uri, String accept, int maxBytes) {
        this(uri, accept, maxBytes, Optional.empty());
    }

    /** Asks for the page with these bytes. */
    public PageRequest with(Digest wanted) {
        return new PageRequest(uri, accept, maxBytes, Optional.of(wanted));
    }
}
