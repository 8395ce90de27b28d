package io.github.kubespraymaven.build.base;

import io.github.kubespraymaven.build.Workshop;
import io.github.kubespraymaven.debian.mirror.Archive;
import io.github.kubespraymaven.debian.release.KeyRing;
import io.github.kubespraymaven.image.Platform;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.index.SourceSearch;
import io.github.kubespraymaven.python.requirementsfile.RequirementsFile;
import io.github.kubespraymaven.python.resolve.Goal;
import io.github.kubespraymaven.python.resolve.Goals;
import io.github.kubespraymaven.python.resolve.Sdists;
import io.github.kubespraymaven.python.sdist.BuiltWheels;
import io.github.kubespraymaven.python.sdist.SdistBuild;
import io.github.kubespraymaven.python.tag.Machine;
import io.github.kubespraymaven.python.tag.Target;
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
record BaseParts(
        BaseRequest request,
        RequirementsFile requirements,
        Suite suite,
        Platform platform,
        BaseInputs inputs,
        Workshop workshop,
        Sources sources,
        Optional<LockedFiles> locked) {

    /** To read the archive's keys costs more than all else that a build does which finds its base made. */
    private Archive archive() {
        return new Archive(workshop.fetch(), KeyRing.debian(), sources.mirrors(), sources.snapshot());
    }

    /** Returns the operating system. */
    OsPart os() {
        return new OsPart(
                workshop,
                archive(),
                suite,
                platform.architecture(),
                inputs.packages(),
                Set.copyOf(inputs.asked()),
                sources.now(),
                request.compression(),
                locked);
    }

    /** Returns the Python distributions. */
    PythonDistributions python() throws IOException {
        Machine machine = platform.equals(Platform.LINUX_ARM64) ? Machine.AARCH64 : Machine.X86_64;
        Goal goal = Goals.of(
                requirements,
                request.checkout(),
                new Target(suite.pythonMinor(), suite.glibcMinor(), machine),
                request.sdists());
        List<SourceSearch.LastResort> indexes = new ArrayList<>(sources.indexes());
        indexes.add(() -> new DebianPip(archive(), suite.codename(), platform.architecture(), sources.now()).index());
        return new PythonDistributions(
                workshop, goal, request.excludeNewer(), inputs.pythonKey(), locked, new PythonDistributions.Origin() {
                    @Override
                    public PackageSources sources() throws IOException {
                        return BaseParts.this.sources.python().find(requirements, indexes);
                    }

                    @Override
                    public Optional<SdistWheels> builder(PackageSources found) {
                        return request.sdists() == Sdists.REFUSE
                                ? Optional.empty()
                                : Optional.of(new SdistWheels(
                                        workshop,
                                        new SdistBuild(
                                                BaseParts.this.sources.buildPython(), found, request.environment()),
                                        new BuiltWheels(workshop.cache()),
                                        BaseParts.this.sources.offline()));
                    }
                });
    }
}
