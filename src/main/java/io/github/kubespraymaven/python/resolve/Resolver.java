package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.cache.Records;
import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.http.Address;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.index.ProjectFiles;
import io.github.kubespraymaven.python.index.WheelMetadata;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.sdist.BuiltWheels;
import io.github.kubespraymaven.python.sdist.SdistMetadata;
import io.github.kubespraymaven.python.sdist.SdistRules;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.tag.TargetTags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Resolves Python requirements against indexes. */
public final class Resolver {
    /** Pages and metadata under way at once; how many a server gets is decided below. */
    private static final int WORKERS = 16;

    /** The projects that a resolution came to, by those that were asked for. */
    private static final String NEEDED = "needed-projects";

    private final Fetch fetch;
    private final Records records;
    private final WheelMetadata metadata;
    private final PackageSources sources;
    private final IndexSource source;
    private final SdistRules rules;

    /**
     * Prepares to resolve; nothing is asked yet.
     *
     * @param sources where distributions are looked for
     * @param excludeNewer files uploaded later do not exist
     * @param built wheels that were built of sdists: they tell what those need
     */
    public Resolver(
            Fetch fetch,
            Records records,
            PackageSources sources,
            Optional<Instant> excludeNewer,
            Optional<BuiltWheels> built) {
        this.fetch = fetch;
        this.records = records;
        this.rules = SdistRules.standard();
        this.metadata = new WheelMetadata(fetch, records);
        this.sources = sources;
        this.source = new IndexSource(
                fetch,
                new ProjectFiles(fetch, sources, excludeNewer),
                metadata,
                new SdistMetadata(rules),
                rules,
                built);
    }

    /**
     * Chooses one version of each distribution that is needed, and returns them by name.
     *
     * @param held files that are taken where nothing forbids it, before newer ones: one for each of some projects
     * @throws UserErrorException if the requirements contradict each other, or something that is needed has no wheel for
     *     the target, or no hash where hashes are required: names all of it, who asks for it, and what to do
     * @throws IOException if an index cannot be asked, or its answer not be used
     */
    public List<ResolvedDistribution> resolve(ResolutionRequest goal, Map<ProjectName, Pin> held) throws IOException {
        List<ResolvedDistribution> resolution = search(goal, held);
        requireInstallable(resolution, goal);
        requireDigests(resolution, goal);
        return resolution;
    }

    /**
     * Requires that wheels say themselves what their indexes said of them before they came, on which the resolution stands.
     *
     * @param files of a resolution, with those that were chosen elsewhere
     * @throws PythonException if an index said something else: names every wheel, and what differs
     */
    public void requireAsTold(List<FetchedDistribution> files) throws IOException {
        List<String> problems = new ArrayList<>();
        for (FetchedDistribution one : files) {
            IndexFile file = one.chosen().file();
            Optional<Dependencies> told = one.chosen().told();
            if (told.isPresent() && !one.isSdist() && !file.isLocal()) {
                String text = metadata.in(file, one.digest(), one.path());
                Dependencies own = Dependencies.read(
                        text, one.chosen().project(), one.chosen().version());
                if (own.sameAs(told.get())) {
                    metadata.keep(one.digest(), text);
                } else {
                    metadata.forget(file);
                    problems.add(Address.shown(file.uri()) + ": " + told.get().differences(own));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new PythonException(
                    "indexes said of these wheels what is not in them, and what else is needed was chosen"
                            + " by that; use another index (-Dkubespray.pythonIndex):\n  "
                            + String.join("\n  ", problems));
        }
    }

    /** As {@link #resolve}, whether it can be installed or not. */
    List<ResolvedDistribution> search(ResolutionRequest goal, Map<ProjectName, Pin> held) throws IOException {
        ThreadPool workers = ThreadPool.bounded(WORKERS, "kubespray-resolve");
        boolean solved = false;
        try {
            ProjectCandidates.Maker maker = new ProjectCandidates.Maker(
                    goal, candidate -> rules.covers(candidate.project(), candidate.version()));
            Catalogue catalogue = new Catalogue(goal, maker, source, workers);
            // Names that only one index should ever be asked for are nothing to ask another one.
            Digest asked = Digest.of(sources + " " + goal.target() + " "
                    + goal.requirements().stream()
                            .map(wanted -> wanted.requirement().projectName())
                            .sorted()
                            .toList());
            List<String> before = before(asked);
            before.forEach(name -> catalogue.expect(ProjectName.of(name)));
            DirectFiles directFiles = new DirectFiles(fetch, TargetTags.of(goal.target()));
            try {
                State state = new Search(goal, catalogue, directFiles, held).run();
                List<ResolvedDistribution> resolution = chosen(state, goal, catalogue);
                remember(asked, before, resolution);
                solved = true;
                return resolution;
            } catch (OfflineException e) {
                throw offline(catalogue, e);
            }
        } finally {
            // Nobody is to be asked any more once it has failed; what was solved need not wait for guesses at what
            // comes next.
            if (solved) {
                workers.stop();
            } else {
                workers.close();
            }
        }
    }

    /** Whatever versions are asked for next time, their needs are mostly the same: their pages can be asked for at once. */
    private List<String> before(Digest asked) throws IOException {
        return records.find(NEEDED, asked)
                .map(record ->
                        new String(record, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of());
    }

    private void remember(Digest asked, List<String> before, List<ResolvedDistribution> resolution) throws IOException {
        List<String> needed = resolution.stream()
                .filter(chosen -> !chosen.direct())
                .map(chosen -> chosen.project().normalized())
                .toList();
        if (!needed.equals(before)) {
            records.put(NEEDED, asked, String.join("\n", needed).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static IOException offline(Catalogue catalogue, OfflineException first) {
        SortedSet<ProjectName> missing = catalogue.missingOffline();
        return missing.isEmpty()
                ? first
                : new PythonException(
                        "Maven is offline, and the index's pages of these projects are not in the cache: "
                                + missing.stream().map(ProjectName::toString).collect(Collectors.joining(", "))
                                + "; build once without -o",
                        first);
    }

    /** Takes what can be reached from what the user asked for: the search may have left behind more. */
    private static List<ResolvedDistribution> chosen(State solved, ResolutionRequest goal, Catalogue catalogue)
            throws IOException {
        Map<ProjectName, Set<ProjectName>> extras = new LinkedHashMap<>();
        Set<ProjectName> requested = new LinkedHashSet<>();
        Deque<Requirement> open = new ArrayDeque<>();
        for (RequestedRequirement wanted : goal.requirements()) {
            if (wanted.requirement().applies(goal.environment(), "")) {
                requested.add(wanted.requirement().projectName());
                open.add(wanted.requirement());
            }
        }
        Map<ProjectName, Set<ProjectName>> edges = new TreeMap<>();
        while (!open.isEmpty()) {
            Requirement next = open.poll();
            ProjectName project = next.projectName();
            boolean known = extras.containsKey(project);
            Set<ProjectName> all = extras.computeIfAbsent(project, any -> new TreeSet<>());
            if (all.addAll(next.extraNames()) || !known) {
                List<Requirement> needs = needs(pin(solved, project), all, goal, catalogue);
                edges.put(
                        project,
                        needs.stream().map(Requirement::projectName).collect(Collectors.toCollection(TreeSet::new)));
                open.addAll(needs);
            }
        }
        List<ResolvedDistribution> distributions = new ArrayList<>();
        for (Map.Entry<ProjectName, Set<ProjectName>> entry : edges.entrySet()) {
            ProjectName project = entry.getKey();
            Candidate pin = pin(solved, project);
            entry.getValue().remove(project);
            distributions.add(new ResolvedDistribution(
                    project,
                    pin.version(),
                    pin.file(),
                    Optional.ofNullable(extras.get(project)).orElse(Set.of()),
                    requested.contains(project),
                    pin.direct(),
                    List.copyOf(entry.getValue()),
                    Optional.of(catalogue.dependencies(pin))));
        }
        return List.copyOf(distributions);
    }

    private static Candidate pin(State solved, ProjectName project) {
        return Optional.ofNullable(solved.pins().get(Key.of(project)))
                .orElseThrow(() -> new IllegalStateException(project + " is needed, and was not decided"));
    }

    private static List<Requirement> needs(
            Candidate pin, Set<ProjectName> extras, ResolutionRequest goal, Catalogue catalogue) throws IOException {
        List<Requirement> needs = new ArrayList<>();
        for (Requirement requirement : catalogue.dependencies(pin).requires()) {
            if (requirement.applies(goal.environment(), "")
                    || extras.stream().anyMatch(extra -> requirement.applies(goal.environment(), extra.normalized()))) {
                needs.add(requirement);
            }
        }
        return needs;
    }

    private void requireInstallable(List<ResolvedDistribution> resolution, ResolutionRequest goal)
            throws UserErrorException {
        if (goal.sdists() == Sdists.BUILD) {
            return;
        }
        List<ResolvedDistribution> refused = resolution.stream()
                .filter(chosen -> chosen.file().filename() instanceof SdistFilename)
                .filter(chosen -> !rules.covers(chosen.project(), chosen.version()))
                .toList();
        if (!refused.isEmpty()) {
            throw new UserErrorException(refused.size() + " of "
                    + resolution.size()
                    + " Python distributions have no wheel for CPython 3."
                    + goal.target().pythonMinor() + ", "
                    + goal.target().machine().tag() + ", glibc 2."
                    + goal.target().glibcMinor() + ": "
                    + refused.stream().map(ResolvedDistribution::toString).collect(Collectors.joining(", "))
                    + "; choose a base with a Python that they have wheels for (-Dkubespray.from), name a"
                    + " --find-links directory with wheels of them in the requirements, or, for those that are pure"
                    + " Python, have them built with this machine's python3 (-Dkubespray.sdist=build)");
        }
    }

    private static void requireDigests(List<ResolvedDistribution> resolution, ResolutionRequest goal)
            throws UserErrorException {
        if (!goal.inHashMode()) {
            return;
        }
        Set<ProjectName> given = goal.requirements().stream()
                .filter(wanted -> !wanted.digests().isEmpty())
                .map(wanted -> wanted.requirement().projectName())
                .collect(Collectors.toSet());
        List<String> missing = resolution.stream()
                .filter(chosen -> !given.contains(chosen.project()))
                .map(chosen -> chosen.project() + "==" + chosen.version()
                        + (chosen.file().digests().isEmpty()
                                ? ""
                                : " --hash=" + chosen.file().digests().get(0)))
                .toList();
        if (!missing.isEmpty()) {
            throw new UserErrorException("some Python requirements have hashes, so all must have them; add to the"
                    + " requirements, if you trust the index: " + String.join(", ", missing));
        }
    }
}
