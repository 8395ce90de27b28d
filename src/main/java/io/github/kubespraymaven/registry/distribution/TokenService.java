package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.registry.credential.Credential;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a registry sends one for a token (distribution, Token Authentication and OAuth 2.0 Token Specification). */
final class TokenService {
    private static final int MAX_ANSWER = 1 << 20;

    /** How often an answer that breaks off is asked for. */
    private static final int ATTEMPTS = 4;

    private static final String CLIENT = "kubespray-maven-plugin";

    private final Http http;
    private final Endpoints endpoints;

    TokenService(Http http, Endpoints endpoints) {
        this.http = http;
        this.endpoints = endpoints;
    }

    /**
     * Gets a token.
     *
     * @throws RefusedException if it gives none to whom it knows, or does not know
     */
    String token(Challenge challenge, Scope scope, Optional<Credential> login, String whose, String wayOut)
            throws IOException {
        String what = scope.repository() + ": the token for " + (scope.push() ? "pushing" : "pulling");
        Request request = request(realm(challenge, what), challenge.parameter("service"), scope, login);
        for (int attempt = 1; ; attempt++) {
            Response response = http.send(request);
            if (response.status() != 200) {
                ErrorAnswer answer = ErrorAnswer.read(response);
                String message = what + " cannot be had " + whose + ": " + answer;
                throw answer.isRefusal()
                        ? new RefusedException(message + "; " + wayOut)
                        : new RegistryException(message);
            }
            try (InputStream in = response.body()) {
                return token(in.readNBytes(MAX_ANSWER), Address.shown(response.uri()), what);
            } catch (RegistryException e) {
                throw e;
            } catch (IOException e) {
                if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    private URI realm(Challenge challenge, String what) throws RegistryException {
        String text = challenge.parameter("realm").orElse("");
        URI realm;
        try {
            realm = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(what + " is said to be had where no address is (the challenge's realm)", e);
        }
        boolean secure = "https".equalsIgnoreCase(realm.getScheme());
        boolean plain = "http".equalsIgnoreCase(realm.getScheme());
        if (realm.getHost() == null || !(secure || plain)) {
            throw new RegistryException(what + " is said to be had where no address is (the challenge's realm)");
        }
        if (plain && !endpoints.mayBePlain(realm.getRawAuthority())) {
            throw new RegistryException(what + " would go over plain HTTP, from " + Address.shown(realm)
                    + "; if that host is to be trusted so, list it: -Dkubespray.insecureRegistries="
                    + realm.getRawAuthority());
        }
        return realm;
    }

    private static Request request(URI realm, Optional<String> service, Scope scope, Optional<Credential> login) {
        List<String> query = new ArrayList<>();
        service.ifPresent(name -> query.add("service=" + encoded(name)));
        if (login.isPresent() && login.get() instanceof Credential.IdentityToken identity) {
            query.add("grant_type=refresh_token");
            query.add("client_id=" + CLIENT);
            query.add("scope=" + encoded(String.join(" ", scope.tokens())));
            query.add("refresh_token=" + encoded(identity.token()));
            return new Request(
                    "POST",
                    realm,
                    Map.of("Content-Type", "application/x-www-form-urlencoded"),
                    Optional.of(new Bytes(String.join("&", query).getBytes(StandardCharsets.US_ASCII))));
        }
        scope.tokens().forEach(token -> query.add("scope=" + encoded(token)));
        String separator = realm.getRawQuery() == null ? "?" : "&";
        Request request = Request.get(URI.create(realm + separator + String.join("&", query)));
        return login.flatMap(Authentication::basic)
                .map(value -> request.with("Authorization", value))
                .orElse(request);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String token(byte[] body, String where, String what) throws RegistryException {
        try {
            JsonView json = JsonReader.read(body, where);
            Optional<JsonView> token = json.find("token");
            String value = (token.isPresent() ? token.get() : json.get("access_token")).text();
            if (!value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 127)) {
                return value;
            }
        } catch (JsonException e) {
            // What was wrong with it would cite it, and it may hold a token.
        }
        throw new RegistryException(what + ": " + where + " answers, but not with a token");
    }
}
