package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.Origin;
import io.github.kubespraymaven.python.PythonException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Addresses as pages write them. */
final class PageLinks {
    private PageLinks() {}

    /** Joins an address with what it is relative to; characters that no address may have are escaped first. */
    static URI resolve(URI base, String href) throws PythonException {
        try {
            return withLogin(base, base.resolve(new URI(escaped(href))));
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Without the cause, which repeats it: signed addresses hold secrets.
            throw new PythonException(
                    base.getHost() + " lists a file at '" + Address.shown(href) + "', which is no address");
        }
    }

    /** Returns an address with another one's user information, if it is of the same server and has none. */
    static URI withLogin(URI login, URI uri) {
        boolean same = login.getRawUserInfo() != null
                && uri.getRawUserInfo() == null
                && uri.getHost() != null
                && Origin.same(login, uri);
        return same ? Address.withLoginOf(login, uri) : uri;
    }

    private static String escaped(String href) {
        StringBuilder escaped = new StringBuilder(href.length());
        for (byte b : href.strip().getBytes(StandardCharsets.UTF_8)) {
            if (b <= ' ' || "\"<>\\^`{|}".indexOf(b) >= 0) {
                escaped.append('%').append(String.format(Locale.ROOT, "%02X", b));
            } else {
                escaped.append((char) b);
            }
        }
        return escaped.toString();
    }

    /** Returns an address without its fragment. */
    static String withoutFragment(String href) {
        int hash = href.indexOf('#');
        return hash < 0 ? href : href.substring(0, hash);
    }

    /** Returns the digest of a fragment, {@code #sha256=…} (PEP 503), where it has a known one. */
    static Optional<Digest> digest(String href) {
        int hash = href.indexOf('#');
        if (hash < 0) {
            return Optional.empty();
        }
        for (String part : href.substring(hash + 1).split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                Optional<Digest> digest = digest(part.substring(0, equals), part.substring(equals + 1));
                if (digest.isPresent()) {
                    return digest;
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the digest of this value, if the hash function is a known one and the value one of its. */
    static Optional<Digest> digest(String name, String hex) {
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.prefix().equals(name) && hex.length() == algorithm.hexLength()) {
                try {
                    return Optional.of(new Digest(algorithm, hex.toLowerCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the last name of an address's path, its escapes undone. */
    static String filename(String href) {
        String path = withoutFragment(href);
        int query = path.indexOf('?');
        path = query < 0 ? path : path.substring(0, query);
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.indexOf('%') < 0) {
            return name;
        }
        try {
            return Optional.ofNullable(new URI(name).getPath()).orElse(name);
        } catch (URISyntaxException e) {
            return name;
        }
    }
}
