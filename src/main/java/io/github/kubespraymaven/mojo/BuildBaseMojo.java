package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.builder.image.ImageBuild;
import io.github.kubespraymaven.builder.image.UpToDate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Builds the base image: Debian packages, kubectl and the Python requirements. Does nothing when its inputs have not
 * changed. Writes {@code base/} (an OCI layout) and {@code base.json}.
 */
@Mojo(name = "build-base", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public class BuildBaseMojo extends ImageMojo {

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    private @Nullable MojoExecution execution;

    /** A base is known by its key alone. */
    @Override
    Optional<UpToDate> before(HostEnvironment around) {
        return Optional.empty();
    }

    /** Where a build's life cycle runs this goal, {@code to} is meant for {@code build}, which comes after it. */
    @Override
    void begin() {
        boolean askedFor = execution != null && execution.getSource() == MojoExecution.Source.CLI;
        if (askedFor && !destinations().isEmpty()) {
            getLog().warn("to: build-base leaves the base in "
                    + resultDirectory().resolve("base") + " and nowhere else; the goal build puts the image at "
                    + String.join(", ", destinations()) + ".");
        }
    }

    @Override
    List<String> build(ImageBuild build, String asked) throws IOException {
        return Summary.of(build.base());
    }
}
