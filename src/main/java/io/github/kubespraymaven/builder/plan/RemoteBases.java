package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.BaseErrors;
import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.from.FromImage;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.digest.DigestMismatchException;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.http.HttpException.OfflineException;
import io.github.kubespraymaven.image.Artifact;
import io.github.kubespraymaven.image.Descriptor;
import io.github.kubespraymaven.image.Document;
import io.github.kubespraymaven.image.Image;
import io.github.kubespraymaven.image.ImageContents;
import io.github.kubespraymaven.image.ImageLayer;
import io.github.kubespraymaven.image.ImageManifest;
import io.github.kubespraymaven.image.MediaTypes;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.registry.Attached;
import io.github.kubespraymaven.registry.Copies;
import io.github.kubespraymaven.registry.Lookup;
import io.github.kubespraymaven.registry.MountSource;
import io.github.kubespraymaven.registry.Push;
import io.github.kubespraymaven.registry.PushProgress;
import io.github.kubespraymaven.registry.Pushed;
import io.github.kubespraymaven.registry.Referrers;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.distribution.RegistryException;
import io.github.kubespraymaven.registry.distribution.RegistryException.DeniedException;
import io.github.kubespraymaven.registry.distribution.RemoteRepository;
import io.github.kubespraymaven.registry.reference.Reference;
import io.github.kubespraymaven.registry.reference.Repository;
import io.github.kubespraymaven.sbom.CycloneDx;
import io.github.kubespraymaven.sbom.LayerContent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** The bases in a repository of a registry, each under the beginning of its key. */
public final class RemoteBases {
    private static final String RECORD = "pushed-base";
    private static final int DIGITS = 12;
    private static final String NOT_OURS = "is not what this version makes of these inputs";

    private final Registries registries;
    private final Repository repository;
    private final PushProgress progress;

    /**
     * Prepares; nothing is asked yet.
     *
     * @param progress is told how pushes go
     */
    public RemoteBases(Registries registries, Repository repository, PushProgress progress) {
        this.registries = registries;
        this.repository = repository;
        this.progress = progress;
    }

    /** Gives what is attached to bases. */
    @FunctionalInterface
    public interface Attestations {
        /** Returns it; nothing where there is nothing to attach. */
        List<Artifact> of(Base base) throws IOException;
    }

    /** Returns the tag of a key. */
    static String tag(Digest key) {
        return "base-" + key.hex().substring(0, DIGITS);
    }

    /**
     * Looks for a base: two small documents are read, and of each layer it is asked whether it is there.
     *
     * @param name the base key, or the key of what was asked for
     * @param from the image that it is to stand on
     * @return nothing if there is none, or what is there is not what this version would make of those inputs, or not whole
     * @throws UserErrorException if the registry lets nobody look
     */
    Optional<Base> find(
            Platform platform, BaseInputs inputs, Digest name, Optional<FromImage> from, BuildContext context)
            throws IOException {
        Reference reference = new Reference(repository, Optional.of(tag(name)), Optional.empty());
        try {
            Found found = context.timings()
                    .of("look for the base", () -> look(reference, platform, inputs, name, from, context));
            found.report().ifPresent(line -> context.report().accept(line));
            return found.base();
        } catch (DeniedException e) {
            throw new UserErrorException("baseImage: " + e.getMessage(), e);
        } catch (OfflineException e) {
            context.report().accept("Offline: " + repository + " was not asked for the base.");
            return Optional.empty();
        }
    }

    /** A base, and what is said of it; neither where there is none. */
    private record Found(Optional<Base> base, Optional<String> report) {
        static Found not(Reference reference, String why) {
            return new Found(Optional.empty(), Optional.of(reference + " " + why + "; the base is built."));
        }
    }

    private Found look(
            Reference reference,
            Platform platform,
            BaseInputs inputs,
            Digest name,
            Optional<FromImage> from,
            BuildContext context)
            throws IOException {
        Lookup lookup = new Lookup(registries);
        Optional<Document> top = lookup.top(reference);
        if (top.isEmpty()) {
            return new Found(Optional.empty(), Optional.empty());
        }
        if (!MediaTypes.isManifest(top.get().descriptor().mediaType())) {
            return Found.not(reference, NOT_OURS);
        }
        try {
            ImageManifest manifest = ImageManifest.read(top.get());
            int below = from.map(one -> one.image().layers().size()).orElse(0);
            List<Descriptor> own = new ArrayList<>(List.of(manifest.config()));
            // The layers of the image below are to be had where that is.
            manifest.layers().stream().skip(below).forEach(own::add);
            List<Digest> lost = lost(own, context);
            if (!lost.isEmpty()) {
                return Found.not(
                        reference,
                        "has lost " + (lost.size() == 1 ? "a blob" : lost.size() + " blobs") + " (" + lost.get(0)
                                + ")");
            }
            Optional<Base> base =
                    read(ImageContents.read(top.get(), lookup.documents(repository)), platform, inputs, name, from);
            return base.isPresent()
                    ? new Found(base, Optional.of("Found the base " + reference + "."))
                    : Found.not(reference, NOT_OURS);
        } catch (JsonException e) {
            return Found.not(reference, NOT_OURS);
        }
    }

    /**
     * A registry may have thrown blobs away, or have a part of one alone: whoever needs them would learn it when all else is done.
     */
    private List<Digest> lost(List<Descriptor> blobs, BuildContext context) throws IOException {
        RemoteRepository there = registries.toPull(repository);
        List<OptionalLong> sizes = context.tasks().map(blobs, there::sizeOf, BaseErrors.TOGETHER);
        List<Digest> lost = new ArrayList<>();
        for (int i = 0; i < blobs.size(); i++) {
            if (!sizes.get(i).equals(OptionalLong.of(blobs.get(i).size()))) {
                lost.add(blobs.get(i).digest());
            }
        }
        return lost;
    }

    /** What is found counts only if it is to the byte what would be written here. */
    private static Optional<Base> read(
            ImageContents there, Platform platform, BaseInputs inputs, Digest name, Optional<FromImage> from)
            throws IOException {
        Platform named = from.map(one -> one.image().config().platform()).orElse(platform);
        Optional<Image> image = Optional.ofNullable(there.images().get(named));
        Optional<List<Layer>> layers = image.flatMap(one -> BaseImage.layers(one, from));
        if (image.isEmpty() || layers.isEmpty()) {
            return Optional.empty();
        }
        boolean certain = name.equals(inputs.key());
        BaseInputs known = certain ? inputs : inputs.with(BaseImage.collections(image.get()));
        Base base = new Base(
                platform,
                known,
                layers.get(),
                Base.Origin.REGISTRY,
                certain ? Optional.empty() : Optional.of(name),
                from);
        Digest ours = base.image().manifest().document().descriptor().digest();
        return ours.equals(there.top().descriptor().digest()) ? Optional.of(base) : Optional.empty();
    }

    /**
     * Stores bases, each under its keys, and all together under a name. Of bases that were not made now, what an earlier build
     * stored is not looked for again.
     *
     * @param bases one for each platform
     * @param together their image
     * @param attestations what is attached to each
     */
    public void put(
            List<Base> bases, ImageContents together, String tag, Attestations attestations, BuildContext context)
            throws IOException {
        if (bases.stream().allMatch(base -> base.origin() == Base.Origin.REGISTRY)) {
            return;
        }
        for (Base base : bases) {
            List<String> tags = new ArrayList<>();
            tags.add(tag(base.key()));
            base.asked().ifPresent(key -> tags.add(tag(key)));
            if (bases.size() == 1) {
                tags.add(tag);
            }
            boolean made = base.origin() == Base.Origin.BUILT;
            put(ImageContents.of(base.image()), tags, below(base), attestations.of(base), made, context);
        }
        if (bases.size() > 1) {
            put(
                    together,
                    List.of(tag),
                    bases.stream().flatMap(base -> below(base).stream()).toList(),
                    List.of(),
                    bases.stream().anyMatch(base -> base.origin() == Base.Origin.BUILT),
                    context);
        }
    }

    /** Returns where the layers of the image below a base are to be had, if a registry has them. */
    public static List<MountSource> below(Base base) {
        return base.from().stream()
                .flatMap(from -> from.repository().stream())
                .map(other -> new MountSource(
                        other,
                        base.layers().stream()
                                .filter(Layer::isFrom)
                                .map(layer -> layer.blob().digest())
                                .collect(Collectors.toSet())))
                .toList();
    }

    private void put(
            ImageContents image,
            List<String> tags,
            List<MountSource> elsewhere,
            List<Artifact> attestations,
            boolean made,
            BuildContext context)
            throws IOException {
        Digest digest = image.top().descriptor().digest();
        StringBuilder all = new StringBuilder(repository + "\n" + digest + "\n" + String.join("\n", tags));
        attestations.forEach(attestation ->
                all.append('\n').append(attestation.content().descriptor().digest()));
        Digest record = Digest.of(all.toString());
        // One that was made now was not to be had: what was pushed once may be gone.
        if (!made && context.cache().records().find(RECORD, record).isPresent()) {
            return;
        }
        Push push = new Push(registries, context.cache().blobs(), progress);
        Pushed pushed = context.timings().of("push the base", () -> {
            Pushed tagged = push.push(image, repository, tags, elsewhere);
            // A tag alone does not say that all it stands for is still there.
            return tagged.unchanged() && !lost(Copies.blobs(image), context).isEmpty()
                    ? mended(image, tagged, tags.get(0), push, elsewhere, context)
                    : tagged;
        });
        Attached attached = new Referrers(registries).attach(repository, attestations);
        attached.problems()
                .forEach(problem -> context.report().accept("WARNING: not attached to the base: " + problem));
        if (attached.problems().isEmpty()) {
            context.cache().records().put(RECORD, record, new byte[0]);
        }
        context.report()
                .accept(
                        pushed.unchanged()
                                ? "The base " + repository.with(tags.get(0)) + " is there already."
                                : String.format(
                                        Locale.ROOT,
                                        "Pushed the base %s: %d blobs sent (%.2f MB), %d there already.",
                                        repository.with(tags.get(0)),
                                        pushed.uploaded(),
                                        pushed.bytes() / 1e6,
                                        pushed.present()));
    }

    /** Sends what is lost. What a registry keeps damaged it may not take again; the base is here all the same. */
    private Pushed mended(
            ImageContents image,
            Pushed tagged,
            String tag,
            Push push,
            List<MountSource> elsewhere,
            BuildContext context)
            throws IOException {
        String name = repository.with(tag);
        try {
            Pushed pushed = push.content(image, repository, elsewhere);
            lost(Copies.blobs(image), context)
                    .forEach(blob -> context.report().accept(damaged(name, "it keeps a damaged " + blob)));
            return pushed;
        } catch (DeniedException e) {
            throw e;
        } catch (RegistryException e) {
            context.report().accept(damaged(name, String.valueOf(e.getMessage())));
            return tagged;
        }
    }

    private static String damaged(String name, String why) {
        return "WARNING: baseImage: " + name + " is damaged in its registry: " + why
                + "; delete it there, and the next build sends it again";
    }

    /** Returns what the SBOM says that is attached to a base; nothing if there is none, or not one of ours. */
    List<LayerContent> contents(Base base) throws IOException {
        Digest digest = base.image().manifest().document().descriptor().digest();
        Optional<Document> sbom = new Referrers(registries).find(repository, digest, CycloneDx.MEDIA_TYPE);
        try {
            return sbom.isPresent()
                    ? CycloneDx.read(sbom.get().bytes(), "the SBOM of the base " + repository.with(digest.toString()))
                    : List.of();
        } catch (JsonException e) {
            return List.of();
        }
    }

    /** Brings all layers of a base into the cache. */
    public void pull(Base base, BuildContext context) throws IOException {
        RemoteRepository from = registries.toPull(repository);
        context.tasks().map(base.layers(), layer -> pull(layer, from, base, context), BaseErrors.TOGETHER);
    }

    private static Path pull(Layer layer, RemoteRepository from, Base base, BuildContext context) throws IOException {
        try {
            return from.pull(
                    ImageLayer.of(layer.blob(), layer.what()).blob(),
                    context.cache().blobs());
        } catch (DigestMismatchException e) {
            throw new IOException(
                    "baseImage: the base " + from.name().with(tag(base.key())) + " has a damaged layer: "
                            + e.getMessage() + "; delete it there, or leave baseImage out, and the base is built",
                    e);
        }
    }

    /** Returns where the layers of these bases are to be had without sending them from here. */
    public MountSource holding(List<Base> bases) {
        Set<Digest> blobs = bases.stream()
                .flatMap(base -> base.layers().stream())
                .map(layer -> layer.blob().digest())
                .collect(Collectors.toSet());
        return new MountSource(repository, blobs);
    }

    @Override
    public String toString() {
        return repository.toString();
    }
}
