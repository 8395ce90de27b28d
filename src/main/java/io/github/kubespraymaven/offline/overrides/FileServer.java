package io.github.kubespraymaven.offline.overrides;

import io.github.kubespraymaven.error.UserErrorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server or a share that has files at the paths {@code HOST/PATH} of their URLs.
 *
 * @param url {@code http://…}, {@code https://…} or {@code file:///…}, without a slash at the end
 */
public record FileServer(String url) {
    private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern FORBIDDEN = Pattern.compile("[\\s'\"\\\\{}\\p{Cntrl}]");

    /**
     * Reads an address.
     *
     * @param parameter the parameter's name, for messages
     * @throws UserErrorException if it is none, or has what would not survive in a file of variables
     */
    public static FileServer parse(String parameter, String text) throws UserErrorException {
        String bare = text.replaceFirst("(?<!/)/+$", "");
        if (text.regionMatches(true, 0, "file:", 0, "file:".length()) && !bare.matches("(?i)file:///[^/].*")) {
            throw new UserErrorException(parameter
                    + ": a share is file:/// and the absolute path that the nodes have it under, got '" + text + "'.");
        }
        URI uri = uri(parameter, text, bare);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        if (!web && !scheme.equals("file")) {
            throw new UserErrorException(parameter
                    + ": wanted http://HOST[/PATH], https://HOST[/PATH] or file:///PATH, got '" + text + "'.");
        }
        if (uri.getRawUserInfo() != null) {
            // What is secret is not repeated.
            throw new UserErrorException(parameter + ": the address holds a login, which would stand in every log of"
                    + " the deployment. Leave it out; let the file server give its files to anybody.");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new UserErrorException(parameter
                    + ": paths are appended to the address, so it can have no '?' and no '#', got '" + text + "'.");
        }
        if (web && uri.getHost() == null) {
            throw new UserErrorException(parameter + ": there is no host in '" + text + "'.");
        }
        return new FileServer(bare);
    }

    private static URI uri(String parameter, String text, String bare) throws UserErrorException {
        if (FORBIDDEN.matcher(bare).find()) {
            throw new UserErrorException(parameter
                    + ": an address has no blanks, quotes, braces or backslashes (write %20 and the like), got '" + text
                    + "'.");
        }
        try {
            return new URI(bare);
        } catch (URISyntaxException e) {
            throw new UserErrorException(parameter + ": '" + text + "' is no address: " + e.getReason() + ".", e);
        }
    }

    /** Tells whether it is a share that the nodes have mounted. */
    boolean isShare() {
        return url.regionMatches(true, 0, "file:", 0, "file:".length());
    }

    /** The host as lists of exceptions from a proxy name it; none of a share. */
    Optional<String> host() {
        return isShare() ? Optional.empty() : Optional.of(URI.create(url).getHost());
    }

    /**
     * The place of a URL in the tree, to stand in another URL: the URL without its scheme, the host in lower case, without the
     * scheme's own port, a user and a fragment, and with {@code %3F} where a query begins, since a file server would take
     * {@code ?} for one. Templates in it stay as they are. Empty if it is no {@code http} or {@code https} URL with a host.
     */
    static Optional<String> place(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches() || parts.group(2).isEmpty()) {
            return Optional.empty();
        }
        String authority = parts.group(2);
        boolean plain = !authority.contains("{");
        String host =
                plain ? authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT) : authority;
        String own = parts.group(1).equalsIgnoreCase("https") ? ":443" : ":80";
        if (plain && host.endsWith(own)) {
            host = host.substring(0, host.length() - own.length());
        }
        return Optional.of(host + withoutQuery(parts.group(3)));
    }

    /** Marks of the text count, not those of expressions in it. */
    private static String withoutQuery(String path) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (int at = 0; at < path.length(); at++) {
            if (path.startsWith("{{", at) || path.startsWith("{%", at)) {
                depth++;
            } else if (path.startsWith("}}", at) || path.startsWith("%}", at)) {
                depth--;
            }
            if (depth <= 0 && path.charAt(at) == '#') {
                break;
            }
            text.append(depth <= 0 && path.charAt(at) == '?' ? "%3F" : String.valueOf(path.charAt(at)));
        }
        return text.toString();
    }

    /** Where a URL's file is here; empty if it is no {@code http} or {@code https} URL. */
    Optional<String> at(String upstream) {
        return place(upstream).map(place -> url + "/" + place);
    }
}
