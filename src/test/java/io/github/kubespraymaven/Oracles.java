package io.github.kubespraymaven;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Where the answers of the established tools lie: a directory beside the project's own, or the one that
 * {@code -Dkubespray.oracles=DIR} names. A clone without it still runs every test that brings its own fixtures.
 */
public final class Oracles {
    private static final String PROPERTY = "kubespray.oracles";
    private static final Path BESIDE_THE_PROJECT = Path.of("..", "shared", "oracles");

    private Oracles() {}

    /**
     * The file or directory of that name, for example {@code python/versions.json}. The calling test is skipped, and says
     * what was looked for, when it is not there.
     */
    public static Path find(String relative) {
        String given = System.getProperty(PROPERTY, "");
        Path oracles = given.isBlank() ? BESIDE_THE_PROJECT : Path.of(given.strip());
        Path found = oracles.resolve(relative);
        Assumptions.assumeTrue(
                Files.exists(found),
                () -> "skipped: no oracle at " + found.toAbsolutePath().normalize() + "; give -D" + PROPERTY + "=DIR");
        return found;
    }
}
