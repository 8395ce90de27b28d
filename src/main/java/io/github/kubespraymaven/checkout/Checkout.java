package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.checkout.git.GitFacts;
import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A directory that holds kubespray, of any release from v2.16 on or of a fork: cluster.yml beside the role of kubespray's
 * defaults, which has had two names.
 *
 * @param directory where it is, absolute
 */
public record Checkout(Path directory) {
    private static final String PLAYBOOK = "cluster.yml";
    private static final List<Path> DEFAULTS =
            List.of(Path.of("roles", "kubespray_defaults"), Path.of("roles", "kubespray-defaults"));

    /** Makes the path plain. */
    public Checkout {
        directory = directory.normalize();
    }

    /**
     * Takes a directory for what it is said to be.
     *
     * @throws UserErrorException if it is no kubespray checkout; says what was looked for, and where one seems to be
     */
    public static Checkout open(Path directory) throws UserErrorException {
        Checkout checkout = new Checkout(directory);
        if (checkout.looksRight()) {
            return checkout;
        }
        Path place = checkout.directory;
        if (!Files.isDirectory(place)) {
            throw new UserErrorException(
                    place + " is no directory; point -Dkubespray.directory at a kubespray checkout");
        }
        throw new UserErrorException(place + " is no kubespray checkout: it has no " + checkout.missing()
                + "; point -Dkubespray.directory at one" + nearby(place));
    }

    /** Tells a watch of the files that decide about an image although they may be kept out of it. */
    public void describeTo(InputRecorder watch) {
        watch.asked(directory.resolve(Dockerignore.FILE));
        watch.asked(directory.resolve(Galaxy.FILE));
    }

    private boolean looksRight() {
        return hasPlaybook() && hasDefaults();
    }

    private boolean hasPlaybook() {
        return Files.isRegularFile(directory.resolve(PLAYBOOK));
    }

    private boolean hasDefaults() {
        return DEFAULTS.stream().anyMatch(role -> Files.isDirectory(directory.resolve(role)));
    }

    private String missing() {
        String roles = "roles/kubespray_defaults (nor roles/kubespray-defaults)";
        return hasPlaybook() ? roles : hasDefaults() ? PLAYBOOK : PLAYBOOK + " and no " + roles;
    }

    /** The checkouts directly below a directory, or the one it lies in: what somebody a step away from it will have meant. */
    private static String nearby(Path place) {
        TreeSet<Path> found = new TreeSet<>();
        for (Optional<Path> up = Optional.ofNullable(place.getParent()); up.isPresent(); up = up.map(Path::getParent)) {
            if (new Checkout(up.get()).looksRight()) {
                found.add(up.get());
            }
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(place, Files::isDirectory)) {
            for (Path child : children) {
                if (new Checkout(child).looksRight()) {
                    found.add(child);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return "";
        }
        return found.isEmpty() ? "" : ", such as " + found.first();
    }

    /**
     * Returns which version this is, and where it came from.
     *
     * @param git what git knows of it
     * @param given a version that stands above everything that could be found
     * @throws UserErrorException if there is no version, or galaxy.yml cannot be read
     */
    public CheckoutFacts facts(GitFacts git, Optional<String> given) throws UserErrorException {
        Galaxy galaxy = Galaxy.of(directory);
        return new CheckoutFacts(
                version(git, given, galaxy),
                git.head().map(GitFacts.Commit::revision),
                git.head().map(GitFacts.Commit::time),
                galaxy.repository());
    }

    private KubesprayVersion version(GitFacts git, Optional<String> given, Galaxy galaxy) throws UserErrorException {
        if (given.isPresent()) {
            return KubesprayVersion.of(given.get(), "-Dkubespray.version");
        }
        if (git.description().isPresent()) {
            return KubesprayVersion.of(git.description().get(), "git describe --tags");
        }
        if (galaxy.version().isPresent()) {
            return KubesprayVersion.of(galaxy.version().get(), Galaxy.FILE + " of " + directory);
        }
        throw new UserErrorException("no version of " + directory + " can be found: "
                + git.problem().orElse("it has no git tag that starts with a version")
                + ", and no " + Galaxy.FILE + " with one; give it with -Dkubespray.version=v2.31.0, say");
    }
}
