package io.github.kubespraymaven.python.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.Progress;
import io.github.kubespraymaven.python.index.IndexPages;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.requirementsfile.ProjectChoice;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.TargetEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ResolverTest {
    private static final TargetEnvironment BOOKWORM = new TargetEnvironment(11, 36, Machine.X86_64);

    private final Path directory;

    ResolverTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static List<RequestedRequirement> wanted(String... requirements) {
        List<RequestedRequirement> wanted = new ArrayList<>();
        for (String requirement : requirements) {
            wanted.add(new RequestedRequirement(
                    Requirement.parse(requirement), Set.of(), "requirements.txt:" + (wanted.size() + 1)));
        }
        return wanted;
    }

    /** Without constraints and options. */
    static ResolutionRequest goal(List<RequestedRequirement> requirements, TargetEnvironment target) {
        return new ResolutionRequest(
                requirements, List.of(), target, Sdists.REFUSE, ProjectChoice.OPEN, ProjectChoice.OPEN, false);
    }

    private Resolver resolver(IndexPages pages) {
        return new Resolver(
                pages.fetch(directory),
                new Cache(directory).records(),
                IndexPages.SOURCES,
                Optional.empty(),
                Optional.empty());
    }

    private String resolve(String index, ResolutionRequest goal) throws IOException {
        return resolver(DrawnIndex.of(index)).resolve(goal, Map.of()).stream()
                .map(ResolvedDistribution::toString)
                .collect(Collectors.joining(", "));
    }

    private String resolve(String index, String... requirements) throws IOException {
        return resolve(index, goal(wanted(requirements), BOOKWORM));
    }

    private String refusal(String index, ResolutionRequest goal) {
        return String.valueOf(assertThrows(UserErrorException.class, () -> resolve(index, goal))
                .getMessage());
    }

    private String refusal(String index, String... requirements) {
        return refusal(index, goal(wanted(requirements), BOOKWORM));
    }

    @Test
    void theNewestOfEverythingIsTaken() throws IOException {
        assertEquals(
                "app 2.0, lib 1.10",
                resolve(
                        """
                        app-1.0-py3-none-any.whl
                        app-2.0-py3-none-any.whl
                          lib>=1
                        lib-1.9-py3-none-any.whl
                        lib-1.10-py3-none-any.whl
                        """,
                        "app"));
    }

    @Test
    void olderVersionsAreTakenWhereTheNewestContradict() throws IOException {
        assertEquals(
                "a 2, b 1, c 1",
                resolve(
                        """
                        a-1-py3-none-any.whl
                        a-2-py3-none-any.whl
                          c<2
                        b-1-py3-none-any.whl
                          c
                        b-2-py3-none-any.whl
                          c>=2
                        c-1-py3-none-any.whl
                        c-2-py3-none-any.whl
                        """,
                        "a",
                        "b"));
    }

    @Test
    void aChoiceThatALaterDemandForbidsIsMadeAgain() throws IOException {
        assertEquals(
                "a 1, b 2",
                resolve(
                        """
                        a-1-py3-none-any.whl
                        a-2-py3-none-any.whl
                          gone
                        b-2-py3-none-any.whl
                          a<2
                        gone-1-py3-none-any.whl
                        """,
                        "a",
                        "b"));
    }

    @Test
    void theSearchGoesBackOverChoicesThatHadNoPart() throws IOException {
        assertEquals(
                "a 1, b 3, c 1",
                resolve(
                        """
                        a-1-py3-none-any.whl
                          c==1
                        a-2-py3-none-any.whl
                          c==2
                        b-3-py3-none-any.whl
                        c-1-py3-none-any.whl
                        c-2-py3-none-any.whl
                          d
                        """,
                        "a",
                        "b"));
    }

    @Test
    void markersAreThoseOfTheTarget() throws IOException {
        String index =
                """
                app-1-py3-none-any.whl
                  new; python_version >= "3.12"
                  old; python_version < "3.12"
                  arm; platform_machine == "aarch64"
                  win; sys_platform == "win32"
                new-1-py3-none-any.whl
                old-1-py3-none-any.whl
                arm-1-py3-none-any.whl
                win-1-py3-none-any.whl
                """;
        assertEquals("app 1, old 1", resolve(index, "app"));
        assertEquals(
                "app 1, arm 1, new 1",
                resolve(index, goal(wanted("app"), new TargetEnvironment(13, 41, Machine.AARCH64))));
    }

    @Test
    void extrasBringTheirRequirements() throws IOException {
        assertEquals(
                "app 1, deep 1, fast 1, lib 2",
                resolve(
                        """
                        app-1-py3-none-any.whl
                          lib[speed]>=1
                          docs; extra == "docs"
                        lib-1-py3-none-any.whl
                        lib-2-py3-none-any.whl
                          fast; extra == "speed"
                        fast-1-py3-none-any.whl
                          deep
                        deep-1-py3-none-any.whl
                        docs-1-py3-none-any.whl
                        """,
                        "app"));
    }

    @Test
    void preReleasesAreTakenWhenNamedOrAlone() throws IOException {
        String index =
                """
                a-1.0-py3-none-any.whl
                a-2.0rc1-py3-none-any.whl
                b-1.0a1-py3-none-any.whl
                """;
        assertEquals("a 1.0, b 1.0a1", resolve(index, "a", "b"));
        assertEquals("a 2.0rc1", resolve(index, "a>=2.0rc1"));
        ResolutionRequest all = new ResolutionRequest(
                wanted("a"),
                List.of(),
                BOOKWORM,
                Sdists.REFUSE,
                ProjectChoice.OPEN,
                ProjectChoice.OPEN.choose("a"),
                false);
        assertEquals("a 2.0rc1", resolve(index, all));
    }

    @Test
    void yankedFilesAreTakenWhenPinnedOnly() throws IOException {
        String index =
                """
                a-1.0-py3-none-any.whl
                a-2.0-py3-none-any.whl yanked
                """;
        assertEquals("a 1.0", resolve(index, "a"));
        assertEquals("a 2.0", resolve(index, "a==2.0"));
        assertEquals(
                "the Python requirements cannot be fulfilled: no a fits a>=2 in requirements.txt:1: what fits (2.0) are"
                        + " pre-releases or yanked; ask for one of them with == if you want it",
                refusal(index, "a>=2"));
    }

    @Test
    void versionsForOtherPythonsAreLeftOut() throws IOException {
        String index =
                """
                a-1.0-py3-none-any.whl
                a-2.0-py3-none-any.whl python >=3.12
                a-3.0-cp312-cp312-manylinux_2_17_x86_64.whl
                a-4.0-py3-none-musllinux_1_2_x86_64.whl
                """;
        assertEquals("a 1.0", resolve(index, "a"));
        assertEquals(
                "the Python requirements cannot be fulfilled: no a fits a==2.0 in requirements.txt:1: 2.0 need another"
                        + " Python than 3.11 (>=3.12); a base with another Python is chosen with -Dkubespray.from",
                refusal(index, "a==2.0"));
        assertEquals(
                "the Python requirements cannot be fulfilled: no a fits a>=3 in requirements.txt:1: 4.0, 3.0 have no"
                        + " wheel for CPython 3.11, x86_64, glibc 2.36",
                refusal(index, "a>=3"));
    }

    @Test
    void constraintsHoldForWhatIsInstalled() throws IOException {
        String index =
                """
                a-1-py3-none-any.whl
                  b
                b-1-py3-none-any.whl
                b-2-py3-none-any.whl
                """;
        ResolutionRequest goal = new ResolutionRequest(
                wanted("a"),
                wanted("b<2", "unused==7"),
                BOOKWORM,
                Sdists.REFUSE,
                ProjectChoice.OPEN,
                ProjectChoice.OPEN,
                false);
        assertEquals("a 1, b 1", resolve(index, goal));
    }

    @Test
    void aConflictIsExplainedAsChains() {
        assertEquals(
                "the Python requirements cannot be fulfilled: no c fits c<2 of a 1, which is there for a in"
                        + " requirements.txt:1, and c>=2 of b 1, which is there for b==1 of d 1, which is there for d in"
                        + " requirements.txt:2: there are the versions 2, 1",
                refusal(
                        """
                        a-1-py3-none-any.whl
                          c<2
                        d-1-py3-none-any.whl
                          b==1
                        b-1-py3-none-any.whl
                          c>=2
                        c-1-py3-none-any.whl
                        c-2-py3-none-any.whl
                        """,
                        "a",
                        "d"));
    }

    @Test
    void anUnknownProjectIsNamed() {
        assertEquals(
                "the Python requirements cannot be fulfilled: no nobody fits nobody of a 1, which is there for a==1 in"
                        + " requirements.txt:1: there is no nobody in any index; check its spelling and the index's"
                        + " address (-Dkubespray.pythonIndex)",
                refusal("a-1-py3-none-any.whl\n  nobody\n", "a==1"));
    }

    @Test
    void everythingWithoutAWheelIsNamedAtOnce() {
        assertEquals(
                "2 of 3 Python distributions have no wheel for CPython 3.11, x86_64, glibc 2.36: a 1, b 1; choose a base"
                        + " with a Python that they have wheels for (-Dkubespray.from), name a --find-links directory"
                        + " with wheels of them in the requirements, or, for those that are pure Python, have them built"
                        + " with this machine's python3 (-Dkubespray.sdist=build)",
                refusal(
                        """
                        a-1.tar.gz
                        b-1.tar.gz
                        c-1-py3-none-any.whl
                          a
                        """,
                        "b",
                        "c"));
    }

    @Test
    void versionsWithAWheelComeBeforeNewerOnesWithout() throws IOException {
        assertEquals("a 1", resolve("a-1-py3-none-any.whl\na-2.tar.gz\n", "a"));
    }

    @Test
    void onlyFilesWithAWantedHashAreTaken() throws IOException {
        String index =
                """
                a-1-py2.py3-none-any.whl
                a-1-py3-none-any.whl
                b-1-py3-none-any.whl
                """;
        RequestedRequirement other = new RequestedRequirement(
                Requirement.parse("a==1"),
                Set.of(Digest.sha256(DrawnIndex.hash("a-1-py2.py3-none-any.whl"))),
                "requirements.txt:1");
        assertEquals("a 1", resolve(index, goal(List.of(other), BOOKWORM)));
        RequestedRequirement wrong = new RequestedRequirement(
                Requirement.parse("a==1"), Set.of(Digest.sha256("0".repeat(64))), "requirements.txt:1");
        assertEquals(
                "the Python requirements cannot be fulfilled: no a fits a==1 in requirements.txt:1: none of the files of"
                        + " 1 has a hash that was asked for (sha256:" + "0".repeat(64) + "); the index has",
                refusal(index, goal(List.of(wrong), BOOKWORM)).replaceFirst("(the index has).*", "$1"));
    }

    @Test
    void whereOneHasAHashAllMust() {
        RequestedRequirement hashed = new RequestedRequirement(
                Requirement.parse("a==1"), Set.of(Digest.sha256(DrawnIndex.hash("a-1-py3-none-any.whl"))), "r.txt:1");
        assertEquals(
                "some Python requirements have hashes, so all must have them; add to the requirements, if you trust the"
                        + " index: b==1 --hash=sha256:" + DrawnIndex.hash("b-1-py3-none-any.whl"),
                refusal(
                        """
                        a-1-py3-none-any.whl
                          b
                        b-1-py3-none-any.whl
                        """,
                        goal(List.of(hashed), BOOKWORM)));
    }

    @Test
    @Timeout(20)
    void anErrorInAThreadThatAsksAnIndexIsTheEnd() {
        IndexPages pages = DrawnIndex.of(
                """
                a-1-py3-none-any.whl
                  b
                b-1-py3-none-any.whl
                """);
        Cache cache = new Cache(directory);
        Fetch dying = new Fetch(
                request -> {
                    if (request.uri().getPath().equals("/simple/b/")) {
                        throw new NoClassDefFoundError("gone");
                    }
                    return pages.send(request);
                },
                cache.blobs(),
                cache.records(),
                Progress.silent(),
                4);
        NoClassDefFoundError end = assertThrows(NoClassDefFoundError.class, () -> new Resolver(
                        dying, cache.records(), IndexPages.SOURCES, Optional.empty(), Optional.empty())
                .resolve(goal(wanted("a"), BOOKWORM), Map.of()));
        assertEquals("gone", end.getMessage());
    }

    @Test
    void theBestFileOfAVersionIsTaken() throws IOException {
        IndexPages pages = DrawnIndex.of(
                """
                a-1-py3-none-any.whl
                a-1-cp311-cp311-manylinux_2_17_x86_64.whl
                a-1-cp311-cp311-manylinux_2_36_x86_64.whl
                a-1-cp311-cp311-manylinux_2_37_x86_64.whl
                """);
        List<ResolvedDistribution> resolution = resolver(pages).resolve(goal(wanted("a"), BOOKWORM), Map.of());
        assertEquals(
                "a-1-cp311-cp311-manylinux_2_36_x86_64.whl",
                resolution.get(0).file().toString());
        assertEquals(List.of("/simple/a/", "/f/a-1-cp311-cp311-manylinux_2_36_x86_64.whl.metadata"), pages.asked());
    }
}
