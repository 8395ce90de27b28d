package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Says why there is no solution: who asks for what of the projects in conflict, and what there is of them. */
final class Explanation {
    private Explanation() {}

    static UserErrorException of(List<Criterion> conflicts, ResolutionRequest goal, Catalogue catalogue)
            throws IOException {
        List<String> parts = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (Criterion conflict : conflicts) {
            String part = part(conflict, goal, catalogue);
            if (seen.add(part)) {
                parts.add(part);
            }
        }
        return new UserErrorException("the Python requirements cannot be fulfilled: " + String.join("; or ", parts));
    }

    private static String part(Criterion conflict, ResolutionRequest goal, Catalogue catalogue) throws IOException {
        ProjectName project = conflict.demands().get(0).key().project();
        Set<String> chains = new LinkedHashSet<>();
        List<Requirement> requirements = new ArrayList<>();
        for (RequirementInformation demand : conflict.demands()) {
            chains.add(demand.chain());
            demand.requirement().ifPresent(requirements::add);
        }
        SpecifierSet specifier = ProjectCandidates.merged(requirements);
        for (RequestedRequirement constraint : goal.constraintsOn(project)) {
            chains.add("the constraint " + constraint.requirement() + " in " + constraint.origin());
            specifier = specifier.and(constraint.requirement().specifier());
        }
        String asked = "no " + project + " fits " + String.join(", and ", chains);
        boolean direct =
                conflict.demands().stream().anyMatch(demand -> demand.url().isPresent());
        String there = direct ? "one of them names a file" : there(conflict, project, specifier, goal, catalogue);
        return asked + ": " + there;
    }

    private static String there(
            Criterion conflict,
            ProjectName project,
            SpecifierSet specifier,
            ResolutionRequest goal,
            Catalogue catalogue)
            throws IOException {
        for (Candidate candidate : conflict.candidates()) {
            Dependencies dependencies = catalogue.dependencies(candidate);
            if (!dependencies.problem().isEmpty()) {
                return candidate.file() + " cannot be used: " + dependencies.problem();
            }
            if (!dependencies.requiresPython().matches(catalogue.python())) {
                return candidate.file() + " needs Python " + dependencies.requiresPython();
            }
        }
        return catalogue.offer(project).explanation(specifier, goal, catalogue.python());
    }
}
