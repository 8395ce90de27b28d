package io.github.kubespraymaven.builder.plan;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.LockedFiles;
import io.github.kubespraymaven.builder.debian.OsPackages;
import io.github.kubespraymaven.builder.debian.OsPart;
import io.github.kubespraymaven.builder.from.BaseSource;
import io.github.kubespraymaven.builder.from.ImageBelow;
import io.github.kubespraymaven.builder.from.Suite;
import io.github.kubespraymaven.builder.layer.Layer;
import io.github.kubespraymaven.builder.python.DebianPip;
import io.github.kubespraymaven.builder.python.PythonDistributions;
import io.github.kubespraymaven.builder.python.PythonSource;
import io.github.kubespraymaven.builder.python.SdistWheels;
import io.github.kubespraymaven.debian.mirror.Archive;
import io.github.kubespraymaven.debian.release.KeyRing;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.index.SourceSearch;
import io.github.kubespraymaven.python.requirementsfile.RequirementsFile;
import io.github.kubespraymaven.python.resolve.ResolutionRequest;
import io.github.kubespraymaven.python.resolve.ResolutionRequests;
import io.github.kubespraymaven.python.resolve.Sdists;
import io.github.kubespraymaven.python.sdist.BuiltWheels;
import io.github.kubespraymaven.python.sdist.SdistBuild;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.TargetEnvironment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the parts of a base for one platform, each when it is asked for: what finds its base made asks for none.
 *
 * @param requirements as read
 * @param inputs what decides about the base
 * @param locked the files it is made of, where they are locked
 */
public record BaseParts(
        BaseRequest request,
        RequirementsFile requirements,
        BaseSource baseSource,
        Platform platform,
        BaseInputs inputs,
        BuildContext context,
        Sources sources,
        Optional<LockedFiles> locked) {

    /** To read the archive's keys costs more than all else that a build does which finds its base made. */
    private Archive archive() throws IOException {
        return new Archive(context.fetch(), KeyRing.debian(), sources.mirrors().find(), sources.snapshots());
    }

    /**
     * Returns the operating system's packages; nothing where they are those of the image below alone.
     *
     * @throws io.github.kubespraymaven.error.UserErrorException if packages are asked for that cannot be had
     */
    public Optional<OsPackages> os() throws IOException {
        Set<String> asked = Set.copyOf(inputs.asked());
        if (baseSource instanceof BaseSource.OnSuite on) {
            return Optional.of(os(on.suite(), inputs.packages(), Optional.empty()));
        }
        ImageBelow below = ((BaseSource.OnImage) baseSource).below();
        List<String> names = below.packages(inputs.packages(), asked);
        Optional<Suite> suite = below.suite();
        if (suite.isEmpty()) {
            below.requirePresent(names, asked, context.report());
            return Optional.empty();
        }
        return Optional.of(os(suite.get(), names, Optional.of(below)));
    }

    private OsPackages os(Suite suite, List<String> names, Optional<ImageBelow> below) throws IOException {
        return new OsPackages(
                context,
                archive(),
                new OsPackages.Wish(suite, platform.architecture(), names, Set.copyOf(inputs.asked()), below),
                sources.now());
    }

    /** Returns the layers of the operating system's packages. */
    List<Layer> osLayers() throws IOException {
        Optional<OsPackages> os = os();
        return os.isPresent() ? new OsPart(context, os.get(), request.compression(), locked).make() : List.of();
    }

    private PythonSource pythonGround() throws IOException {
        Machine machine = platform.equals(Platform.LINUX_ARM64) ? Machine.AARCH64 : Machine.X86_64;
        if (baseSource instanceof BaseSource.OnImage on) {
            return new PythonSource.OfImage(on.below(), target -> goal(target), machine);
        }
        Suite suite = ((BaseSource.OnSuite) baseSource).suite();
        return new PythonSource.OfSuite(
                suite, goal(new TargetEnvironment(suite.pythonMinor(), suite.glibcMinor(), machine)));
    }

    private ResolutionRequest goal(TargetEnvironment target) throws IOException {
        return ResolutionRequests.of(requirements, request.checkout(), target, request.sdists());
    }

    /**
     * What names the indexes that a base follows from beside its inputs. Nothing where its files are locked: those are the same
     * wherever they come from, unless something is built of them, with what indexes have.
     */
    static Optional<Digest> indexes(BaseRequest request, boolean locked, Sources sources) throws IOException {
        return locked && request.sdists() == Sdists.REFUSE
                ? Optional.empty()
                : Optional.of(Digest.of(sources.python().find().named()));
    }

    /** Where nobody says which index to use, it is that of the pip of the image's Debian, or of the newest. */
    private Suite pips() throws IOException {
        return baseSource instanceof BaseSource.OnImage on
                ? on.below().suite().orElse(Suite.TRIXIE)
                : ((BaseSource.OnSuite) baseSource).suite();
    }

    /** Returns the Python distributions. */
    public PythonDistributions python() throws IOException {
        List<SourceSearch.LastResort> lastResorts = new ArrayList<>(sources.indexes());
        lastResorts.add(
                () -> new DebianPip(archive(), pips().codename(), platform.architecture(), sources.now()).index());
        return new PythonDistributions(
                context,
                pythonGround(),
                request.excludeNewer(),
                indexes(request, locked.isPresent(), sources)
                        .map(named -> Digest.of(inputs.pythonKey() + " " + named))
                        .orElse(inputs.pythonKey()),
                locked,
                new PythonDistributions.Origin() {
                    @Override
                    public PackageSources sources() throws IOException {
                        return BaseParts.this.sources.python().find().find(requirements, lastResorts);
                    }

                    @Override
                    public Optional<SdistWheels> builder(PackageSources found) {
                        if (request.sdists() == Sdists.REFUSE) {
                            return Optional.empty();
                        }
                        SdistBuild build =
                                new SdistBuild(BaseParts.this.sources.buildPython(), found, request.environment());
                        return Optional.of(new SdistWheels(
                                context,
                                build,
                                new BuiltWheels(context.cache(), found),
                                BaseParts.this.sources.offline()));
                    }
                });
    }
}
