package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.checkout.Checkout;
import io.github.kubespraymaven.checkout.Dockerignore;
import io.github.kubespraymaven.error.UserErrorException;
import java.io.IOException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Writes the generated {@code .dockerignore} into the checkout: what a container never needs. Somebody's own file is left
 * alone.
 */
@Mojo(name = "dockerignore", requiresProject = false, threadSafe = true)
public class DockerignoreMojo extends KubesprayMojo {

    /** Writes nothing, and fails if the file is missing or is not what would be generated now. */
    @Parameter(property = "kubespray.check", defaultValue = "false")
    private boolean check;

    @Override
    void run() throws IOException {
        Checkout checkout = Checkout.open(checkoutDirectory());
        String file = checkout.directory().resolve(Dockerignore.FILE).toString();
        Dockerignore.State before = check ? Dockerignore.state(checkout) : Dockerignore.write(checkout);
        switch (before) {
            case CURRENT -> getLog().info(file + " is what would be generated now.");
            case FOREIGN -> getLog().info(file + " is somebody's own and is left as it is"
                    + (check ? ": it was not compared with what would be generated." : "."));
            case MISSING, STALE -> {
                if (check) {
                    throw new UserErrorException(file
                            + (before == Dockerignore.State.MISSING
                                    ? " is missing"
                                    : " is not what would be generated now")
                            + ". Run the goal dockerignore without -Dkubespray.check.");
                }
                getLog().info("Wrote " + file + ".");
            }
        }
    }
}
