package io.github.kubespraymaven.python.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.index.IndexPages;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.TargetEnvironment;
import io.github.kubespraymaven.python.wheel.WheelFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that share a cache and ask different indexes: what one says must not count for another. */
class SeveralIndexesTest {
    private static final ResolutionRequest APP = ResolverTest.goal(
            List.of(new RequestedRequirement(Requirement.parse("app"), Set.of(), "requirements.txt:1")),
            new TargetEnvironment(11, 36, Machine.X86_64));

    @TempDir
    Path directory;

    private final Index honest = new Index("honest");
    private final Index other = new Index("other");

    private final class Index {
        private final String name;
        private final IndexPages pages = new IndexPages();

        Index(String name) {
            this.name = name;
        }

        /** Lists a wheel whose sidecar, if it is announced, says what it needs. */
        void lists(String project, byte[] wheel, boolean sidecar, String... told) {
            String file = project + "-1-py3-none-any.whl";
            pages.put("/f/" + file, "application/zip", wheel);
            pages.put("/f/" + file + ".metadata", "text/plain", metadata(project, told));
            pages.put(
                    "/simple/" + project + "/",
                    "application/vnd.pypi.simple.v1+json",
                    "{\"files\": [{\"filename\": \"" + file + "\", \"url\": \"/f/" + file
                            + "\", \"core-metadata\": " + sidecar + ", \"hashes\": {\"sha256\": \""
                            + Digest.of(wheel).hex() + "\"}}]}");
        }

        String build() throws IOException {
            Fetch fetch = pages.fetch(directory.resolve("cache"));
            Resolver resolver = new Resolver(
                    fetch,
                    new Cache(directory.resolve("cache")).records(),
                    new PackageSources(List.of(URI.create("https://" + name + ".test/simple/")), List.of()),
                    Optional.empty(),
                    Optional.empty());
            List<ResolvedDistribution> chosen = resolver.resolve(APP, Map.of());
            resolver.requireAsTold(DistributionFiles.fetch(fetch, APP, chosen));
            return chosen.stream().map(ResolvedDistribution::toString).collect(Collectors.joining(", "));
        }
    }

    private static String metadata(String name, String... requires) {
        StringBuilder text = new StringBuilder("Metadata-Version: 2.1\nName: " + name + "\nVersion: 1\n");
        for (String one : requires) {
            text.append("Requires-Dist: ").append(one).append('\n');
        }
        return text.toString();
    }

    private byte[] wheel(String name, String... requires) throws IOException {
        return Files.readAllBytes(WheelFixture.bare(name, "1")
                .file(name + ".py", "")
                .dist("METADATA", metadata(name, requires))
                .in(directory));
    }

    @BeforeEach
    void theSameWheelsInBoth() throws IOException {
        for (Index index : List.of(honest, other)) {
            index.lists("app", wheel("app", "lib"), true, "lib");
            index.lists("lib", wheel("lib"), true);
            index.lists("evil", wheel("evil"), true);
        }
    }

    @Test
    void whatAnIndexMakesAWheelNeedIsFoundOutWhenTheWheelIsHereAndCountsForNoOther() throws IOException {
        other.lists("app", wheel("app", "lib"), true, "evil", "lib ; python_version < '4'");

        assertEquals(
                """
                indexes said of these wheels what is not in them, and what else is needed was chosen by that; use another\
                 index (-Dkubespray.pythonIndex):
                  https://other.test/f/app-1-py3-none-any.whl: only the index says that it needs 'evil', only the index says that\
                 it needs 'lib; python_version < "4"', the index does not say that it needs 'lib'""",
                assertThrows(PythonException.class, other::build).getMessage());
        assertEquals("app 1, lib 1", honest.build());
    }

    @Test
    void whatAnIndexConcealsIsFoundOut() throws IOException {
        other.lists("app", wheel("app", "lib"), true);

        assertEquals(
                """
                indexes said of these wheels what is not in them, and what else is needed was chosen by that; use another\
                 index (-Dkubespray.pythonIndex):
                  https://other.test/f/app-1-py3-none-any.whl: the index does not say that it needs 'lib'""",
                assertThrows(PythonException.class, other::build).getMessage());
        assertEquals("app 1, lib 1", honest.build());
    }

    @Test
    void anIndexThatIsPutRightIsBelievedAgain() throws IOException {
        other.lists("app", wheel("app", "lib"), true, "evil");
        assertEquals(
                PythonException.class,
                assertThrows(PythonException.class, other::build).getClass());
        other.lists("app", wheel("app", "lib"), true, "lib");

        assertEquals("app 1, lib 1", other.build());
    }

    @Test
    void onceAWheelWasHereNoIndexIsBelievedAboutIt() throws IOException {
        assertEquals("app 1, lib 1", honest.build());
        other.lists("app", wheel("app", "lib"), true, "evil");

        assertEquals("app 1, lib 1", other.build());
    }

    @Test
    void aSidecarThatIsOnlyWrittenOtherwiseIsNoLie() throws IOException {
        other.lists("app", wheel("app", "lib"), true, "Lib");

        assertEquals("app 1, lib 1", other.build());
    }

    @Test
    void theNamesThatOneIndexLedToAreNotAskedOfAnother() throws IOException {
        assertEquals("app 1, lib 1", honest.build());
        other.lists("app", wheel("app"), true);

        assertEquals("app 1", other.build());
        assertEquals(
                List.of("/simple/app/", "/f/app-1-py3-none-any.whl.metadata", "/f/app-1-py3-none-any.whl"),
                other.pages.asked());
    }
}
