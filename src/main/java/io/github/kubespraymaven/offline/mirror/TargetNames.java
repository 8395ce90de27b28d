package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.registry.reference.InvalidReferenceException;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.registry.reference.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The names of a list's images in a registry. A tag belongs to the image that the list names by the tag alone, else to the one
 * that it pins with this tag, if there is only one; whoever pulls a pinned image asks for its digest, whatever its tag is.
 */
final class TargetNames {
    private final Naming naming;
    private final List<String> problems = new ArrayList<>();
    private final Map<Reference, TargetName> names = new LinkedHashMap<>();
    private boolean severalRegistries;

    private TargetNames(Naming naming) {
        this.naming = naming;
    }

    /**
     * Returns the names of images in a registry.
     *
     * @param prefix what their paths begin with; may be empty
     * @throws UserErrorException if two images would have the same name, or one would have none that a registry takes: says
     *     all of them
     */
    static Map<Reference, TargetName> of(List<Reference> sources, Naming naming, String registry, String prefix)
            throws UserErrorException {
        TargetNames names = new TargetNames(naming);
        names.name(sources, registry, prefix.isEmpty() ? "" : prefix + "/");
        if (names.problems.isEmpty()) {
            return names.names;
        }
        throw new UserErrorException("Nothing was copied, because of the names that images would have:\n  "
                + String.join("\n  ", names.problems)
                + "\nTake one of them out of the list"
                + (names.severalRegistries && naming == Naming.PATH
                        ? ", or keep the registries apart with -Dkubespray.imageNames=host."
                        : "."));
    }

    /** An image that has a tag in the list, and where it goes. */
    private record Claim(Reference source, Repository repository) {}

    private void name(List<Reference> sources, String registry, String prefix) {
        Map<String, List<Claim>> tags = new LinkedHashMap<>();
        for (Reference source : sources) {
            try {
                Repository repository = new Repository(registry, prefix + naming.path(source.repository()));
                Optional<String> tag = TargetName.listedTag(source);
                if (tag.isEmpty()) {
                    names.put(source, TargetName.pinned(repository, source, "the list gives it no tag"));
                } else {
                    tags.computeIfAbsent(repository.with(tag.get()), any -> new ArrayList<>())
                            .add(new Claim(source, repository));
                }
            } catch (InvalidReferenceException e) {
                problems.add(source + ": " + e.getMessage());
            }
        }
        tags.forEach(this::settle);
    }

    private void settle(String name, List<Claim> claims) {
        Reference first = claims.get(0).source();
        int before = problems.size();
        for (Claim claim : claims.subList(1, claims.size())) {
            boolean elsewhere = !claim.source().repository().equals(first.repository());
            boolean bothByTag =
                    first.digest().isEmpty() && claim.source().digest().isEmpty();
            if ((elsewhere || bothByTag) && !sameBytes(first, claim.source())) {
                problems.add(first + " and " + claim.source() + " would both be " + name);
                severalRegistries |= elsewhere;
            }
        }
        if (problems.size() > before) {
            return;
        }
        Optional<Reference> owner = owner(claims);
        String why = owner.map(one -> "its tag is that of " + one).orElse("the list pins other bytes with its tag too");
        for (Claim claim : claims) {
            boolean owns = owner.filter(one -> one.equals(claim.source()) || sameBytes(one, claim.source()))
                    .isPresent();
            names.put(
                    claim.source(),
                    owns
                            ? TargetName.listed(claim.repository(), claim.source())
                            : TargetName.pinned(claim.repository(), claim.source(), why));
        }
    }

    private static boolean sameBytes(Reference one, Reference other) {
        return one.digest().isPresent() && one.digest().equals(other.digest());
    }

    private static Optional<Reference> owner(List<Claim> claims) {
        Optional<Reference> byTag = claims.stream()
                .map(Claim::source)
                .filter(one -> one.digest().isEmpty())
                .findFirst();
        Reference first = claims.get(0).source();
        return byTag.isPresent() || claims.stream().anyMatch(claim -> !sameBytes(first, claim.source()))
                ? byTag
                : Optional.of(first);
    }
}
