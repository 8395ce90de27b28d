package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.tag.BuildTag;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.tag.TargetTags;
import io.github.kubespraymaven.python.tag.WheelFilename;
import io.github.kubespraymaven.python.version.PreReleases;
import io.github.kubespraymaven.python.version.SpecifierSet;
import io.github.kubespraymaven.python.version.Version;
import io.github.kubespraymaven.python.version.VersionText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What there is of a project.
 *
 * @param candidates what fits the target, best first
 * @param usable those of its files that fit the target
 * @param files all of its files
 */
record ProjectCandidates(
        ProjectName project, List<Candidate> candidates, List<IndexFile> usable, List<IndexFile> files) {

    /** Makes offers for one goal. */
    static final class Maker {
        private final ResolutionRequest goal;
        private final TargetTags tags;
        private final Version python;
        private final Predicate<Candidate> installable;

        /** {@code installable} tells which sdists can be installed as they are. */
        Maker(ResolutionRequest goal, Predicate<Candidate> installable) {
            this.goal = goal;
            this.tags = TargetTags.of(goal.target());
            this.python = Version.parse(goal.environment().pythonFullVersion());
            this.installable = installable;
        }

        Version python() {
            return python;
        }

        ProjectCandidates of(ProjectName project, List<IndexFile> files) {
            Map<Version, IndexFile> best = new TreeMap<>(Comparator.reverseOrder());
            List<IndexFile> usable = new ArrayList<>();
            Set<Digest> wanted = goal.digestsOf(project);
            for (IndexFile file : files) {
                if (rank(project, file).isPresent()
                        && file.requiresPython().matches(python)
                        && isAllowed(file, wanted)) {
                    usable.add(file);
                    best.merge(version(file), file, (a, b) -> better(project, a, b));
                }
            }
            List<Candidate> candidates = new ArrayList<>(best.size());
            best.forEach((version, file) -> candidates.add(new Candidate(project, version, file, false)));
            if (goal.sdists() == Sdists.REFUSE) {
                candidates.sort(
                        Comparator.comparing(candidate -> !candidate.isWheel() && !installable.test(candidate)));
            }
            return new ProjectCandidates(project, List.copyOf(candidates), usable, files);
        }

        /** A file without a digest may still turn out to be a wanted one. */
        private static boolean isAllowed(IndexFile file, Set<Digest> wanted) {
            return wanted.isEmpty()
                    || file.digests().isEmpty()
                    || file.digests().stream().anyMatch(wanted::contains);
        }

        /** Returns the place of a file among those of its version, 0 for the best; empty if it cannot be used. */
        private OptionalInt rank(ProjectName project, IndexFile file) {
            boolean wheel = file.filename() instanceof WheelFilename;
            if (goal.onlyBinary().of(project).filter(only -> only != wheel).isPresent()) {
                return OptionalInt.empty();
            }
            return wheel ? tags.rank(((WheelFilename) file.filename()).tags()) : OptionalInt.of(Integer.MAX_VALUE);
        }

        /** As pip sorts the files of one version: not yanked, then the best tag, then the latest build, then the first. */
        private IndexFile better(ProjectName project, IndexFile first, IndexFile second) {
            if (first.yanked().isPresent() != second.yanked().isPresent()) {
                return first.yanked().isPresent() ? second : first;
            }
            int order = Integer.compare(
                    rank(project, first).orElseThrow(), rank(project, second).orElseThrow());
            if (order == 0
                    && first.filename() instanceof WheelFilename one
                    && second.filename() instanceof WheelFilename other) {
                order = BuildTag.NONE_FIRST.compare(other.build(), one.build());
            }
            return order <= 0 ? first : second;
        }
    }

    static Version version(IndexFile file) {
        return file.filename() instanceof WheelFilename wheel
                ? wheel.version()
                : ((SdistFilename) file.filename()).version();
    }

    /** Says why nothing fits a requirement, and what there is instead. */
    String explanation(SpecifierSet specifier, ResolutionRequest goal, Version python) {
        if (files.isEmpty()) {
            return "there is no " + project + " in any index; check its spelling and the index's address"
                    + " (-Dkubespray.pythonIndex)";
        }
        List<IndexFile> matching =
                files.stream().filter(file -> specifier.matches(version(file))).toList();
        if (matching.isEmpty()) {
            return "there are the versions " + versions(files);
        }
        List<IndexFile> forPython = matching.stream()
                .filter(file -> file.requiresPython().matches(python))
                .toList();
        if (forPython.isEmpty()) {
            return versions(matching) + " need another Python than 3."
                    + goal.target().pythonMinor() + " ("
                    + matching.stream()
                            .map(file -> file.requiresPython().toString())
                            .distinct()
                            .collect(Collectors.joining("; "))
                    + "); a base with another Python is chosen with -Dkubespray.from";
        }
        Set<Digest> wanted = goal.digestsOf(project);
        if (!wanted.isEmpty() && forPython.stream().noneMatch(file -> Maker.isAllowed(file, wanted))) {
            return "none of the files of " + versions(forPython) + " has a hash that was asked for ("
                    + wanted.stream().map(Digest::toString).sorted().collect(Collectors.joining(", "))
                    + "); the index has " + digests(forPython) + ": update the hashes if you trust it";
        }
        if (candidates.stream().anyMatch(candidate -> specifier.matches(candidate.version()))) {
            return "what fits (" + versions(forPython)
                    + ") are pre-releases or yanked; ask for one of them with == if you want it";
        }
        return versions(forPython) + " have no wheel for CPython 3."
                + goal.target().pythonMinor() + ", " + goal.target().machine().tag() + ", glibc 2."
                + goal.target().glibcMinor();
    }

    private static String digests(Collection<IndexFile> files) {
        return files.stream()
                .filter(file -> !file.digests().isEmpty())
                .limit(4)
                .map(file -> file.digests().get(0) + " (" + file + ")")
                .collect(Collectors.joining(", "));
    }

    private static String versions(Collection<IndexFile> files) {
        TreeSet<Version> versions = new TreeSet<>(Comparator.reverseOrder());
        files.forEach(file -> versions.add(version(file)));
        String shown = versions.stream().limit(8).map(Version::toString).collect(Collectors.joining(", "));
        return versions.size() > 8 ? shown + " and " + (versions.size() - 8) + " older ones" : shown;
    }

    /** Returns the candidates that a merged requirement lets in, as pip picks them: pre-releases by the rule of PEP 440. */
    List<Candidate> matching(SpecifierSet specifier, PreReleases preReleases) {
        List<Candidate> found =
                specifier.filter(candidates, candidate -> VersionText.of(candidate.version()), preReleases);
        // PEP 592: a yanked one is taken only when it is pinned and there is no other.
        boolean mayBeYanked = isPinned(specifier) && found.stream().allMatch(Candidate::isYanked);
        return mayBeYanked
                ? found
                : found.stream().filter(candidate -> !candidate.isYanked()).toList();
    }

    /**
     * Returns candidates with one before them that is held, if it is still there and a requirement lets it in; else with the
     * others of its version before them.
     */
    List<Candidate> holding(Pin held, SpecifierSet specifier, List<Candidate> matching) {
        List<Candidate> ordered = new ArrayList<>(matching);
        // The sort is stable: among the others the order stays.
        ordered.sort(Comparator.comparing(candidate -> !candidate.version().equals(held.version())));
        if (specifier.matches(held.version())) {
            usable.stream().filter(held::is).findFirst().ifPresent(file -> {
                ordered.removeIf(candidate -> candidate.version().equals(held.version()));
                ordered.add(0, new Candidate(project, held.version(), file, false));
            });
        }
        return ordered;
    }

    static boolean isPinned(SpecifierSet specifier) {
        return specifier.specifiers().stream().anyMatch(clause -> switch (clause.operator()) {
            case EQUAL -> !clause.isWildcard();
            case IDENTICAL -> true;
            default -> false;
        });
    }

    /** Returns the requirement that all of these make together. */
    static SpecifierSet merged(Collection<Requirement> requirements) {
        SpecifierSet merged = SpecifierSet.ANY;
        for (Requirement requirement : requirements) {
            merged = merged.and(requirement.specifier());
        }
        return merged;
    }
}
