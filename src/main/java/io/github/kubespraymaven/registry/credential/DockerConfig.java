package io.github.kubespraymaven.registry.credential;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.json.Json;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonView;
import io.github.kubespraymaven.registry.reference.Repository;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Docker's config.json, as far as it knows logins; podman's auth.json is one too. Entries are looked at only when they are needed:
 * one that is malformed keeps nobody from another registry.
 */
public final class DockerConfig {
    /** What Docker calls its Hub there. */
    static final String HUB_KEY = "https://index." + Repository.DOCKER_HUB + "/v1/";

    private final String file;
    private final LoginFile.Kind kind;
    private final Map<String, JsonView> logins;
    private final Map<String, JsonView> helpers;
    private final Optional<JsonView> store;

    private DockerConfig(
            String file,
            LoginFile.Kind kind,
            Map<String, JsonView> logins,
            Map<String, JsonView> helpers,
            Optional<JsonView> store) {
        this.file = file;
        this.kind = kind;
        this.logins = logins;
        this.helpers = helpers;
        this.store = store;
    }

    /**
     * Reads a configuration.
     *
     * @param file where it is, for messages
     * @param json its bytes
     * @throws UserErrorException if it is no such configuration; says where it is wrong, not what is there
     */
    static DockerConfig read(String file, LoginFile.Kind kind, byte[] json) throws UserErrorException {
        if (new String(json, StandardCharsets.UTF_8).isBlank()) {
            return new DockerConfig(file, kind, Map.of(), Map.of(), Optional.empty());
        }
        JsonView view;
        try {
            view = JsonReader.read(json, file);
        } catch (JsonException e) {
            // Without the parser's remark and without the cause: they cite what is there.
            throw new UserErrorException(file + ", " + e.place()
                    + ": not JSON, or a name stands there twice; repair it, or delete it and log in again");
        }
        if (kind == LoginFile.Kind.DOCKERCFG) {
            return new DockerConfig(file, kind, members(file, "", view), Map.of(), Optional.empty());
        }
        members(file, "", view);
        return new DockerConfig(
                file, kind, part(file, view, "auths"), part(file, view, "credHelpers"), member(view, "credsStore"));
    }

    private static Map<String, JsonView> part(String file, JsonView view, String name) throws UserErrorException {
        Optional<JsonView> part = member(view, name);
        return part.isPresent() ? members(file, ", " + name, part.get()) : Map.of();
    }

    /** By their normalized names; one that is written so, or comes first, counts. */
    private static Map<String, JsonView> members(String file, String place, JsonView view) throws UserErrorException {
        if (!(view.value() instanceof Json.Members members)) {
            throw new UserErrorException(file + place + ": wanted an object; repair it, or delete it and log in again");
        }
        Map<String, JsonView> byName = new LinkedHashMap<>();
        members.values().forEach((name, value) -> {
            JsonView member = new JsonView(file, (place + "." + name).replaceFirst("^[,.] ?", ""), value);
            String key = LoginKeys.normalized(name);
            if (key.equals(name)) {
                byName.put(key, member);
            } else {
                byName.putIfAbsent(key, member);
            }
        });
        return byName;
    }

    private static Optional<JsonView> member(JsonView view, String name) {
        return view.value() instanceof Json.Members members
                ? Optional.ofNullable(members.values().get(name))
                        .filter(found -> !(found instanceof Json.Null))
                        .map(found -> new JsonView(
                                view.what(), view.place().isEmpty() ? name : view.place() + "." + name, found))
                : Optional.empty();
    }

    /**
     * Looks for a login: by the registry's helper, by the one for all, in the file itself, under the narrowest name that it has.
     *
     * @throws UserErrorException if what is needed is malformed; says where, not what is there
     */
    Optional<FoundCredential> find(Repository repository, CredentialHelpers programs, Trail trail)
            throws UserErrorException {
        String registry = repository.registry();
        Optional<JsonView> own = Optional.ofNullable(helpers.get(registry));
        Optional<JsonView> any = own.isPresent() ? own : store;
        Optional<String> helper = any.isPresent() ? text(any.get()) : Optional.empty();
        if (helper.isPresent()) {
            boolean hubOfDocker = registry.equals(Repository.DOCKER_HUB) && kind == LoginFile.Kind.DOCKER;
            Optional<FoundCredential> found = programs.ask(helper.get(), hubOfDocker ? HUB_KEY : registry, trail);
            // containers-auth.json(5): for a registry with a helper the file's own logins are not used.
            if (found.isPresent() || (own.isPresent() && kind == LoginFile.Kind.CONTAINERS)) {
                return found;
            }
        }
        for (String key : LoginKeys.of(repository)) {
            JsonView entry = logins.get(key);
            if (entry != null) {
                Optional<Credential> login = login(entry, trail);
                if (login.isPresent()) {
                    return Optional.of(FoundCredential.of(login.get(), trail.found(file)));
                }
                break;
            }
        }
        trail.nothing(file + " has no login for it");
        return Optional.empty();
    }

    private Optional<Credential> login(JsonView entry, Trail trail) throws UserErrorException {
        if (!(entry.value() instanceof Json.Members) && !(entry.value() instanceof Json.Null)) {
            throw malformed(entry, "wanted an object");
        }
        Optional<String> token = text(entry, "identitytoken");
        if (token.isPresent()) {
            return token.map(Credential.IdentityToken::new);
        }
        Optional<JsonView> auth = member(entry, "auth");
        Optional<String> base64 = text(entry, "auth");
        if (auth.isPresent() && base64.isPresent()) {
            String pair = decoded(auth.get(), base64.get());
            int colon = pair.indexOf(':');
            if (colon < 0) {
                throw malformed(auth.get(), "not USER:PASSWORD in base64");
            }
            return password(pair.substring(0, colon), pair.substring(colon + 1));
        }
        if (text(entry, "registrytoken").isPresent()) {
            trail.trouble(
                    file + " has a registrytoken for it, which is of no use here (a password or an identitytoken is)");
        }
        return password(
                text(entry, "username").orElse(""), text(entry, "password").orElse(""));
    }

    private static Optional<Credential> password(String user, String password) {
        return user.isEmpty() && password.isEmpty()
                ? Optional.empty()
                : Optional.of(new Credential.Password(user, password));
    }

    /** Both alphabets, with and without padding, on one line or several: all have been written by somebody. */
    private static String decoded(JsonView auth, String base64) throws UserErrorException {
        String plain = base64.replaceAll("\\s+", "").replace('-', '+').replace('_', '/');
        try {
            byte[] pair = Base64.getDecoder().decode(plain);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(pair))
                    .toString()
                    .replace("\0", "");
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw malformed(auth, "not USER:PASSWORD in base64");
        }
    }

    /** A member that is there and is a string with something in it. */
    private static Optional<String> text(JsonView view, String name) throws UserErrorException {
        Optional<JsonView> member = member(view, name);
        return member.isPresent() ? text(member.get()) : Optional.empty();
    }

    private static Optional<String> text(JsonView view) throws UserErrorException {
        if (!(view.value() instanceof Json.Text text)) {
            throw malformed(view, "wanted a string");
        }
        return Optional.of(text.value()).filter(value -> !value.isEmpty());
    }

    /** Without a cause: those of the decoder cite what they decode. */
    private static UserErrorException malformed(JsonView view, String why) {
        return new UserErrorException(view.what() + ", " + view.place() + ": " + why + "; log in again");
    }
}
