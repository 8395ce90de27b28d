package io.github.kubespraymaven.builder.from;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.lock.Lock;
import io.github.kubespraymaven.lock.LockedPlatform;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Reference;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the bases of a build stand on, found once for each platform. Safe for use by many threads. */
public final class BaseSources {
    private final Optional<Suite> suite;
    private final Optional<FromImages> images;
    private final BuildContext context;
    private final Optional<Lock> lock;
    private final Map<Platform, BaseSource> found = new HashMap<>();

    private BaseSources(Optional<Suite> suite, Optional<FromImages> images, BuildContext context, Optional<Lock> lock) {
        this.suite = suite;
        this.images = images;
        this.context = context;
        this.lock = lock;
    }

    /**
     * Prepares; no image is looked for yet.
     *
     * @param lock pins an image, if it was made of the same
     * @throws UserErrorException if it does not follow from the requirements what to stand on
     */
    public static BaseSources of(
            From from, List<Requirement> requirements, BuildContext context, Registries registries, Optional<Lock> lock)
            throws UserErrorException {
        Optional<FromImages> images = from instanceof From.Image image
                ? Optional.of(new FromImages(image.source(), image.written(), registries, context))
                : Optional.empty();
        return new BaseSources(FromRule.suite(from, requirements), images, context, lock);
    }

    /** Returns the same, whatever is locked. */
    public BaseSources upgraded() {
        return new BaseSources(suite, images, context, Optional.empty());
    }

    /** Whether what is locked can be had although its name stands for something else now. */
    public boolean keepsWhatIsLocked() {
        return images.isEmpty() || images.get().source() instanceof ImageSource.Remote;
    }

    /**
     * Returns what a base for a platform stands on.
     *
     * @throws IOException if the image cannot be had
     */
    public synchronized BaseSource of(Platform platform) throws IOException {
        if (suite.isPresent()) {
            return new BaseSource.OnSuite(suite.get());
        }
        BaseSource known = found.get(platform);
        if (known == null) {
            FromImages source = images.orElseThrow();
            String asked = asked(source.source());
            known = new BaseSource.OnImage(
                    new ImageBelow(new FromFacts(source.of(platform, locked(platform, asked)), context)), asked);
            found.put(platform, known);
        }
        return known;
    }

    /** Where an image lies differs from machine to machine: of files a lock knows the digest alone, of registries no host. */
    private static String asked(ImageSource source) {
        if (!(source instanceof ImageSource.Remote remote)) {
            return "an image in files";
        }
        Reference reference = Reference.parse(remote.reference());
        return "image " + reference.repository().path()
                + (reference.digest().isPresent() || reference.tag().isPresent() ? " " + reference.target() : "");
    }

    private Optional<Digest> locked(Platform platform, String asked) {
        return lock.flatMap(one -> one.platform(platform.toString()))
                .filter(one -> one.inputs().contains("from " + asked))
                .flatMap(LockedPlatform::image);
    }

    /** Returns what is known of the image that a base for a platform stands on, if it does. */
    public Optional<FromFacts> facts(Platform platform) throws IOException {
        return of(platform) instanceof BaseSource.OnImage image
                ? Optional.of(image.below().facts())
                : Optional.empty();
    }
}
