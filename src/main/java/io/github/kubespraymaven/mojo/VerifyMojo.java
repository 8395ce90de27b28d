package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.builder.image.ImageBuild;
import io.github.kubespraymaven.builder.image.ResultFile;
import io.github.kubespraymaven.builder.image.UpToDate;
import io.github.kubespraymaven.builder.image.Verdict;
import io.github.kubespraymaven.builder.layer.LayerCache;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.transport.ImageSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Compares an image with the one that the checkout and its {@code kubespray.lock} give: fails if anything is different, and says
 * which layer, which file, and what of it. Writes {@code verify.json}.
 */
@Mojo(name = "verify", requiresProject = false, threadSafe = true)
public class VerifyMojo extends ImageMojo {

    /**
     * The image: {@code docker://HOST/NAME[:TAG][@DIGEST]}, {@code oci:DIR[:TAG]}, {@code oci-archive:FILE[:TAG]} or {@code
     * docker-archive:FILE[:NAME:TAG]}. Default: the layout that the goal build writes.
     */
    @Parameter(property = "kubespray.image")
    private @Nullable String image;

    @Override
    Optional<UpToDate> before(HostEnvironment around) {
        return Optional.empty();
    }

    private String address() {
        return image == null || image.isBlank() ? "oci:" + resultDirectory().resolve("image") : image.trim();
    }

    private ImageSource source() throws UserErrorException {
        try {
            return ImageSource.parse(address(), baseDirectory());
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("image: " + e.getMessage(), e);
        }
    }

    @Override
    Optional<ImageSource> compared() throws UserErrorException {
        return Optional.of(source());
    }

    @Override
    LayerCache layers(LayerCache known) {
        return refreshes() ? known.anew() : known;
    }

    @Override
    List<String> build(ImageBuild build, String asked) throws IOException {
        String address = address();
        Verdict verdict = build.verification().of(address, source());
        ResultFile.write(resultDirectory().resolve("verify.json"), verdict.json());
        if (!verdict.same()) {
            throw new UserErrorException(address + " " + verdict.finding() + "\n" + String.join("\n", verdict.lines()));
        }
        List<String> lines = new ArrayList<>();
        lines.add(address + " " + verdict.finding());
        lines.addAll(verdict.lines());
        return lines;
    }
}
