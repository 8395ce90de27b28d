package io.github.kubespraymaven.registry.credential;

import io.github.kubespraymaven.process.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Logins as a test gives them.
 *
 * @param servers of Maven's settings
 * @param files of other tools
 */
public record GivenLogins(List<ServerLogin> servers, List<LoginFile> files) implements LoginSource {
    /** Returns none at all. */
    public static Credentials none() {
        return of();
    }

    /** Returns those of Maven's settings alone. */
    public static Credentials of(ServerLogin... servers) {
        return new Credentials(new GivenLogins(List.of(servers), List.of()), new SearchPath(List.of()));
    }

    /** Returns those of Docker's configuration alone, which is written into a directory. */
    public static Credentials docker(Path directory, String json) throws IOException {
        Path file = Files.writeString(directory.resolve("config.json"), json);
        return new Credentials(
                new GivenLogins(List.of(), List.of(new LoginFile(file, LoginFile.Kind.DOCKER, false))),
                new SearchPath(List.of()));
    }
}
