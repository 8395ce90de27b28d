package io.github.kubespraymaven.registry.distribution;

import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.HostPort;
import io.github.kubespraymaven.http.Http;
import io.github.kubespraymaven.http.Origin;
import io.github.kubespraymaven.http.Request;
import io.github.kubespraymaven.http.Response;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.registry.credential.Credential;
import io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException;
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
     * @throws DeniedException if it gives none to whom it knows, or does not know
     */
    String token(Challenge challenge, TokenScope scope, Optional<Credential> login, String whose, String wayOut)
            throws IOException {
        String what = scope.repository() + ": the token for " + (scope.push() ? "pushing" : "pulling");
        URI realm = realm(challenge, scope, what);
        Request request = request(realm, challenge.parameter("service"), scope, login);
        for (int attempt = 1; ; attempt++) {
            Response response = http.send(request);
            if (response.status() != 200) {
                ErrorAnswer answer = ErrorAnswer.read(response);
                if (answer.isRefusal() && !Origin.same(realm, response.uri())) {
                    throw new RegistryException(what + " cannot be had: " + answer
                            + Exchange.elsewhere("the token service " + HostPort.of(realm)));
                }
                String message = what + " cannot be had " + whose + ": " + answer;
                throw answer.isRefusal()
                        ? new DeniedException(message + "; " + wayOut)
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

    /**
     * Whoever speaks TLS has the login sent with it: the registry's word alone is not enough to send it in the clear, be it
     * to this machine.
     */
    private URI realm(Challenge challenge, TokenScope scope, String what) throws IOException {
        URI realm = read(challenge.parameter("realm").orElse(""), what);
        String host = Address.hostAndPort(realm);
        boolean plainRegistry = "http".equals(endpoints.of(scope.repository()).getScheme());
        boolean mayBePlain = plainRegistry ? endpoints.mayBePlain(host) : endpoints.isListed(host);
        if ("http".equals(realm.getScheme()) && !mayBePlain) {
            throw new RegistryException(what + " would go over plain HTTP, from " + Address.shown(realm)
                    + "; if that host is to be trusted so, list it: -Dkubespray.insecureRegistries=" + host);
        }
        return realm;
    }

    /** No error repeats what is no address, nor has a cause that does: nobody knows what it is. */
    private static URI read(String text, String what) throws RegistryException {
        try {
            return Address.http(Address.bare(URI.create(text)));
        } catch (IllegalArgumentException e) {
            throw new RegistryException(what
                    + ": the registry's challenge names no address of a token service (realm); whoever runs that"
                    + " registry must see to it");
        }
    }

    private static Request request(URI realm, Optional<String> service, TokenScope scope, Optional<Credential> login) {
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
                    Optional.of(Bytes.secret(String.join("&", query).getBytes(StandardCharsets.US_ASCII))));
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
