package io.github.kubespraymaven.registry.credential;

import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * A file in which a tool keeps logins.
 *
 * @param kind whose it is
 * @param asked whether REGISTRY_AUTH_FILE names it
 */
public record LoginFile(Path path, Kind kind, boolean asked) {
    private static final int MAX_BYTES = 16 << 20;

    /** Whose it is. */
    public enum Kind {
        /** An auth.json of podman, skopeo and buildah (containers-auth.json(5)). */
        CONTAINERS,
        /** Docker's config.json. */
        DOCKER,
        /** Docker's first, .dockercfg: nothing but logins. */
        DOCKERCFG
    }

    /**
     * Returns where podman, skopeo and Docker look, in their order.
     *
     * @param environment the variables
     * @param userHome Java's user.home: elsewhere than HOME in some containers
     * @param system the operating system's name
     * @param uid this user's number, where there are such; asked for only if it is needed
     */
    public static List<LoginFile> all(
            Map<String, String> environment, Path userHome, String system, Supplier<OptionalLong> uid) {
        boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
        boolean mac = system.toLowerCase(Locale.ROOT).startsWith("mac");
        List<LoginFile> files = new ArrayList<>();
        variable(environment, "REGISTRY_AUTH_FILE")
                .ifPresent(path -> files.add(new LoginFile(path, Kind.CONTAINERS, true)));
        List<Path> homes = new ArrayList<>();
        if (!windows) {
            variable(environment, "HOME").ifPresent(homes::add);
        }
        homes.add(userHome);
        Optional<Path> runtime = variable(environment, "XDG_RUNTIME_DIR");
        if (windows || mac) {
            homes.forEach(home -> files.add(containers(home.resolve(".config/containers"))));
        } else if (runtime.isPresent()) {
            files.add(containers(runtime.get().resolve("containers")));
        } else {
            uid.get().ifPresent(number -> files.add(containers(Path.of("/run/containers/" + number))));
        }
        Optional<Path> configuration = variable(environment, "XDG_CONFIG_HOME");
        for (Path home : homes) {
            files.add(containers(configuration.orElse(home.resolve(".config")).resolve("containers")));
        }
        Optional<Path> docker = variable(environment, "DOCKER_CONFIG");
        for (Path home : homes) {
            files.add(new LoginFile(docker.orElse(home.resolve(".docker")).resolve("config.json"), Kind.DOCKER, false));
        }
        for (Path home : homes) {
            files.add(new LoginFile(home.resolve(".dockercfg"), Kind.DOCKERCFG, false));
        }
        return files.stream().distinct().toList();
    }

    private static Optional<Path> variable(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        try {
            return value.isBlank() ? Optional.empty() : Optional.of(Path.of(value));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static LoginFile containers(Path folder) {
        return new LoginFile(folder.resolve("auth.json"), Kind.CONTAINERS, false);
    }

    /**
     * Reads it. One that is not there, or that others may read alone, has no login of this user's.
     *
     * @throws UserErrorException if it is no such file, or REGISTRY_AUTH_FILE names what cannot be read
     */
    Optional<DockerConfig> read(Trail trail) throws UserErrorException {
        if (!Files.exists(path)) {
            if (asked) {
                trail.trouble("REGISTRY_AUTH_FILE names " + path + ", which is not there");
            } else {
                trail.absent(path);
            }
            return Optional.empty();
        }
        byte[] json;
        try (InputStream in = Files.newInputStream(path)) {
            json = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            String why = e instanceof AccessDeniedException ? "not permitted" : "it is no file of this user's";
            if (asked) {
                throw new UserErrorException(
                        "REGISTRY_AUTH_FILE names " + path + ", which cannot be read (" + why + "); unset it, or name"
                                + " the file that 'podman login' writes",
                        e);
            }
            trail.trouble(path + " cannot be read (" + why + ")");
            return Optional.empty();
        }
        if (json.length > MAX_BYTES) {
            throw new UserErrorException(path + " has more than " + (MAX_BYTES >> 20) + " MiB: no file of logins");
        }
        return Optional.of(DockerConfig.read(path.toString(), kind, json));
    }
}
