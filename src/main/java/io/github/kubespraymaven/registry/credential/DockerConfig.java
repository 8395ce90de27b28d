package io.github.kubespraymaven.registry.credential;

import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.program.SearchPath;
import io.github.kubespraymaven.registry.reference.Repository;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Docker's config.json, as far as it knows logins; podman's auth.json is one too. */
public final class DockerConfig {
    /** What Docker calls its Hub there. */
    static final String HUB_KEY = "https://index." + Repository.DOCKER_HUB + "/v1/";

    private final String file;
    private final Map<String, Credential> logins;
    private final Map<String, String> helpers;
    private final Optional<String> store;

    private DockerConfig(
            String file, Map<String, Credential> logins, Map<String, String> helpers, Optional<String> store) {
        this.file = file;
        this.logins = logins;
        this.helpers = helpers;
        this.store = store;
    }

    /**
     * Reads a configuration.
     *
     * @param file where it is, for messages
     * @param json its bytes
     * @throws JsonException if it is no such configuration; says where it is wrong, not what is there
     */
    public static DockerConfig read(String file, byte[] json) throws JsonException {
        JsonView view = JsonReader.read(json, file);
        Map<String, Credential> logins = new LinkedHashMap<>();
        Optional<JsonView> auths = view.find("auths");
        if (auths.isPresent()) {
            for (String key : auths.get().members().keySet()) {
                login(auths.get().get(key)).ifPresent(login -> logins.put(normalized(key), login));
            }
        }
        Map<String, String> helpers = new LinkedHashMap<>();
        Optional<JsonView> given = view.find("credHelpers");
        if (given.isPresent()) {
            for (String key : given.get().members().keySet()) {
                helpers.put(normalized(key), text(given.get(), key).orElse(""));
            }
        }
        return new DockerConfig(file, logins, helpers, text(view, "credsStore"));
    }

    private static Optional<Credential> login(JsonView entry) throws JsonException {
        Optional<String> token = text(entry, "identitytoken");
        if (token.isPresent()) {
            return token.map(Credential.IdentityToken::new);
        }
        Optional<String> user = text(entry, "username");
        Optional<String> password = text(entry, "password");
        Optional<String> auth = text(entry, "auth");
        if (auth.isPresent()) {
            String pair = decoded(entry, auth.get());
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw unusable(entry);
            }
            return Optional.of(new Credential.Password(pair.substring(0, colon), pair.substring(colon + 1)));
        }
        return user.isPresent() && password.isPresent()
                ? Optional.of(new Credential.Password(user.get(), password.get()))
                : Optional.empty();
    }

    private static String decoded(JsonView entry, String base64) throws JsonException {
        try {
            return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8).replace("\0", "");
        } catch (IllegalArgumentException e) {
            throw unusable(entry);
        }
    }

    /** Without a cause: those of the decoder cite what they decode. */
    private static JsonException unusable(JsonView entry) {
        return new JsonException(entry.what(), entry.place() + ".auth", "not USER:PASSWORD in base64; log in again");
    }

    /** A member that is there and is a string with something in it; the message about one that is not does not cite it. */
    private static Optional<String> text(JsonView view, String name) throws JsonException {
        Optional<JsonView> member = view.find(name);
        if (member.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(member.get().text()).filter(text -> !text.isEmpty());
        } catch (JsonException e) {
            throw new JsonException(view.what(), member.get().place(), "wanted a string");
        }
    }

    /** Keys have been written with and without scheme, slash and version of the protocol over the years. */
    private static String normalized(String key) {
        String bare = key.replaceFirst("^https?://", "").replaceFirst("/(v[12]/?)?$", "");
        return bare.equals("index." + Repository.DOCKER_HUB) || bare.equals("registry-1." + Repository.DOCKER_HUB)
                ? Repository.DOCKER_HUB
                : bare;
    }

    /** Docker's own order: the registry's helper, the store for all, the file itself. */
    FoundCredential find(Repository repository, SearchPath programs) {
        String registry = repository.registry();
        List<String> reasons = new ArrayList<>();
        Optional<String> helper = Optional.ofNullable(helpers.get(registry)).or(() -> store);
        if (helper.isPresent()) {
            FoundCredential found = new CredentialHelper(helper.get(), programs)
                    .find(registry.equals(Repository.DOCKER_HUB) ? HUB_KEY : registry);
            if (found.credential().isPresent()) {
                return found;
            }
            reasons.add(found.source());
        }
        for (String key : keys(repository)) {
            Credential login = logins.get(key);
            if (login != null) {
                return FoundCredential.of(login, file);
            }
        }
        reasons.add(file + " has no login for it");
        return FoundCredential.none(String.join(", ", reasons));
    }

    /** The narrowest first: podman keeps logins for parts of a registry, as {@code HOST/TEAM}. */
    private static List<String> keys(Repository repository) {
        List<String> keys = new ArrayList<>();
        String key = repository.toString();
        while (true) {
            keys.add(key);
            int slash = key.lastIndexOf('/');
            if (slash < 0) {
                return keys;
            }
            key = key.substring(0, slash);
        }
    }
}
