package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.python.requirement.MarkerEnvironment;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.version.SpecifierSet;
import io.github.kubespraymaven.python.version.Version;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The search of pip's resolver: give one key after the other its best candidate; where that leaves another one without any,
 * go back to a choice that had a part in it, and exclude that.
 */
final class Search {
    /** Real requirements take as many rounds as they have distributions, and a few more. */
    private static final int MAX_ROUNDS = 20_000;

    private final ResolutionRequest goal;
    private final MarkerEnvironment environment;
    private final Catalogue catalogue;
    private final DirectFiles directFiles;
    private final Map<ProjectName, Pin> held;
    private final Deque<Choice> choices = new ArrayDeque<>();
    private State state = State.EMPTY;

    /** A candidate that was given to a key, and what was known before. */
    private record Choice(State before, Key key, Candidate candidate) {}

    Search(ResolutionRequest goal, Catalogue catalogue, DirectFiles directFiles, Map<ProjectName, Pin> held) {
        this.goal = goal;
        this.environment = goal.environment();
        this.catalogue = catalogue;
        this.directFiles = directFiles;
        this.held = held;
    }

    /** Returns the state in which all demands are met. */
    State run() throws IOException {
        List<RequirementInformation> roots = roots();
        for (RequirementInformation root : roots) {
            root.requirement().ifPresent(catalogue::explore);
        }
        Added start = add(state, roots);
        if (!start.conflicts().isEmpty()) {
            throw Explanation.of(start.conflicts(), goal, catalogue);
        }
        state = start.state();
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Optional<Key> next = state.unmet().stream().min(Comparator.comparing(this::urgency));
            if (next.isEmpty()) {
                return state;
            }
            List<Criterion> conflicts = choose(next.get());
            if (!conflicts.isEmpty()) {
                goBack(conflicts);
            }
        }
        throw new UserErrorException("gave up after " + MAX_ROUNDS + " steps: the requirements contradict each other in"
                + " too many ways; pin more of them with ==");
    }

    private List<RequirementInformation> roots() {
        List<RequirementInformation> roots = new ArrayList<>();
        for (RequestedRequirement wanted : goal.requirements()) {
            if (wanted.requirement().applies(environment, "")) {
                RequirementInformation.Origin origin =
                        new RequirementInformation.Origin.User(wanted.origin(), roots.size());
                roots.addAll(demands(wanted.requirement(), origin));
            }
        }
        return roots;
    }

    private static List<RequirementInformation> demands(Requirement requirement, RequirementInformation.Origin origin) {
        List<RequirementInformation> demands = new ArrayList<>();
        RequirementInformation.Wish wish = new RequirementInformation.Wish.Range(requirement);
        demands.add(new RequirementInformation(Key.of(requirement.projectName()), wish, origin));
        for (ProjectName extra : requirement.extraNames()) {
            demands.add(
                    new RequirementInformation(new Key(requirement.projectName(), Optional.of(extra)), wish, origin));
        }
        return demands;
    }

    /** What came of new demands: the state with them, or those that left a key without candidates. */
    private record Added(State state, List<Criterion> conflicts) {}

    private Added add(State to, List<RequirementInformation> demands) throws IOException {
        Map<Key, Criterion> criteria = new LinkedHashMap<>(to.criteria());
        for (RequirementInformation demand : demands) {
            Criterion known = criteria.get(demand.key());
            List<RequirementInformation> all = known == null ? List.of(demand) : known.demandsWith(demand);
            Criterion criterion = criterion(demand.key(), all, known == null ? Set.of() : known.excluded());
            if (criterion.candidates().isEmpty()) {
                return new Added(to, List.of(criterion));
            }
            criteria.put(demand.key(), criterion);
        }
        return new Added(new State(to.pins(), criteria), List.of());
    }

    private Criterion criterion(Key key, List<RequirementInformation> demands, Set<Version> excluded)
            throws IOException {
        List<Candidate> candidates = new ArrayList<>(candidates(key, demands));
        candidates.removeIf(candidate -> excluded.contains(candidate.version()));
        return new Criterion(demands, excluded, candidates);
    }

    private List<Candidate> candidates(Key key, List<RequirementInformation> demands) throws IOException {
        List<Requirement> requirements = new ArrayList<>();
        Optional<Candidate> only = Optional.empty();
        for (RequirementInformation demand : demands) {
            demand.requirement().ifPresent(requirements::add);
            if (only.isEmpty() && demand.wish() instanceof RequirementInformation.Wish.Exactly exactly) {
                only = Optional.of(exactly.candidate());
            }
            if (only.isEmpty() && demand.url().isPresent()) {
                only = Optional.of(
                        directFiles.candidate(key.project(), demand.url().get()));
            }
        }
        SpecifierSet specifier = ProjectCandidates.merged(requirements);
        for (RequestedRequirement constraint : goal.constraintsOn(key.project())) {
            if (constraint.requirement().applies(environment, "")) {
                specifier = specifier.and(constraint.requirement().specifier());
            }
        }
        if (only.isPresent()) {
            Candidate candidate = only.get();
            Set<Digest> wanted = goal.digestsOf(key.project());
            if (!wanted.isEmpty() && candidate.file().digests().stream().noneMatch(wanted::contains)) {
                throw new UserErrorException(
                        candidate.file() + " has " + candidate.file().digests() + ", but one of these was asked for: "
                                + wanted + "; update the hash if you trust the file");
            }
            return specifier.matches(candidate.version())
                            && demands.stream().allMatch(demand -> demand.isMetBy(candidate))
                    ? List.of(candidate)
                    : List.of();
        }
        ProjectCandidates offer = catalogue.offer(key.project());
        List<Candidate> matching = offer.matching(specifier, catalogue.preReleases(key.project()));
        Optional<Pin> before = Optional.ofNullable(held.get(key.project()));
        return before.isPresent() ? offer.holding(before.get(), specifier, matching) : matching;
    }

    /** pip's order: addresses, pins, upper bounds, then as the user wrote them, then what is restricted at all. */
    private Urgency urgency(Key key) {
        List<RequirementInformation> demands = state.criterion(key).demands();
        SpecifierSet specifier = ProjectCandidates.merged(demands.stream()
                .flatMap(demand -> demand.requirement().stream())
                .toList());
        boolean direct = demands.stream()
                .anyMatch(demand ->
                        demand.url().isPresent() || demand.wish() instanceof RequirementInformation.Wish.Exactly);
        boolean bounded = specifier.specifiers().stream().anyMatch(clause -> switch (clause.operator()) {
            case LESS, LESS_OR_EQUAL, COMPATIBLE -> true;
            case EQUAL -> clause.isWildcard();
            default -> false;
        });
        int position = demands.stream()
                .mapToInt(demand -> demand.origin() instanceof RequirementInformation.Origin.User user
                        ? user.position()
                        : Integer.MAX_VALUE)
                .min()
                .orElse(Integer.MAX_VALUE);
        return new Urgency(
                !direct,
                !ProjectCandidates.isPinned(specifier),
                !bounded,
                position,
                specifier.specifiers().isEmpty(),
                key);
    }

    private record Urgency(boolean range, boolean unpinned, boolean unbounded, int position, boolean free, Key key)
            implements Comparable<Urgency> {
        private static final Comparator<Urgency> ORDER = Comparator.comparing(Urgency::range)
                .thenComparing(Urgency::unpinned)
                .thenComparing(Urgency::unbounded)
                .thenComparing(Urgency::position)
                .thenComparing(Urgency::free)
                .thenComparing(Urgency::key);

        @Override
        public int compareTo(Urgency other) {
            return ORDER.compare(this, other);
        }
    }

    /** Gives a key its best candidate whose own demands can be met; returns what stood in the way if there is none. */
    private List<Criterion> choose(Key key) throws IOException {
        List<Criterion> conflicts = new ArrayList<>();
        Criterion criterion = state.criterion(key);
        for (Candidate candidate : criterion.candidates()) {
            Optional<List<RequirementInformation>> demands =
                    demandsOf(key, candidate, criterion.demands().get(0));
            if (demands.isEmpty()) {
                continue;
            }
            Added added = add(state, demands.get());
            if (added.conflicts().isEmpty()) {
                choices.push(new Choice(state, key, candidate));
                pin(added.state(), key, candidate);
                return List.of();
            }
            conflicts.addAll(added.conflicts());
        }
        return conflicts.isEmpty() ? List.of(criterion) : conflicts;
    }

    /** Returns what a candidate needs; nothing if it cannot be used at all. */
    private Optional<List<RequirementInformation>> demandsOf(
            Key key, Candidate candidate, RequirementInformation because) throws IOException {
        Dependencies dependencies = catalogue.dependencies(candidate);
        if (!dependencies.problem().isEmpty() || !dependencies.requiresPython().matches(catalogue.python())) {
            return Optional.empty();
        }
        RequirementInformation.Origin origin = new RequirementInformation.Origin.Parent(key, candidate, because);
        List<RequirementInformation> demands = new ArrayList<>();
        if (key.extra().isPresent()) {
            demands.add(new RequirementInformation(
                    Key.of(key.project()), new RequirementInformation.Wish.Exactly(candidate), origin));
        }
        for (Requirement requirement : dependencies.requires()) {
            boolean always = requirement.applies(environment, "");
            boolean needed = key.extra()
                    .map(extra -> !always && requirement.applies(environment, extra.normalized()))
                    .orElse(always);
            if (needed) {
                catalogue.explore(requirement);
                demands.addAll(demands(requirement, origin));
            }
        }
        return Optional.of(demands);
    }

    /** What other keys had chosen and no longer may have is chosen again, and what those had asked for is forgotten. */
    private void pin(State added, Key key, Candidate candidate) throws IOException {
        Set<Key> metBefore = new HashSet<>(state.pins().keySet());
        metBefore.removeAll(state.unmet());
        State pinned = added.withPin(key, candidate);
        Set<Key> lost = new LinkedHashSet<>(pinned.unmet());
        lost.retainAll(metBefore);
        lost.remove(key);
        state = lost.isEmpty() ? pinned : withoutDemandsOf(pinned, lost);
    }

    private State withoutDemandsOf(State from, Set<Key> parents) throws IOException {
        Map<Key, Criterion> criteria = new LinkedHashMap<>();
        for (Map.Entry<Key, Criterion> entry : from.criteria().entrySet()) {
            Criterion criterion = entry.getValue();
            List<RequirementInformation> kept = criterion.demandsWithout(
                    demand -> demand.parent().filter(parents::contains).isPresent());
            if (kept.size() == criterion.demands().size()) {
                criteria.put(entry.getKey(), criterion);
            } else if (!kept.isEmpty()) {
                criteria.put(entry.getKey(), criterion(entry.getKey(), kept, criterion.excluded()));
            }
        }
        Map<Key, Candidate> pins = new LinkedHashMap<>(from.pins());
        pins.keySet().retainAll(criteria.keySet());
        return new State(pins, criteria);
    }

    /** Goes back to the latest choice that had a part in the conflict, and excludes it. */
    private void goBack(List<Criterion> conflicts) throws IOException {
        Set<Key> involved = new HashSet<>();
        for (Criterion conflict : conflicts) {
            for (RequirementInformation demand : conflict.demands()) {
                involved.add(demand.key());
                demand.parent().ifPresent(involved::add);
            }
        }
        while (!choices.isEmpty()) {
            Choice choice = choices.pop();
            if (!choices.isEmpty() && !hasPart(choice, involved)) {
                continue;
            }
            Criterion known = choice.before().criterion(choice.key());
            Criterion narrowed = criterion(
                    choice.key(),
                    known.demands(),
                    known.excludedWith(choice.candidate().version()));
            if (!narrowed.candidates().isEmpty()) {
                state = choice.before().withCriterion(choice.key(), narrowed);
                return;
            }
            involved.add(choice.key());
            known.demands().forEach(demand -> demand.parent().ifPresent(involved::add));
        }
        throw Explanation.of(conflicts, goal, catalogue);
    }

    private boolean hasPart(Choice choice, Set<Key> involved) throws IOException {
        if (involved.contains(choice.key())) {
            return true;
        }
        Optional<List<RequirementInformation>> demands = demandsOf(
                choice.key(),
                choice.candidate(),
                choice.before().criterion(choice.key()).demands().get(0));
        return demands.isPresent() && demands.get().stream().anyMatch(demand -> involved.contains(demand.key()));
    }
}
