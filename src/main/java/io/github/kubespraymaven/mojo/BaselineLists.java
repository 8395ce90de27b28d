package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.checkout.Checkout;
import io.github.kubespraymaven.checkout.git.Git;
import io.github.kubespraymaven.checkout.git.Revision;
import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.manifest.Manifest;
import io.github.kubespraymaven.manifest.ManifestRequest;
import io.github.kubespraymaven.manifest.Manifests;
import io.github.kubespraymaven.manifest.source.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Lists to compare with.
 *
 * @param with what somebody asked to compare with
 * @param manifests those of the other side
 */
record BaselineLists(String with, List<Manifest> manifests) {
    private static final long LONGEST = 64L << 20;

    /**
     * Reads a manifest.json, or makes the lists of another revision of the checkout, with the same inventory and parameters.
     *
     * @param with a file, else a revision
     */
    static BaselineLists of(String with, ManifestRequest request, Checkout checkout, Optional<Git> git, Path base)
            throws IOException {
        Optional<Path> file = file(with, base);
        List<Manifest> manifests =
                file.isPresent() ? List.of(read(file.get())) : revision(with, request, checkout, git);
        boolean comparable = manifests.stream().anyMatch(manifest -> request.architectures().stream()
                .anyMatch(architecture -> architecture.platform().equals(manifest.platform())));
        if (!comparable) {
            throw new UserErrorException(
                    "diff: " + with + " is of " + manifests.get(0).platform() + ", and the lists are made for "
                            + request.architectures().get(0).platform() + "; add -Dkubespray.platforms="
                            + manifests.get(0).platform());
        }
        return new BaselineLists(with, manifests);
    }

    private static Optional<Path> file(String with, Path base) {
        try {
            Path path = base.resolve(with);
            return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Manifest read(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new UserErrorException(
                    "diff: " + file + " has " + Files.size(file) + " bytes, which is no manifest.json");
        }
        try {
            return Manifest.read(Files.readAllBytes(file), file.toString());
        } catch (io.github.kubespraymaven.json.JsonException e) {
            throw new UserErrorException(
                    "diff: " + e.getMessage() + ". Wanted a manifest.json that this goal wrote, or a git revision.", e);
        }
    }

    private static List<Manifest> revision(String name, ManifestRequest request, Checkout checkout, Optional<Git> git)
            throws IOException {
        if (name.endsWith(".json")) {
            throw new UserErrorException("diff: there is no file " + name);
        }
        Git asked = git.orElseThrow(() -> new UserErrorException("diff: there is no git on the PATH to read revision "
                + name + "; compare with a manifest.json instead"));
        try (Revision revision = asked.revision(checkout.directory(), name)) {
            return Manifests.make(request.of(SourceTree.of(revision), () -> name))
                    .manifests();
        } catch (IOException | RuntimeException e) {
            if (e instanceof UserError) {
                throw new UserErrorException("diff: with " + name + ": " + e.getMessage(), e);
            }
            throw e;
        }
    }
}
