package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.builder.BuildContext;
import io.github.kubespraymaven.builder.LockedFiles;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.json.JsonException;
import io.github.kubespraymaven.json.JsonReader;
import io.github.kubespraymaven.json.JsonWriter;
import io.github.kubespraymaven.python.collection.AnsibleCollections;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.resolve.DistributionFiles;
import io.github.kubespraymaven.python.resolve.FetchedDistribution;
import io.github.kubespraymaven.python.resolve.Pin;
import io.github.kubespraymaven.python.resolve.PinnedDistribution;
import io.github.kubespraymaven.python.resolve.ResolutionRequest;
import io.github.kubespraymaven.python.resolve.ResolvedDistribution;
import io.github.kubespraymaven.python.resolve.Resolver;
import io.github.kubespraymaven.python.resolve.Sdists;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Python distributions of a base: resolved, fetched and, where the user lets it, built; once, when first asked for. */
public final class PythonDistributions {
    private static final ProjectName ANSIBLE = ProjectName.of("ansible");
    private static final List<ProjectName> CORES =
            List.of(ProjectName.of("ansible-core"), ProjectName.of("ansible-base"));
    private static final String COLLECTIONS = "ansible-collections";

    private final BuildContext context;
    private final PythonSource pythonSource;
    private final Optional<Instant> excludeNewer;
    private final Digest key;
    private final Optional<LockedFiles> locked;
    private final Origin origin;
    private Optional<List<FetchedDistribution>> found = Optional.empty();
    private Optional<AnsibleCollections> collections = Optional.empty();

    /** Where distributions come from: found out when they are needed, since it may take a process or a package. */
    public interface Origin {
        /** Returns the indexes. */
        PackageSources sources() throws IOException;

        /** Returns who builds sdists, with what those indexes have; empty where nobody may. */
        Optional<SdistWheels> builder(PackageSources sources);
    }

    /**
     * Prepares.
     *
     * @param pythonSource for which Python
     * @param key of what decides about them
     * @param locked names them, where they are locked
     */
    public PythonDistributions(
            BuildContext context,
            PythonSource pythonSource,
            Optional<Instant> excludeNewer,
            Digest key,
            Optional<LockedFiles> locked,
            Origin origin) {
        this.context = context;
        this.pythonSource = pythonSource;
        this.excludeNewer = excludeNewer;
        this.key = key;
        this.locked = locked;
        this.origin = origin;
    }

    /** Returns the Python that they are for. */
    PythonSource pythonSource() {
        return pythonSource;
    }

    /**
     * Returns them with their files, by name. A built wheel may need more than its sdist could tell: then all is resolved
     * once more.
     */
    synchronized List<FetchedDistribution> get() throws IOException {
        if (found.isEmpty()) {
            found = Optional.of(find());
        }
        return found.get();
    }

    private List<FetchedDistribution> find() throws IOException {
        return locked.isPresent() ? lockedFiles(locked.get()) : newest();
    }

    private List<FetchedDistribution> newest() throws IOException {
        PackageSources sources = origin.sources();
        return resolved(Map.of(), sources, origin.builder(sources));
    }

    private List<FetchedDistribution> lockedFiles(LockedFiles lock) throws IOException {
        List<FetchedDistribution> files =
                context.timings().of("fetch Python distributions", () -> lock.distributions(context, origin::sources));
        Optional<SdistWheels> sdists =
                pythonSource.goal().sdists() == Sdists.REFUSE ? Optional.empty() : origin.builder(origin.sources());
        if (sdists.isEmpty()) {
            return files;
        }
        SdistWheels wheels = sdists.get();
        context.timings().of("build Python distributions", () -> wheels.buildMissing(files));
        return wheels.installed(files);
    }

    /**
     * Returns them resolved, with what indexes list of their files. None is fetched without need: what an sdist needs may be
     * known only when it is built.
     *
     * @param held files that are chosen where nothing forbids it
     */
    public List<PinnedDistribution> resolve(Map<ProjectName, Pin> held) throws IOException {
        ResolutionRequest goal = pythonSource.goal();
        PackageSources sources = origin.sources();
        Optional<SdistWheels> sdists = origin.builder(sources);
        List<ResolvedDistribution> chosen = sdists.isPresent()
                ? resolved(held, sources, sdists).stream()
                        .map(FetchedDistribution::chosen)
                        .toList()
                : resolution(resolver(sources, sdists), held);
        return context.timings()
                .of("fetch Python distributions", () -> DistributionFiles.listed(context.fetch(), goal, chosen));
    }

    private List<FetchedDistribution> resolved(
            Map<ProjectName, Pin> held, PackageSources sources, Optional<SdistWheels> sdists) throws IOException {
        ResolutionRequest goal = pythonSource.goal();
        Resolver resolver = resolver(sources, sdists);
        while (true) {
            List<ResolvedDistribution> chosen = resolution(resolver, held);
            List<FetchedDistribution> files = context.timings()
                    .of("fetch Python distributions", () -> DistributionFiles.fetch(context.fetch(), goal, chosen));
            resolver.requireAsTold(files);
            if (sdists.isEmpty()) {
                return files;
            }
            SdistWheels wheels = sdists.get();
            if (!context.timings().of("build Python distributions", () -> wheels.buildMissing(files))) {
                return wheels.installed(files);
            }
        }
    }

    private Resolver resolver(PackageSources sources, Optional<SdistWheels> sdists) {
        return new Resolver(
                context.fetch(), context.cache().records(), sources, excludeNewer, sdists.map(SdistWheels::built));
    }

    private List<ResolvedDistribution> resolution(Resolver resolver, Map<ProjectName, Pin> held) throws IOException {
        ResolutionRequest goal = pythonSource.goal();
        List<ResolvedDistribution> chosen =
                context.timings().of("resolve Python distributions", () -> resolver.resolve(goal, held));
        context.report().accept("Python: " + chosen.size() + " distributions, with all they need.");
        return chosen;
    }

    /** Returns the collections of the ansible among them, and keeps them for later builds; empty where there is none. */
    public synchronized Optional<AnsibleCollections> collections() throws IOException {
        Optional<FetchedDistribution> ansible = first(List.of(ANSIBLE));
        Optional<FetchedDistribution> core = first(CORES);
        if (collections.isEmpty() && ansible.isPresent() && core.isPresent()) {
            Digest files = Digest.of(ansible.get().digest() + " " + core.get().digest());
            collections = kept(files);
            if (collections.isEmpty()) {
                collections = Optional.of(AnsibleCollections.read(
                        ansible.get().path(),
                        ansible.get().filename(),
                        core.get().path(),
                        core.get().filename()));
                keep(files, collections.get());
            }
            keep(key, collections.get());
        }
        return collections;
    }

    private void keep(Digest under, AnsibleCollections read) throws IOException {
        byte[] json = JsonWriter.compact(read.json()).getBytes(StandardCharsets.UTF_8);
        context.cache().records().put(COLLECTIONS, under, json);
    }

    /** Returns the collections that an earlier build found for the same inputs. */
    public Optional<AnsibleCollections> knownCollections() throws IOException {
        return kept(key);
    }

    private Optional<AnsibleCollections> kept(Digest under) throws IOException {
        Optional<byte[]> record = context.cache().records().find(COLLECTIONS, under);
        if (record.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AnsibleCollections.of(JsonReader.read(record.get(), "the record of collections")));
        } catch (JsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns a problem with one of them, with the line that locks it. */
    IOException explained(IOException problem) throws IOException {
        return locked.isPresent() ? locked.get().explained(problem) : problem;
    }

    /** Returns the ansible among them. */
    Optional<FetchedDistribution> ansible() throws IOException {
        return first(List.of(ANSIBLE));
    }

    private Optional<FetchedDistribution> first(List<ProjectName> projects) throws IOException {
        return get().stream().filter(one -> projects.contains(one.project())).findFirst();
    }
}
