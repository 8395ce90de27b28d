package io.github.kubespraymaven.fetch;

import java.net.URI;
import java.util.Locale;

/**
 * What stood at an address.
 *
 * @param uri where it came from in the end, after redirects: what its relative links are relative to
 * @param contentType as the server gave it; empty where it gave none
 * @param bytes its content; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a page is read, never compared
public record Page(URI uri, String contentType, byte[] bytes) {

    /** Returns the media type alone, without parameters and in lower case. */
    public String mediaType() {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
