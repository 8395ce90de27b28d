package io.github.kubespraymaven.fetch;

import java.net.URI;

/**
 * A page to be had.
 *
 * @param uri where it stands; user information is sent as basic credentials and never printed
 * @param accept the media types that can be read, as the Accept header has them
 * @param maxBytes how large it may be, unpacked
 */
public record PageRequest(URI uri, String accept, int maxBytes) {}
