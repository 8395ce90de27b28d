package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.image.Index;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list that a registry keeps of what refers to a manifest (OCI distribution specification, Listing Referrers), all its pages.
 */
final class ReferrersList {
    private static final int MAX_SIZE = 4 << 20;

    /** More are attached to no image: who names always another page has no end. */
    private static final int MAX_PAGES = 200;

    /** RFC 8288, section 3. */
    private static final Pattern NEXT = Pattern.compile(
            "<([^>]*)>[^,<]*;\\s*rel\\s*=\\s*\"?(?:[^\"<,;]*\\s)?next[\\s\";,]?", Pattern.CASE_INSENSITIVE);

    private final Exchange exchange;

    ReferrersList(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Returns the descriptors; nothing where the registry keeps no such lists, and answers 404 or anything. */
    Optional<List<JsonView>> of(Digest subject) throws IOException {
        String what = "list what is attached to " + subject;
        List<JsonView> entries = new ArrayList<>();
        Set<URI> asked = new HashSet<>();
        Authentication.Answer answer = exchange.send("GET", "referrers/" + subject, Map.of("Accept", MediaTypes.INDEX));
        while (true) {
            Optional<List<JsonView>> page = page(answer, what);
            if (page.isEmpty()) {
                if (asked.isEmpty()) {
                    return Optional.empty();
                }
                throw exchange.failure(what, "a further page of the list is none");
            }
            entries.addAll(page.get());
            Optional<URI> next = next(answer.response());
            if (next.isEmpty() || asked.size() == MAX_PAGES || !asked.add(next.get())) {
                return Optional.of(entries);
            }
            answer = exchange.sendTo(next.get(), "GET", Map.of("Accept", MediaTypes.INDEX), Optional.empty());
        }
    }

    private Optional<List<JsonView>> page(Authentication.Answer answer, String what) throws IOException {
        Response response = answer.response();
        int status = response.status();
        if (status == 401 || status == 429 || (status >= 500 && status != 501)) {
            throw exchange.failure(what, answer);
        }
        String type = RemoteManifests.type(response);
        if (status != 200 || !(type.equals(MediaTypes.INDEX) || type.equals("application/json"))) {
            response.discard();
            return Optional.empty();
        }
        byte[] bytes;
        try (InputStream in = response.body()) {
            bytes = in.readNBytes(MAX_SIZE + 1);
        }
        if (bytes.length > MAX_SIZE) {
            throw exchange.failure(what, "the list is larger than " + (MAX_SIZE >> 20) + " MiB");
        }
        return entries(bytes, type.equals(MediaTypes.INDEX));
    }

    /** An empty list may be null, or left out, where it is said what it is. */
    private static Optional<List<JsonView>> entries(byte[] bytes, boolean isIndex) {
        try {
            JsonView json = JsonReader.read(bytes, "a list of referrers");
            boolean complete = json.find("manifests").isPresent()
                    && json.find("schemaVersion").isPresent();
            return isIndex || complete ? Optional.of(Index.entries(json)) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private Optional<URI> next(Response response) throws IOException {
        for (String field : response.headers().all("Link")) {
            Matcher next = NEXT.matcher(field);
            if (next.find()) {
                return exchange.next(response, next.group(1));
            }
        }
        return Optional.empty();
    }
}
