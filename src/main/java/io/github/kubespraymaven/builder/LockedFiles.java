package io.github.kubespraymaven.builder;

import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.debian.resolve.InstallReason;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserError;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Download;
import io.github.kubespraymaven.lock.Lock;
import io.github.kubespraymaven.lock.LockLines;
import io.github.kubespraymaven.lock.Locked;
import io.github.kubespraymaven.lock.LockedPlatform;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.index.PackageSources;
import io.github.kubespraymaven.python.index.ProjectFiles;
import io.github.kubespraymaven.python.index.Sidecar;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.resolve.FetchedDistribution;
import io.github.kubespraymaven.python.resolve.ResolvedDistribution;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.version.SpecifierSet;
import io.github.kubespraymaven.python.version.Version;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The files that a lock names for a platform: nothing is chosen, only found and verified. */
public final class LockedFiles {
    /** Stands for the page of a file that is in the cache, so that no page is asked for. */
    private static final URI CACHED = URI.create("cache:/");

    private final LockedPlatform locked;
    private final Path file;

    /**
     * Of a platform.
     *
     * @param file the lock, where it is looked up what names a file that is wrong
     */
    public LockedFiles(LockedPlatform locked, Path file) {
        this.locked = locked;
        this.file = file;
    }

    /** Returns a problem with some of the files, with the lines that name them. */
    public IOException explained(IOException problem) throws IOException {
        String message = String.valueOf(problem.getMessage());
        List<String> lines = LockLines.naming(Files.readString(file), locked, message);
        // Who explained it before has named them, and nothing is said twice.
        if (lines.isEmpty() || message.contains(lines.get(0))) {
            return problem;
        }
        String whole = message
                + "\nThey are named here; if a line was changed by hand or by a merge, take that back, or lock those"
                + " names again: mvn kubespray:lock -Dkubespray.upgrade=NAME,…\n  " + String.join("\n  ", lines);
        return problem instanceof UserError ? new UserErrorException(whole, problem) : new IOException(whole, problem);
    }

    /** Returns the Debian packages; what brought them in was settled when they were locked. */
    public List<ChosenPackage> packages() {
        return packages(locked);
    }

    public static List<ChosenPackage> packages(LockedPlatform locked) {
        return locked.debs().stream()
                .map(deb -> new ChosenPackage(
                        deb.name(),
                        deb.version(),
                        deb.architecture(),
                        deb.suite(),
                        deb.path(),
                        deb.size(),
                        deb.sha256(),
                        List.of(),
                        why(deb)))
                .toList();
    }

    private static InstallReason why(Locked.Deb deb) {
        return deb.needer()
                .<InstallReason>map(needer -> new InstallReason.Needed(needer, ""))
                .orElseGet(() -> new InstallReason.Requested(deb.name()));
    }

    /** Gives indexes, where a file is not in the cache. */
    @FunctionalInterface
    public interface Indexes {
        /** Returns them. */
        PackageSources find() throws IOException;
    }

    /**
     * Returns the Python distributions with their files, yanked ones too.
     *
     * @throws UserErrorException if an index does not have some of them any more, or others under their names: names all
     */
    public List<FetchedDistribution> distributions(BuildContext context, Indexes indexes) throws IOException {
        try {
            return fetched(context, indexes);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private List<FetchedDistribution> fetched(BuildContext context, Indexes indexes) throws IOException {
        List<Locked.Python> missing = new ArrayList<>();
        for (Locked.Python one : locked.pythons()) {
            if (context.cache().blobs().find(one.sha256()).isEmpty()) {
                missing.add(one);
            }
        }
        List<Download> downloads = missing.isEmpty() ? List.of() : located(missing, context, indexes.find());
        Map<Digest, Path> fetched = context.fetch().files(downloads);
        List<FetchedDistribution> all = new ArrayList<>();
        for (Locked.Python one : locked.pythons()) {
            DistributionFilename filename = filename(one);
            Optional<Path> cached = Optional.ofNullable(fetched.get(one.sha256()));
            Path path = cached.isPresent()
                    ? cached.get()
                    : context.cache().blobs().find(one.sha256()).orElseThrow();
            requireSize(one.file(), path, one.size());
            IndexFile file = new IndexFile(
                    filename,
                    CACHED,
                    one.file(),
                    List.of(one.sha256()),
                    SpecifierSet.ANY,
                    OptionalLong.of(one.size()),
                    Optional.empty(),
                    Optional.empty(),
                    new Sidecar.Unmentioned());
            ResolvedDistribution chosen = new ResolvedDistribution(
                    ProjectName.of(one.name()),
                    Version.parse(one.version()),
                    file,
                    Set.of(),
                    one.requested(),
                    false,
                    List.of());
            all.add(new FetchedDistribution(chosen, filename, one.sha256(), path));
        }
        return all;
    }

    /**
     * A file that is found by its hash has one size; a lock that says another was changed.
     *
     * @throws UserErrorException if it has another than is locked
     */
    public static void requireSize(String name, Path path, long size) throws IOException {
        if (Files.size(path) != size) {
            throw new UserErrorException(name + " has " + Files.size(path) + " bytes, and " + size + " are locked.");
        }
    }

    private static DistributionFilename filename(Locked.Python one) throws UserErrorException {
        DistributionFilename filename = DistributionFilename.parse(one.file());
        if (filename instanceof DistributionFilename.Unusable unusable) {
            throw new UserErrorException(Lock.FILE + ": " + one.name() + " " + one.version() + ": " + unusable.text()
                    + " is no file of a distribution: " + unusable.reason());
        }
        return filename;
    }

    private static List<Download> located(List<Locked.Python> missing, BuildContext context, PackageSources sources)
            throws IOException {
        ProjectFiles pages = new ProjectFiles(context.fetch(), sources, Optional.empty());
        List<Optional<IndexFile>> found = context.tasks().map(missing, one -> located(one, pages), BaseErrors.TOGETHER);
        List<Download> downloads = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (int i = 0; i < missing.size(); i++) {
            Locked.Python one = missing.get(i);
            if (found.get(i).isPresent()) {
                URI address = Objects.requireNonNull(found.get(i).get().uri());
                downloads.add(new Download(one.file(), List.of(address), one.sha256(), OptionalLong.of(one.size())));
            } else {
                gone.add(one.file() + " " + one.sha256());
            }
        }
        if (!gone.isEmpty()) {
            throw new UserErrorException(Lock.FILE + ": the index does not have, or not with these bytes:\n  "
                    + String.join("\n  ", gone) + "\nGive one that has them with -Dkubespray.pythonIndex=URL, or choose"
                    + " anew: mvn kubespray:lock -Dkubespray.upgrade=NAME,…");
        }
        return downloads;
    }

    private static Optional<IndexFile> located(Locked.Python one, ProjectFiles pages) throws IOException {
        return pages.of(ProjectName.of(one.name())).stream()
                .filter(file -> file.filename().text().equals(one.file()))
                .filter(file -> file.digests().isEmpty() || file.digests().contains(one.sha256()))
                .findFirst();
    }
}
