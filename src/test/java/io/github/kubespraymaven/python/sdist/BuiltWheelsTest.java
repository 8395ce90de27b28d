package io.github.kubespraymaven.python.sdist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.wheel.WheelFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltWheelsTest {
    private static final Digest SDIST = Digest.of("demo-1.0.tar.gz");
    private static final PackageSources HONEST =
            new PackageSources(List.of(URI.create("https://honest.test/simple/")), List.of());
    private static final PackageSources OTHER =
            new PackageSources(List.of(URI.create("https://other.test/simple/")), List.of());

    @TempDir
    Path directory;

    @Test
    void whatWasBuiltWithOneIndexIsThereForTheSameAndForNoOther() throws IOException {
        Cache cache = new Cache(directory.resolve("cache"));
        Path wheel = WheelFixture.of("demo", "1.0").in(directory);
        BuiltWheels.Built built = new BuiltWheels(cache, OTHER).keep(SDIST, wheel);

        assertEquals(Optional.of(built), new BuiltWheels(cache, OTHER).find(SDIST));
        assertEquals(Optional.empty(), new BuiltWheels(cache, HONEST).find(SDIST));
    }
}
