package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.build.image.ImageBuild;
import io.github.kubespraymaven.build.image.Outcome;
import java.io.IOException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Builds the base image: Debian packages, kubectl and the Python requirements. Does nothing when its inputs have not
 * changed. Writes {@code base/} (an OCI layout) and {@code base.json}.
 */
@Mojo(name = "build-base", defaultPhase = LifecyclePhase.PREPARE_PACKAGE, requiresProject = false, threadSafe = true)
public class BuildBaseMojo extends ImageMojo {

    @Override
    Outcome build(ImageBuild build) throws IOException {
        return build.base();
    }
}
