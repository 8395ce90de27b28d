package io.github.kubespraymaven.mojo;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.Lazy;
import io.github.kubespraymaven.builder.Timings;
import io.github.kubespraymaven.builder.from.From;
import io.github.kubespraymaven.builder.image.AttestationRequest;
import io.github.kubespraymaven.builder.image.Destinations;
import io.github.kubespraymaven.builder.image.ImageBuild;
import io.github.kubespraymaven.builder.image.ImageRequest;
import io.github.kubespraymaven.builder.image.UpToDate;
import io.github.kubespraymaven.builder.layer.LayerCache;
import io.github.kubespraymaven.builder.plan.BaseRequest;
import io.github.kubespraymaven.builder.plan.RemoteBases;
import io.github.kubespraymaven.builder.plan.Sources;
import io.github.kubespraymaven.cache.Cache;
import io.github.kubespraymaven.cache.Locks;
import io.github.kubespraymaven.checkout.InputRecorder;
import io.github.kubespraymaven.checkout.git.Git;
import io.github.kubespraymaven.checkout.git.GitQuery;
import io.github.kubespraymaven.concurrent.ThreadPool;
import io.github.kubespraymaven.debian.mirror.ArchiveMirror;
import io.github.kubespraymaven.debian.mirror.ArchiveMirrors;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FilesMirror;
import io.github.kubespraymaven.image.LayerWriter;
import io.github.kubespraymaven.image.compress.Compression;
import io.github.kubespraymaven.image.transport.ImageSource;
import io.github.kubespraymaven.image.transport.ImageTarget;
import io.github.kubespraymaven.python.index.PipConfiguration;
import io.github.kubespraymaven.python.index.SourceSearch;
import io.github.kubespraymaven.python.resolve.Sdists;
import io.github.kubespraymaven.registry.distribution.Registries;
import io.github.kubespraymaven.registry.reference.Repository;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters that decide a base image, shared by the goals that may have to make or lock one. */
abstract class ImageMojo extends ConnectedMojo {
    private static final int DOWNLOADS = 6;

    /** This machine's own, as it is found on the PATH. */
    private static final String BUILD_PYTHON = "python3";

    /**
     * Where the image goes besides the layout below target: {@code docker://HOST/NAME:TAG}, {@code oci:DIR}, {@code
     * oci-archive:FILE}, {@code docker-archive:FILE}, {@code docker-daemon:NAME:TAG}, {@code containers-storage:NAME:TAG};
     * one or more.
     */
    @Parameter(property = "kubespray.to")
    private @Nullable List<String> to;

    /**
     * A repository ({@code HOST/NAME}) that keeps bases for all machines: looked into by the base's key before anything is
     * resolved or downloaded, written to after a base was built.
     */
    @Parameter(property = "kubespray.baseImage")
    private @Nullable String baseImage;

    /** The platforms to build for: linux/amd64, linux/arm64. More than one makes an image index. */
    @Parameter(property = "kubespray.platforms", defaultValue = "linux/amd64")
    private @Nullable List<String> platforms;

    /**
     * What the base stands on. {@code auto}: the newest stable Debian whose Python the release's ansible-core supports.
     * {@code debian:SUITE}: an OS layer made of that suite's packages (bullseye, bookworm, trixie). {@code
     * docker://HOST/NAME[:TAG|@DIGEST]}, {@code oci:DIR[:TAG]}, {@code oci-archive:FILE[:TAG]}, {@code
     * docker-archive:FILE[:NAME:TAG]}: an image (a python:3.N-slim, a debian, an ubuntu), to which what it lacks is added.
     */
    @Parameter(property = "kubespray.from", defaultValue = "auto")
    private String from = "auto";

    /** Debian packages. {@code +NAME} adds to the default set, a plain list replaces it. */
    @Parameter(property = "kubespray.packages")
    private @Nullable List<String> packages;

    /** {@code auto} (kubespray's own kube_version), a version, or {@code none}. */
    @Parameter(property = "kubespray.kubectl", defaultValue = "auto")
    private String kubectl = "auto";

    /** The Python requirements, a file of the checkout. */
    @Parameter(property = "kubespray.requirements", defaultValue = "requirements.txt")
    private String requirements = "requirements.txt";

    /**
     * The collections of the ansible package to keep: {@code all}, {@code used} (those that roles, playbooks and plugins
     * name, with their dependencies) or a list; {@code used,+amazon.aws} adds one.
     */
    @Parameter(property = "kubespray.collections", defaultValue = "all")
    private @Nullable List<String> collections;

    /** The Python package index; default: as pip would find it. */
    @Parameter(property = "kubespray.pythonIndex")
    private @Nullable String pythonIndex;

    /** The Debian mirror; default: this machine's apt sources, then well-known public mirrors. */
    @Parameter(property = "kubespray.debianMirror")
    private @Nullable String debianMirror;

    /**
     * Where packages are that have left the mirror: the address of a service of snapshots, which is asked for what it had at the
     * lock's instant, or of an archive, at an instant or not; asked last.
     */
    @Parameter(property = "kubespray.debianSnapshot")
    private @Nullable String debianSnapshot;

    /** File servers and directories that hold the host/path tree of upstream files; asked before upstream, in their order. */
    @Parameter(property = "kubespray.filesMirror")
    private @Nullable List<String> filesMirror;

    /** An instant (2026-11-01T00:00:00Z): Python distributions uploaded later are ignored. */
    @Parameter(property = "kubespray.excludeNewer")
    private @Nullable String excludeNewer;

    /** How layers are compressed: {@code gzip} or {@code zstd}. */
    @Parameter(property = "kubespray.compression", defaultValue = "gzip")
    private String compression = "gzip";

    /** Resolves again and rebuilds although the inputs are unchanged, for security updates. */
    @Parameter(property = "kubespray.refresh", defaultValue = "false")
    private boolean refresh;

    /** {@code refuse}, or {@code build}: pure Python source distributions may be built with this machine's python3. */
    @Parameter(property = "kubespray.sdist", defaultValue = "refuse")
    private String sdist = "refuse";

    /** The version in names and annotations; default: the checkout's exact tag, else git describe, else galaxy.yml. */
    @Parameter(property = "kubespray.version")
    private @Nullable String version;

    /** The instant in the image's config; default: project.build.outputTimestamp, SOURCE_DATE_EPOCH, the commit's time. */
    @Parameter(property = "kubespray.timestamp")
    private @Nullable String timestamp;

    /**
     * Writes what is in the image, as CycloneDX and as SPDX, and what it was made of, as SLSA provenance, beside it:
     * {@code sbom.cdx.json}, {@code sbom.spdx.json}, {@code provenance.json}.
     */
    @Parameter(property = "kubespray.sbom", defaultValue = "true")
    private boolean sbom = true;

    /** Attaches these documents to images and bases in registries (OCI referrers). */
    @Parameter(property = "kubespray.attach", defaultValue = "true")
    private boolean attach = true;

    @Override
    final void run() throws IOException {
        begin();
        HostEnvironment around = HostEnvironment.ofProcess();
        GitQuery git = GitQuery.begin(Git.find(around.programs()), checkoutDirectory());
        Optional<UpToDate> before = refresh ? Optional.empty() : before(around);
        if (before.isPresent() && before.get().holds(git.text())) {
            before.get().again(resultDirectory()).forEach(this::say);
        } else {
            build(around, git);
        }
    }

    private void build(HostEnvironment around, GitQuery git) throws IOException {
        List<String> lines;
        // Closed from the last: without compressors, layers that are being written end at their next piece.
        try (ThreadPool threads = ThreadPool.unbounded("kubespray-build");
                ThreadPool compressors = ThreadPool.bounded(cores(), "kubespray-compress");
                ProgressLine line = new ProgressLine(terminal(around), System::nanoTime)) {
            Instant now = Instant.now();
            Consumer<String> report = text -> line.above(() -> say(text));
            Registries registries = registries(around, report);
            Destinations destinations = new Destinations(targets(), registries, around.programs(), line::pushing);
            ImageRequest request = request(around, git, destinations);
            BuildContext context = context(request, around, threads, compressors, line, report, now);
            PipIndex pip = new PipIndex(around.programs(), context.cache().records(), now);
            Sources sources = sources(around, pip, now, bases(registries, line), registries);
            lines = build(ImageBuild.of(request, context, sources), asked(around));
        }
        lines.forEach(this::say);
    }

    /** Says what there is to say before anything is done, and so before the terminal's last line is drawn. */
    void begin() {}

    /** Returns what is known of an earlier build of the same, that may spare this one. */
    abstract Optional<UpToDate> before(HostEnvironment around) throws IOException;

    /**
     * Builds what the goal is for.
     *
     * @param asked all that was asked for
     * @return what people are told of it, a line each
     */
    abstract List<String> build(ImageBuild build, String asked) throws IOException;

    /** Returns where layers come from that were made before. */
    LayerCache layers(LayerCache known) {
        return known;
    }

    /** Returns the image that the one built here is compared with. */
    Optional<ImageSource> compared() throws UserErrorException {
        return Optional.empty();
    }

    /** Tells whether what is known is to be made again. */
    final boolean refreshes() {
        return refresh;
    }

    /** Returns what stands for all parameters, and for the plugin itself: the digest, since some hold passwords. */
    final String asked(HostEnvironment around) throws IOException {
        List<Object> all = Arrays.asList(
                plugin(),
                checkoutDirectory(),
                resultDirectory(),
                to,
                baseImage,
                platforms,
                from,
                packages,
                kubectl,
                requirements,
                collections,
                pythonIndex,
                debianMirror,
                debianSnapshot,
                filesMirror,
                excludeNewer,
                compression,
                connections(),
                sdist,
                sbom,
                attach,
                version,
                timestamp(around));
        return Digest.of(all.toString()).toString();
    }

    private ImageRequest request(HostEnvironment around, GitQuery git, Destinations destinations) throws IOException {
        return new ImageRequest(
                new BaseRequest(
                        checkoutDirectory(),
                        From.parse(from.trim(), baseDirectory()),
                        trimmed(packages),
                        kubectl.trim(),
                        requirements.trim(),
                        trimmed(collections),
                        ParameterValues.instant("excludeNewer", excludeNewer),
                        ParameterValues.choice("sdist", sdist, Sdists.class),
                        ParameterValues.choice("compression", compression, Compression.class),
                        refresh,
                        around.environment()),
                ParameterValues.platforms(trimmed(platforms)),
                resultDirectory(),
                Optional.ofNullable(version),
                timestamp(around),
                git,
                destinations,
                new AttestationRequest(sbom, attach, pluginVersion()),
                compared());
    }

    private Optional<RemoteBases> bases(Registries registries, ProgressLine line) throws UserErrorException {
        if (baseImage == null || baseImage.isBlank()) {
            return Optional.empty();
        }
        try {
            Repository repository = Repository.parse(baseImage.trim().replaceFirst("^docker://", ""));
            return Optional.of(new RemoteBases(registries, repository, line::pushing));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("baseImage: " + e.getMessage(), e);
        }
    }

    /** Where the image is to go, as it was given. */
    final List<String> destinations() {
        return trimmed(to);
    }

    private List<ImageTarget> targets() throws UserErrorException {
        List<ImageTarget> targets = new ArrayList<>();
        for (String text : destinations()) {
            try {
                targets.add(ImageTarget.parse(text, baseDirectory()));
            } catch (IllegalArgumentException e) {
                throw new UserErrorException("to: " + e.getMessage(), e);
            }
        }
        return targets;
    }

    private Optional<Instant> timestamp(HostEnvironment around) throws UserErrorException {
        Optional<Instant> given = ParameterValues.instant("timestamp", timestamp);
        if (given.isPresent()) {
            return given;
        }
        Optional<Instant> ofProject = ParameterValues.instant("project.build.outputTimestamp", outputTimestamp());
        return ofProject.isPresent()
                ? ofProject
                : ParameterValues.epoch("SOURCE_DATE_EPOCH", around.variable("SOURCE_DATE_EPOCH"));
    }

    private Sources sources(
            HostEnvironment around, PipIndex pip, Instant now, Optional<RemoteBases> bases, Registries registries)
            throws IOException {
        return new Sources(
                mirrors(around),
                mirror("debianSnapshot", debianSnapshot).stream().toList(),
                () -> new SourceSearch(
                        Optional.ofNullable(pythonIndex),
                        around.environment(),
                        PipConfiguration.read(around.pipConfiguration()),
                        checkoutDirectory()),
                List.of(pip::find),
                BUILD_PYTHON,
                FilesMirror.parse(trimmed(filesMirror), baseDirectory()),
                bases,
                registries,
                now,
                session().map(MavenSession::isOffline).orElse(false));
    }

    private Lazy<List<ArchiveMirror>> mirrors(HostEnvironment around) throws UserErrorException {
        Optional<ArchiveMirror> given = mirror("debianMirror", debianMirror);
        return () -> ArchiveMirrors.choose(given, around.aptSources());
    }

    private static Optional<ArchiveMirror> mirror(String parameter, @Nullable String text) throws UserErrorException {
        try {
            return Optional.ofNullable(text).map(ArchiveMirror::parse);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(parameter + ": " + e.getMessage(), e);
        }
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private BuildContext context(
            ImageRequest request,
            HostEnvironment around,
            ThreadPool threads,
            ThreadPool compressors,
            ProgressLine line,
            Consumer<String> report,
            Instant now)
            throws IOException {
        Cache store = cache(around);
        Locks locks =
                store.locks(name -> report.accept("Waiting for another build that makes the same (" + name + ")."));
        Fetch fetch = new Fetch(http(around, report), store.blobs(), store.records(), line::fetching, DOWNLOADS);
        LayerWriter writer = new LayerWriter(
                ParameterValues.choice("compression", compression, Compression.class), compressors, 2 * cores());
        return new BuildContext(
                store,
                locks,
                fetch,
                layers(new LayerCache(store, locks, writer)),
                threads,
                report,
                new Timings(line),
                new InputRecorder(now),
                request.places(store.directory()).outputs());
    }
}
