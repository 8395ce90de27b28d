package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.concurrent.RunningTask;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.version.PreReleases;
import io.github.kubespraymaven.python.version.SpecifierSet;
import io.github.kubespraymaven.python.version.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * What indexes offer, asked for once each. While the search is at one place, what it will probably need next is fetched at
 * the same time: the page of each project that comes up, and the metadata of its best candidate.
 */
final class Catalogue {
    private final ResolutionRequest goal;
    private final ProjectCandidates.Maker maker;
    private final Source source;
    private final Executor workers;
    private final Map<ProjectName, CompletableFuture<ProjectCandidates>> offers = new ConcurrentHashMap<>();
    private final Map<Candidate, CompletableFuture<Dependencies>> dependencies = new ConcurrentHashMap<>();
    private final Set<ProjectName> onlyExpected = ConcurrentHashMap.newKeySet();
    private final Set<Requirement> explored = ConcurrentHashMap.newKeySet();

    /** Where offers and metadata come from. */
    interface Source {
        List<IndexFile> files(ProjectName project) throws IOException;

        Dependencies dependencies(Candidate candidate) throws IOException;
    }

    Catalogue(ResolutionRequest goal, ProjectCandidates.Maker maker, Source source, Executor workers) {
        this.goal = goal;
        this.maker = maker;
        this.source = source;
        this.workers = workers;
    }

    /** Returns the target's Python. */
    Version python() {
        return maker.python();
    }

    ProjectCandidates offer(ProjectName project) throws IOException {
        return result(offerLater(project));
    }

    Dependencies dependencies(Candidate candidate) throws IOException {
        return result(dependenciesLater(candidate));
    }

    PreReleases preReleases(ProjectName project) {
        return goal.preReleases()
                .of(project)
                .map(all -> all ? PreReleases.ALLOWED : PreReleases.REFUSED)
                .orElse(PreReleases.BY_RULE);
    }

    /** Starts to fetch the page of a project that will probably be needed. */
    void expect(ProjectName project) {
        onlyExpected.add(project);
        offers.computeIfAbsent(project, name -> later(() -> maker.of(name, source.files(name))));
    }

    /** Starts to fetch what a requirement will probably come to. Failures are left to whoever asks for the same again. */
    void explore(Requirement requirement) {
        if (requirement.url().isPresent() || !explored.add(requirement)) {
            return;
        }
        var unused = offerLater(requirement.projectName()).thenAccept(offer -> {
            SpecifierSet specifier = requirement.specifier();
            for (RequestedRequirement constraint : goal.constraintsOn(requirement.projectName())) {
                specifier = specifier.and(constraint.requirement().specifier());
            }
            offer.matching(specifier, preReleases(requirement.projectName())).stream()
                    .findFirst()
                    .filter(Candidate::isWheel)
                    .ifPresent(best -> follow(best, requirement.extraNames()));
        });
    }

    private void follow(Candidate candidate, Set<ProjectName> extras) {
        var unused = dependenciesLater(candidate).thenAccept(found -> {
            for (Requirement requirement : found.requires()) {
                boolean needed = requirement.applies(goal.environment(), "")
                        || extras.stream()
                                .anyMatch(extra -> requirement.applies(goal.environment(), extra.normalized()));
                if (needed) {
                    explore(requirement);
                }
            }
        });
    }

    private CompletableFuture<ProjectCandidates> offerLater(ProjectName project) {
        onlyExpected.remove(project);
        return offers.computeIfAbsent(project, name -> later(() -> maker.of(name, source.files(name))));
    }

    private CompletableFuture<Dependencies> dependenciesLater(Candidate candidate) {
        return dependencies.computeIfAbsent(candidate, asked -> later(() -> source.dependencies(asked)));
    }

    /** Something that takes time. */
    private interface Work<T> {
        T get() throws IOException;
    }

    private <T> CompletableFuture<T> later(Work<T> work) {
        CompletableFuture<T> later = new CompletableFuture<>();
        workers.execute(() -> {
            try {
                later.complete(work.get());
            } catch (IOException | RuntimeException | Error e) {
                later.completeExceptionally(e);
            }
        });
        return later;
    }

    /** Returns the projects whose pages or metadata were asked for and are not to be had without network. */
    SortedSet<ProjectName> missingOffline() {
        SortedSet<ProjectName> missing = new TreeSet<>();
        // What comes in time may ask for more; what is not in the maps by then was not known to be needed.
        for (Map.Entry<ProjectName, CompletableFuture<ProjectCandidates>> offer : offers.entrySet()) {
            if (isOffline(offer.getValue()) && !onlyExpected.contains(offer.getKey())) {
                missing.add(offer.getKey());
            }
        }
        for (Map.Entry<Candidate, CompletableFuture<Dependencies>> needs : dependencies.entrySet()) {
            if (isOffline(needs.getValue())) {
                missing.add(needs.getKey().project());
            }
        }
        return missing;
    }

    private static boolean isOffline(CompletableFuture<?> future) {
        try {
            future.join();
            return false;
        } catch (CompletionException e) {
            return e.getCause() instanceof OfflineException;
        }
    }

    private static <T> T result(CompletableFuture<T> future) throws IOException {
        return new RunningTask<>(future, "interrupted while indexes were asked").end();
    }
}
