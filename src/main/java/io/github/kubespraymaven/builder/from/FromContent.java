package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.builder.content.DebianContent;
import io.github.kubespraymaven.python.interpreter.PresentDistribution;
import io.github.kubespraymaven.python.interpreter.PythonInterpreter;
import io.github.kubespraymaven.sbom.Component;
import io.github.kubespraymaven.sbom.PackageUrl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is in an image that somebody else made, as far as its own records say it: dpkg's, and those of its Python. */
public final class FromContent {
    private FromContent() {}

    /** Returns the image and, as parts of it, its packages and distributions. */
    public static List<Component> of(FromFacts facts) throws IOException {
        Component image = image(facts.image());
        List<Component> all = new ArrayList<>(List.of(image));
        Set<PackageUrl> seen = new HashSet<>();
        List<Component> parts =
                new ArrayList<>(DebianContent.present(facts.rootfs().packages(), facts.release()));
        Optional<PythonInterpreter> python = facts.interpreter();
        if (python.isPresent()) {
            facts.distributions(python.get().scheme().library()).forEach(one -> parts.add(distribution(one)));
        }
        for (Component part : parts) {
            if (seen.add(part.purl())) {
                all.add(part.in(image.purl()));
            }
        }
        return all;
    }

    /** By its digest: in which registry or folder it lies is no matter of what it is. */
    private static Component image(FromImage from) {
        String name = from.repository()
                .map(repository -> repository.path().substring(repository.path().lastIndexOf('/') + 1))
                .orElse("image");
        String digest = from.digest().toString();
        return Component.of(Component.Kind.IMAGE, name, digest, PackageUrl.of("oci/" + name, digest, Map.of()))
                .from(Optional.of(new Component.Source(name, from.digest())));
    }

    private static Component distribution(PresentDistribution one) {
        String name = one.project().normalized();
        return Component.of(
                Component.Kind.PYTHON, name, one.version(), PackageUrl.of("pypi/" + name, one.version(), Map.of()));
    }
}
