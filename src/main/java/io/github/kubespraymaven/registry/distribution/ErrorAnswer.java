package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.http.RetryAfter;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer that is not the one hoped for (OCI distribution specification, Error Codes).
 *
 * @param status its status code
 * @param address where it came from, as it may be printed
 * @param codes the registry's own codes, in their order
 * @param text what it says, in one line
 * @param advice what can be done where it asks for patience
 */
record ErrorAnswer(int status, String address, List<String> codes, String text, String advice) {
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_TEXT = 300;
    private static final String PAGE = "an HTML page";
    private static final List<String> OTHER_MARKUP = List.of("<?xml", "<error");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]+)<", Pattern.CASE_INSENSITIVE);

    /** Reads an answer to its end and closes it. */
    static ErrorAnswer read(Response response) {
        byte[] body;
        try (InputStream in = response.body()) {
            body = in.readNBytes(MAX_BODY);
        } catch (IOException e) {
            body = new byte[0];
        }
        String address = Address.shown(response.uri());
        String advice = RetryAfter.advice(response);
        List<String> codes = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        try {
            for (JsonView error :
                    JsonReader.read(body, "the answer").get("errors").items()) {
                String code = text(error, "code");
                codes.add(code);
                String message = text(error, "message");
                texts.add(message.isEmpty() || message.equalsIgnoreCase(code) ? code : code + ": " + message);
            }
            return new ErrorAnswer(response.status(), address, codes, oneLine(String.join("; ", texts)), advice);
        } catch (JsonException e) {
            return new ErrorAnswer(response.status(), address, List.of(), plain(response, body), advice);
        }
    }

    private static String text(JsonView error, String name) throws JsonException {
        Optional<JsonView> member = error.find(name);
        return member.isPresent() ? member.get().text() : "";
    }

    private static String plain(Response response, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        return isHtml(response) || isPage(text)
                ? PAGE + title(text) + "; is there a registry at this address, or a login page or proxy in between?"
                : isText(text)
                        ? oneLine(text)
                        : "bytes of the type "
                                + response.headers().first("Content-Type").orElse("''");
    }

    private static boolean isText(String text) {
        return text.indexOf('\uFFFD') < 0 && text.indexOf('\0') < 0;
    }

    /** A server in front says there what it misses, a client's certificate for example. */
    private static String title(String page) {
        Matcher title = TITLE.matcher(page);
        return title.find() ? " '" + oneLine(title.group(1)) + "'" : "";
    }

    /** Tells whether an answer is a page for people: no registry gives one. */
    static boolean isHtml(Response response) {
        return response.headers()
                .first("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT))
                .filter(type -> type.startsWith("text/html") || type.startsWith("application/xhtml"))
                .isPresent();
    }

    /** Tells whether bytes are such a page, whatever they are said to be. */
    static boolean isPage(byte[] body) {
        return isPage(new String(body, 0, Math.min(body.length, MAX_TEXT), StandardCharsets.UTF_8));
    }

    /** Stores for files behind registries say in XML what they miss. */
    private static boolean isPage(String text) {
        String start = text.strip().toLowerCase(Locale.ROOT);
        return start.startsWith("<")
                && (start.contains("<html") || OTHER_MARKUP.stream().noneMatch(start::startsWith));
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) + "…" : line;
    }

    /** Tells whether the registry said no to whom it knows, or does not know. */
    boolean isRefusal() {
        return status == 401 || status == 403;
    }

    @Override
    public String toString() {
        boolean unfit = status < 400 && !text.startsWith(PAGE);
        return "status " + status + " from " + address + (text.isEmpty() ? "" : " (" + text + ")") + advice
                + (unfit ? "; is there a registry at this address, or a proxy in between?" : "");
    }
}
