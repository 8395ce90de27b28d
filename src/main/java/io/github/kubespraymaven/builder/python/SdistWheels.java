package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.builder.BaseErrors;
import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.python.PythonException.SdistException;
import io.github.kubespraymaven.python.resolve.FetchedDistribution;
import io.github.kubespraymaven.python.sdist.BuiltWheels;
import io.github.kubespraymaven.python.sdist.SdistBuild;
import io.github.kubespraymaven.python.sdist.SdistRules;
import io.github.kubespraymaven.python.tag.SdistFilename;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Wheels of the distributions that have none for the image, built by this machine's Python because the user asked for it.
 *
 * @param build how
 * @param built those of this build and of earlier ones
 * @param offline whether nothing can be built, since a build may need what only an index has
 */
public record SdistWheels(BuildContext context, SdistBuild build, BuiltWheels built, boolean offline) {
    private static final SdistRules RULES = SdistRules.standard();

    private static boolean hasToBeBuilt(FetchedDistribution one) {
        return one.isSdist() && !RULES.covers(one.project(), one.chosen().version());
    }

    /**
     * Builds what was not built before, side by side.
     *
     * @return whether there was something
     * @throws IOException if some cannot be built: says all of them, and why
     */
    boolean buildMissing(List<FetchedDistribution> distributions) throws IOException {
        List<FetchedDistribution> missing = new ArrayList<>();
        for (FetchedDistribution one : distributions) {
            if (hasToBeBuilt(one) && built.find(one.digest()).isEmpty()) {
                missing.add(one);
            }
        }
        if (offline && !missing.isEmpty()) {
            throw new SdistException(
                    missing.stream()
                            .map(FetchedDistribution::chosen)
                            .map(Object::toString)
                            .collect(Collectors.joining(", ")),
                    "not built yet, and Maven is offline; build once without -o");
        }
        context.tasks()
                .map(
                        missing,
                        one -> context.locks().holding(one.digest(), () -> unlessBuilt(one)),
                        BaseErrors.TOGETHER);
        return !missing.isEmpty();
    }

    private BuiltWheels.Built unlessBuilt(FetchedDistribution one) throws IOException {
        Optional<BuiltWheels.Built> meanwhile = built.find(one.digest());
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        context.report().accept("Building a wheel of " + one.chosen() + " with " + build.python() + ".");
        Path directory = Files.createTempDirectory("kubespray-sdist");
        try {
            Path wheel = build.build(one.path(), (SdistFilename) one.filename(), directory);
            return built.keep(one.digest(), wheel);
        } finally {
            delete(directory);
        }
    }

    /** Returns the distributions with the wheels in place of their sdists. */
    List<FetchedDistribution> installed(List<FetchedDistribution> distributions) throws IOException {
        List<FetchedDistribution> installed = new ArrayList<>();
        for (FetchedDistribution one : distributions) {
            Optional<BuiltWheels.Built> wheel = hasToBeBuilt(one) ? built.find(one.digest()) : Optional.empty();
            installed.add(wheel.map(it -> one.as(it.filename(), it.digest(), it.path()))
                    .orElse(one));
        }
        return installed;
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException problem) throws IOException {
                Files.deleteIfExists(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
