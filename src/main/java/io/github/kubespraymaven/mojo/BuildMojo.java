package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.builder.image.ImageBuild;
import io.github.kubespraymaven.builder.image.Outcome;
import io.github.kubespraymaven.builder.image.UpToDate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds the image: the base, which is built first if it has to be, and the checkout, filtered by its .dockerignore, as a
 * thin layer on top. Writes {@code image/} (an OCI layout) and {@code image.json}.
 */
@Mojo(name = "build", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public class BuildMojo extends ImageMojo {

    @Override
    Optional<UpToDate> before(HostEnvironment around) throws IOException {
        return UpToDate.find(resultDirectory(), asked(around));
    }

    @Override
    List<String> build(ImageBuild build, String asked) throws IOException {
        Outcome outcome = build.image();
        build.remember(asked, outcome, Summary::of);
        return Summary.of(outcome);
    }
}
