package io.github.kubespraymaven.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of a server.
 *
 * @param method {@code GET}, {@code HEAD}, {@code POST}, {@code PUT}, {@code PATCH} or {@code DELETE}; WebDAV's
 *     {@code MKCOL}
 * @param uri absolute, http or https; user information in it is sent as basic credentials and never printed
 * @param headers by name, as they are to be sent
 * @param body what is sent along
 */
public record Request(String method, URI uri, Map<String, String> headers, Optional<Body> body) {
    /** Checks the address and keeps its own copy of the headers. */
    public Request {
        uri = Address.http(uri);
        headers = Map.copyOf(headers);
    }

    /** Bytes to send: known in number, and opened again for every try. */
    public interface Body {
        /** Returns how many bytes there are. */
        long size();

        /** Opens the bytes. */
        InputStream open() throws IOException;

        /** Tells whether no other origin may get them, wherever a redirect leads. */
        default boolean isSecret() {
            return false;
        }

        /**
         * Tells whether the transport may send them again by itself after a failure half way, as HTTP allows for PUT. Who sends
         * them to where they may be taken once only says no, and begins again himself.
         */
        default boolean isRepeatable() {
            return true;
        }
    }

    /** Returns a request for what stands at an address. */
    public static Request get(URI uri) {
        return of("GET", uri);
    }

    /** Returns a request without headers or body. */
    public static Request of(String method, URI uri) {
        return new Request(method, uri, Map.of(), Optional.empty());
    }

    /** Returns this request with one more header, or another value for it. */
    public Request with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Request(method, uri, more, body);
    }

    /** Says what is asked of whom; headers may hold secrets. */
    @Override
    public String toString() {
        return method + " " + Address.shown(uri);
    }
}
