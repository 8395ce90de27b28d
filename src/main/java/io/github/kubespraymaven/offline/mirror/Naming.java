package io.github.kubespraymaven.offline.mirror;

import io.github.kubespraymaven.mistake.MistakeException;
import io.github.kubespraymaven.registry.reference.InvalidReferenceException;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.registry.reference.Repository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an image of some registry is called in the one that mirrors it. */
public enum Naming {
    /** Its path: {@code docker.io/library/nginx} is {@code HOST/library/nginx}, as kubespray's offline variables have it. */
    PATH,
    /** Its registry and path: {@code HOST/docker.io/library/nginx}. A port's colon becomes an underscore. */
    HOST;

    private String path(Repository source) {
        return switch (this) {
            case PATH -> source.path();
            case HOST -> source.registry().replace(':', '_') + "/" + source.path();
        };
    }

    /**
     * Returns the names of images in a registry, in the order of the images.
     *
     * @param prefix what their paths begin with; may be empty
     * @throws MistakeException if two images would have the same name, or one would have none that a registry takes: says
     *     all of them
     */
    List<Reference> names(List<Reference> sources, String registry, String prefix) throws MistakeException {
        List<String> problems = new ArrayList<>();
        List<Reference> names = new ArrayList<>();
        Map<String, Reference> taken = new TreeMap<>();
        for (Reference source : sources) {
            try {
                String path = (prefix.isEmpty() ? "" : prefix + "/") + path(source.repository());
                Reference name = new Reference(new Repository(registry, path), source.tag(), source.digest());
                names.add(name);
                Reference other =
                        taken.putIfAbsent(name.repository().with(name.tag().orElse(name.target())), source);
                if (other != null) {
                    problems.add(other + " and " + source + " would both be "
                            + name.repository().with(name.tag().orElse(name.target())));
                }
            } catch (InvalidReferenceException e) {
                problems.add(source + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new MistakeException(
                    "Nothing was copied, because of the names that images would have:\n  "
                            + String.join("\n  ", problems)
                            + "\nTake one of them out of the list, or keep the registries apart with -Dkubespray.imageNames=host.");
        }
        return names;
    }
}
