package io.github.kubespraymaven.python.index;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the anchors of an HTML text, and what else of it PEP 503 and 629 give a meaning. No page is too broken for this: as
 * in a browser, what is no tag is text.
 */
final class HtmlAnchors {
    /** Beyond this a page is no index page. */
    private static final int MOST_ATTRIBUTES = 100;

    private final String html;
    private int at;
    private final List<Map<String, String>> anchors = new ArrayList<>();
    private Optional<String> base = Optional.empty();
    private Optional<String> version = Optional.empty();

    private HtmlAnchors(String html) {
        this.html = html;
    }

    /**
     * What was found.
     *
     * @param base the address that links are relative to, if the page has one of its own
     * @param version of the repository API, if the page states it
     * @param anchors attributes by lower-case name; all have an href
     */
    record Found(Optional<String> base, Optional<String> version, List<Map<String, String>> anchors) {}

    static Found in(String html) {
        HtmlAnchors reader = new HtmlAnchors(html);
        reader.read();
        return new Found(reader.base, reader.version, List.copyOf(reader.anchors));
    }

    private void read() {
        while ((at = html.indexOf('<', at)) >= 0) {
            if (html.startsWith("<!--", at)) {
                int end = html.indexOf("-->", at + 4);
                at = end < 0 ? html.length() : end + 3;
                continue;
            }
            at++;
            String name = word();
            if (name.equals("a") || name.equals("base") || name.equals("meta")) {
                tag(name, attributes());
            }
        }
    }

    private void tag(String name, Map<String, String> attributes) {
        String href = attributes.get("href");
        if (href != null && name.equals("a")) {
            anchors.add(attributes);
        } else if (href != null && name.equals("base") && base.isEmpty()) {
            base = Optional.of(href);
        } else if ("pypi:repository-version".equals(attributes.get("name"))) {
            version = Optional.ofNullable(attributes.get("content"));
        }
    }

    private String word() {
        int start = at;
        while (at < html.length() && " \t\r\n\f/<>=".indexOf(html.charAt(at)) < 0) {
            at++;
        }
        return html.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private void skip(String characters) {
        while (at < html.length() && characters.indexOf(html.charAt(at)) >= 0) {
            at++;
        }
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        while (attributes.size() < MOST_ATTRIBUTES) {
            skip(" \t\r\n\f/");
            if (at >= html.length() || html.charAt(at) == '>') {
                break;
            }
            int before = at;
            String name = word();
            skip(" \t\r\n\f");
            String value = "";
            if (at < html.length() && html.charAt(at) == '=') {
                at++;
                value = value();
            }
            attributes.putIfAbsent(name, value);
            at = Math.max(at, before + 1);
        }
        return attributes;
    }

    private String value() {
        skip(" \t\r\n\f");
        char quote = at < html.length() ? html.charAt(at) : '>';
        int start = at;
        if (quote == '"' || quote == '\'') {
            int end = html.indexOf(quote, at + 1);
            at = end < 0 ? html.length() : end + 1;
            return unescaped(html.substring(start + 1, end < 0 ? html.length() : end));
        }
        while (at < html.length() && " \t\r\n\f>".indexOf(html.charAt(at)) < 0) {
            at++;
        }
        return unescaped(html.substring(start, at));
    }

    /** Undoes the character references that index pages have; others stay as they are. */
    static String unescaped(String text) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int end = text.charAt(i) == '&' ? text.indexOf(';', i) : -1;
            Optional<String> meant = end < 0 || end - i > 10 ? Optional.empty() : reference(text.substring(i + 1, end));
            if (meant.isPresent()) {
                plain.append(meant.get());
                i = end;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static Optional<String> reference(String name) {
        if (name.startsWith("#")) {
            try {
                boolean hex = name.startsWith("#x") || name.startsWith("#X");
                int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
                return Character.isValidCodePoint(code) ? Optional.of(Character.toString(code)) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return switch (name) {
            case "amp" -> Optional.of("&");
            case "lt" -> Optional.of("<");
            case "gt" -> Optional.of(">");
            case "quot" -> Optional.of("\"");
            case "apos" -> Optional.of("'");
            case "nbsp" -> Optional.of("\u00a0");
            default -> Optional.empty();
        };
    }
}
