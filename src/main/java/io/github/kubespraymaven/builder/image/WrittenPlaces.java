package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.checkout.Outputs;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.layout.OciLayout;
import io.github.kubespraymaven.image.layout.Replaceable;
import io.github.kubespraymaven.image.transport.ImageFile;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.image.transport.ImageTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a build writes, held against what it reads and against each other. Places are told by what they are in the file
 * system, whatever names they are given.
 *
 * @param checkout the checkout's directory
 * @param results the folder for results
 * @param cache the cache's directory
 * @param targets where the image goes besides
 * @param from what the image stands on, where that is in files
 * @param compared an image in files that this one is compared with: it is no part of what it was made of
 */
public record WrittenPlaces(
        Path checkout,
        Path results,
        Path cache,
        List<ImageFile> targets,
        Optional<ImageSource> from,
        Optional<ImageSource> compared) {
    /** Keeps its own copy. */
    public WrittenPlaces {
        targets = List.copyOf(targets);
    }

    /** Returns those of targets that are files of this machine. */
    public static List<ImageFile> files(List<ImageTarget> targets) {
        List<ImageFile> files = new ArrayList<>();
        for (ImageTarget target : targets) {
            if (target instanceof ImageFile file) {
                files.add(file);
            }
        }
        return files;
    }

    /**
     * Returns what belongs to no checkout: the results with the folder for all that is built, those that a build without a
     * project has put into the checkout itself, the cache, and where images go.
     *
     * @throws UserErrorException if the checkout lies in the cache, or is the folder for results
     */
    public Outputs outputs() throws IOException {
        if (holds(cache, checkout)) {
            throw new UserErrorException("cache: " + cache + " holds the checkout " + checkout
                    + ", and a cache may be deleted at any time; name a directory of its own, such as "
                    + checkout.resolve(".cache/kubespray"));
        }
        if (isSame(results, checkout)) {
            throw new UserErrorException("directory: " + checkout
                    + " is where this goal puts its results; move the checkout," + " or the project's build directory");
        }
        List<Path> places = new ArrayList<>(List.of(
                results,
                results.resolve("..").normalize(),
                checkout.resolve("target").resolve("kubespray"),
                cache));
        targets.forEach(target -> places.add(target.place()));
        compared.ifPresent(source -> file(source).ifPresent(file -> places.add(file.place())));
        return Outputs.of(places);
    }

    private static Optional<ImageFile> file(ImageSource source) {
        return source instanceof ImageFile file ? Optional.of(file) : Optional.empty();
    }

    /**
     * Checks, before anything is built, that an image can go to every target, and takes nobody's place there.
     *
     * @throws UserErrorException if it cannot
     */
    void check() throws IOException {
        for (int i = 0; i < targets.size(); i++) {
            ImageFile target = targets.get(i);
            check(target);
            for (ImageFile other : targets.subList(0, i)) {
                if (holds(other.place(), target.place()) || holds(target.place(), other.place())) {
                    throw mistake(target, "one place cannot hold two images, and " + other + " is written too");
                }
            }
        }
    }

    private void check(ImageFile target) throws IOException {
        Path place = target.place();
        if (isSame(place, checkout)) {
            throw mistake(target, "that is the checkout itself");
        }
        if (from.flatMap(WrittenPlaces::file)
                .filter(file -> isSame(file.place(), place))
                .isPresent()) {
            throw mistake(target, "that is the image it stands on, as 'from' says");
        }
        if (holds(cache, place)) {
            throw mistake(target, "that is in the cache, which may be deleted at any time");
        }
        boolean again =
                target instanceof ImageFile.Layout layout && layout.tag().isEmpty();
        if (holds(results.resolve("base"), place)
                || (holds(results.resolve("image"), place) && !(again && isSame(results.resolve("image"), place)))) {
            throw mistake(target, "that is where build puts its own results");
        }
        if (target instanceof ImageFile.Layout layout) {
            new OciLayout(layout.directory()).requireOurs();
        } else {
            Replaceable.requireArchive(place);
        }
    }

    private static UserErrorException mistake(ImageFile target, String why) {
        return new UserErrorException("to: " + target + ": " + why + "; name another place");
    }

    /** Whether a place is a directory or lies in it. */
    private static boolean holds(Path directory, Path place) {
        for (Optional<Path> at = Optional.of(place); at.isPresent(); at = at.map(Path::getParent)) {
            if (isSame(directory, at.get())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return real(one).equals(real(other))
                    || (Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other));
        } catch (IOException e) {
            return false;
        }
    }

    /** Where nothing is there yet, its directories say what it will be. */
    private static Path real(Path path) throws IOException {
        Path above = path.getParent();
        return Files.exists(path) || above == null
                ? path.toRealPath()
                : real(above).resolve(String.valueOf(path.getFileName()));
    }
}
