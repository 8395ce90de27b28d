package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.build.image.ImageBuild;
import io.github.kubespraymaven.build.image.Outcome;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds the image: the base, which is built first if it has to be, and the checkout, filtered by its .dockerignore, as a
 * thin layer on top. Writes {@code image/} (an OCI layout) and {@code image.json}.
 */
@Mojo(name = "build", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public class BuildMojo extends ImageMojo {

    @Override
    Outcome build(ImageBuild build) throws IOException {
        return build.image();
    }
}
