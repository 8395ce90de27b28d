package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.manifest.SiteLists;
import io.github.kubespraymaven.offline.mirror.ImageList;
import io.github.kubespraymaven.offline.mirror.ImageMirror;
import io.github.kubespraymaven.offline.mirror.MirrorRequest;
import io.github.kubespraymaven.offline.mirror.MirrorResult;
import io.github.kubespraymaven.offline.mirror.MirrorTarget;
import io.github.kubespraymaven.offline.mirror.Naming;
import io.github.kubespraymaven.registry.PlatformChoice;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Copies the images of a list to a registry, an OCI layout or an archive: byte for byte, several at once, each blob once; what
 * is there already is left alone. Writes {@code mirror.json}.
 */
@Mojo(name = "mirror", requiresProject = false, threadSafe = true)
public class MirrorMojo extends ConnectedMojo {

    /** The list: an image a line. Default: {@code images.list}, as the goal {@code manifests} writes it. */
    @Parameter(property = "kubespray.images")
    private @Nullable File images;

    /** Where the images go: {@code docker://HOST[/PREFIX]}, {@code oci:DIR} or {@code oci-archive:FILE}. */
    @Parameter(property = "kubespray.to")
    private @Nullable String to;

    /** For which platforms, as linux/amd64; default: all that an image has. */
    @Parameter(property = "kubespray.platforms")
    private @Nullable List<String> platforms;

    /**
     * What images are called in a registry: {@code path}, {@code docker.io/library/nginx} is {@code HOST/library/nginx}, as
     * kubespray's variables for offline sites have it; {@code host}, {@code HOST/docker.io/library/nginx}.
     */
    @Parameter(property = "kubespray.imageNames", defaultValue = "path")
    private String imageNames = "path";

    /** Compares what is there with the sources, copies nothing, and fails on a difference. */
    @Parameter(property = "kubespray.check", defaultValue = "false")
    private boolean check;

    /** Looks at all of what is there, and not at its digest alone, and brings what it lacks. */
    @Parameter(property = "kubespray.refresh", defaultValue = "false")
    private boolean refresh;

    @Override
    void run() throws IOException {
        if (to == null || to.isBlank()) {
            throw new UserErrorException("Say where the images are to go with"
                    + " -Dkubespray.to=docker://HOST[/PREFIX], oci:DIR or oci-archive:FILE.");
        }
        if (images == null) {
            SiteLists.refuse(resultDirectory());
        }
        Path list = images != null ? path("images", images) : resultDirectory().resolve("images.list");
        MirrorRequest request = new MirrorRequest(
                ImageList.read(list),
                MirrorTarget.parse(to.trim(), baseDirectory()),
                ParameterValues.choice("imageNames", imageNames, Naming.class),
                new PlatformChoice(platforms()),
                check ? MirrorRequest.Mode.CHECK : refresh ? MirrorRequest.Mode.REFRESH : MirrorRequest.Mode.COPY,
                resultDirectory().resolve("mirror.json"));
        HostEnvironment around = HostEnvironment.ofProcess();
        MirrorResult result;
        try (ThreadPool threads = ThreadPool.unbounded("kubespray-mirror");
                MirrorLines lines = new MirrorLines(terminal(around), System::nanoTime, getLog()::info)) {
            result = ImageMirror.run(
                    request, registries(around, lines::report), cache(around).blobs(), lines, threads);
        }
        getLog().info(result.summary() + String.format(Locale.ROOT, " %.2f s.", result.milliseconds() / 1e3));
        looked(result, request);
        if (!check) {
            getLog().info("Written to " + request.result() + ".");
        }
    }

    /** A yes is worth what was looked at for it. */
    private void looked(MirrorResult result, MirrorRequest request) {
        if (result.present() == 0) {
            return;
        }
        boolean registry = request.target() instanceof MirrorTarget.Registry;
        if (request.mode() != MirrorRequest.Mode.COPY) {
            getLog().info(
                            registry
                                    ? "Of what is there all manifests and configs were read, and all layers were asked for, but not read."
                                    : "Of what is there all bytes were read.");
        } else if (registry) {
            getLog().info(
                            "Of what was there already the digests were compared; -Dkubespray.check looks at all of its parts.");
        }
    }

    private List<Platform> platforms() throws UserErrorException {
        List<Platform> wanted = new ArrayList<>();
        for (String text : trimmed(platforms)) {
            try {
                wanted.add(Platform.parse(text));
            } catch (IllegalArgumentException e) {
                throw new UserErrorException("platforms: " + e.getMessage(), e);
            }
        }
        return wanted;
    }
}
