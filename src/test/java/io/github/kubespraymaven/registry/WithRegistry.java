package io.github.kubespraymaven.registry;

import io.github.kubespraymaven.http.HttpSettings;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.layout.SmallImages;
import io.github.kubespraymaven.registry.credential.GivenLogins;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of copying have: small images in a cache, and a registry of the test's own that nobody has to wait for. */
abstract class WithRegistry {
    @TempDir
    Path temporary;

    SmallImages images;
    RegistryServer server;
    Registries registries;

    @BeforeEach
    void start() throws IOException {
        images = new SmallImages(temporary.resolve("cache"));
        server = new RegistryServer();
        registries = aBuild();
    }

    /** Forgets what this build has seen. */
    final void beginAnotherBuild() {
        registries = aBuild();
    }

    private static Registries aBuild() {
        return new Registries(new HttpTransport(HttpSettings.usual(), duration -> {}), GivenLogins.none(), Set.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Pushes an image to team/app. */
    Pushed push(ImageContents image, String... tags) throws IOException {
        return new Push(registries, images.cache(), PushProgress.silent())
                .push(image, repository("team/app"), List.of(tags), List.of());
    }

    Repository repository(String path) {
        return new Repository(server.host(), path);
    }

    /** An error's text, in which the registry is HOST. */
    String message(Throwable failure) {
        return String.valueOf(failure.getMessage()).replace(server.host(), "HOST");
    }
}
