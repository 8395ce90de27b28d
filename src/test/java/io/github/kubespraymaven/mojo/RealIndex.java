package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.http.HttpTransport;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.index.PipConfiguration;
import io.github.kubespraymaven.python.index.ProjectFiles;
import io.github.kubespraymaven.python.index.SourceSearch;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirementsfile.RequirementsFile;
import io.github.kubespraymaven.python.resolve.Resolver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python index on the network, for tests against what established tools made of it. {@code -Dkubespray.index} is its
 * address, or {@code auto}: the one that the goals find on this machine.
 *
 * @param cache of this test alone
 * @param fetch from the network
 * @param sources the index
 */
public record RealIndex(Cache cache, Fetch fetch, PackageSources sources) {
    private static final String PROPERTY = "kubespray.index";
    private static final String FOUND = "auto";
    private static final int DOWNLOADS = 8;

    /** Returns the index; skips the calling test, and says why, where none is asked for or none answers. */
    public static RealIndex orSkip(Path cacheDirectory) throws IOException {
        String asked = System.getProperty(PROPERTY, "").strip();
        Assumptions.assumeFalse(
                asked.isEmpty(),
                "skipped: give -D" + PROPERTY + "=ADDRESS of a Python index, or auto for this machine's own");
        HostEnvironment around = HostEnvironment.ofProcess();
        Cache cache = new Cache(cacheDirectory);
        Fetch fetch = new Fetch(
                new HttpTransport(Connections.settings(
                        Optional.empty(),
                        request -> {
                            throw new IllegalStateException("there are no settings");
                        },
                        around,
                        Path.of(""),
                        Optional.empty(),
                        Set.of())),
                cache.blobs(),
                cache.records(),
                Progress.silent(),
                DOWNLOADS);
        if (!asked.equals(FOUND)) {
            return new RealIndex(cache, fetch, sources(Optional.of(asked), around, cache));
        }
        try {
            RealIndex found = new RealIndex(cache, fetch, sources(Optional.empty(), around, cache));
            new ProjectFiles(fetch, found.sources, Optional.empty()).of(ProjectName.of("ansible-core"));
            return found;
        } catch (IOException e) {
            return Assumptions.abort("skipped: no Python index answers here: " + e.getMessage());
        }
    }

    private static PackageSources sources(Optional<String> asked, HostEnvironment around, Cache cache)
            throws IOException {
        return new SourceSearch(
                        asked, around.environment(), PipConfiguration.read(around.pipConfiguration()), Path.of(""))
                .find(
                        RequirementsFile.read("requirements.txt", name -> Optional.of(""), Map.of())
                                .orThrow(),
                        List.of(new PipIndex(around.programs(), cache.records(), Instant.EPOCH)::find));
    }

    /** Returns a resolver for which what was uploaded at or after an instant does not exist. */
    public Resolver resolver(Instant excludeNewer) {
        return new Resolver(fetch, cache.records(), sources, Optional.of(excludeNewer), Optional.empty());
    }
}
