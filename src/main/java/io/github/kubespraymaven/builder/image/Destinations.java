package io.github.kubespraymaven.builder.image;

import io.github.kubespraymaven.builder.plan.Base;
import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.ImageLayer;
import io.github.kubespraymaven.image.layout.DockerArchive;
import io.github.kubespraymaven.image.layout.OciArchive;
import io.github.kubespraymaven.image.layout.OciLayout;
import io.github.kubespraymaven.image.transport.ImageFile;
import io.github.kubespraymaven.image.transport.ImageName;
import io.github.kubespraymaven.image.transport.ImageTarget;
import io.github.kubespraymaven.process.SearchPath;
import io.github.kubespraymaven.registry.Attached;
import io.github.kubespraymaven.registry.MountSource;
import io.github.kubespraymaven.registry.Push;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.Pushed;
import io.github.kubespraymaven.registry.Referrers;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.engine.Engine;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Where an image goes besides the layout that is always written.
 *
 * @param targets in the order in which they are written
 * @param registries how registries are spoken to
 * @param programs where those of container engines are found
 * @param progress is told how pushes go
 */
public record Destinations(
        List<ImageTarget> targets, Registries registries, SearchPath programs, PushProgress progress) {
    /** Keeps its own copies. */
    public Destinations {
        targets = List.copyOf(targets);
    }

    /**
     * Checks, before anything is built, that an image for so many platforms can go to every target.
     *
     * @throws UserErrorException if it cannot
     */
    void check(int platforms) throws UserErrorException {
        for (ImageTarget target : targets) {
            boolean onePlatform = target instanceof ImageFile.DockerArchive
                    || target instanceof ImageTarget.DockerDaemon
                    || target instanceof ImageTarget.ContainersStorage;
            if (onePlatform && platforms > 1) {
                throw new UserErrorException(
                        "to: " + target + " takes an image for one platform, and " + platforms + " were asked for.");
            }
            if (target instanceof ImageTarget.DockerDaemon) {
                Engine.docker(programs).require(target.toString());
            } else if (target instanceof ImageTarget.ContainersStorage) {
                Engine.podman(programs).require(target.toString());
            }
        }
    }

    /** Tells whether something is written to that needs the layers here; if all are registries, some may stay elsewhere. */
    boolean needLayers() {
        return targets.isEmpty() || !targets.stream().allMatch(target -> target instanceof ImageTarget.Remote);
    }

    /**
     * Writes an image to all targets.
     *
     * @param elsewhere where some of its layers are besides the cache
     * @param attestations what registries get with the image
     * @param name the image's own name, for what a target leaves out
     * @return every target as a full reference
     */
    List<String> write(
            ImageContents image,
            String name,
            String tag,
            Blobs cache,
            List<MountSource> elsewhere,
            Attestations.Making attestations,
            Consumer<String> report)
            throws IOException {
        List<String> written = new ArrayList<>();
        for (ImageTarget target : targets) {
            written.add(write(target, image, name, tag, cache, elsewhere, report));
            if (target instanceof ImageTarget.Remote remote) {
                attach(Reference.parse(remote.name().name()).repository(), attestations.end(), report);
            }
        }
        return written;
    }

    /**
     * Looks into registries for the layers of bases, which an image that is still being made will have. It is no matter if
     * that fails: the push itself will say why.
     */
    void lookAhead(List<Base> bases, Blobs cache) {
        List<Descriptor> layers = bases.stream()
                .flatMap(base -> base.layers().stream())
                .map(layer -> ImageLayer.of(layer.blob(), layer.what()).blob())
                .distinct()
                .toList();
        for (ImageTarget target : targets) {
            if (target instanceof ImageTarget.Remote remote) {
                try {
                    new Push(registries, cache, progress)
                            .lookAhead(
                                    layers,
                                    Reference.parse(remote.name().name()).repository());
                } catch (IOException e) {
                    return;
                }
            }
        }
    }

    private String write(
            ImageTarget target,
            ImageContents image,
            String name,
            String tag,
            Blobs cache,
            List<MountSource> elsewhere,
            Consumer<String> report)
            throws IOException {
        if (target instanceof ImageFile.Layout layout) {
            new OciLayout(layout.directory()).write(image, layout.tag().orElse(tag), cache);
        } else if (target instanceof ImageFile.OciArchive archive) {
            new OciArchive(archive.file()).write(image, archive.tag().orElse(tag), cache);
        } else if (target instanceof ImageFile.DockerArchive archive) {
            String full = archive.name().map(ImageName::toString).orElse(name + ":" + tag);
            new DockerArchive(archive.file()).write(image, full, cache);
        } else if (target instanceof ImageTarget.DockerDaemon daemon) {
            Engine.docker(programs).load(image, daemon.name().toString(), cache);
        } else if (target instanceof ImageTarget.ContainersStorage storage) {
            Engine.podman(programs).load(image, storage.name().toString(), cache);
        } else if (target instanceof ImageTarget.Remote remote) {
            return push(remote.name(), image, tag, cache, elsewhere, report);
        }
        report.accept("Wrote " + target + ".");
        return target.toString();
    }

    /** The image is there already: what the registry cannot hold of its attestations is said, and no reason to fail. */
    private void attach(Repository repository, Attestations attestations, Consumer<String> report) throws IOException {
        int sent = 0;
        boolean byTag = false;
        for (List<Artifact> group : attestations.bySubject()) {
            Attached attached = new Referrers(registries).attach(repository, group);
            sent += attached.sent();
            byTag |= attached.byTag();
            attached.problems().forEach(problem -> report.accept("WARNING: not attached to the image: " + problem));
        }
        if (sent > 0) {
            report.accept("Attached " + sent + " documents (SBOM, provenance) to the image in " + repository
                    + (byTag ? ", listed by tag: this registry keeps no lists of referrers." : "."));
        }
    }

    private String push(
            ImageName name,
            ImageContents image,
            String tag,
            Blobs cache,
            List<MountSource> elsewhere,
            Consumer<String> report)
            throws IOException {
        Reference reference = Reference.parse(name.name());
        Pushed pushed = new Push(registries, cache, progress)
                .push(image, reference.repository(), List.of(name.tagOr(tag)), elsewhere);
        String full = reference.repository().with(name.tagOr(tag));
        report.accept(
                pushed.unchanged()
                        ? full + " is there already, unchanged."
                        : String.format(
                                Locale.ROOT,
                                "Pushed %s: %d blobs sent (%.2f MB), %d there already.",
                                full,
                                pushed.uploaded(),
                                pushed.bytes() / 1e6,
                                pushed.present() + pushed.mounted()));
        return full;
    }
}
