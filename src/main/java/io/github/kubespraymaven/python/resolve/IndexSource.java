package io.github.kubespraymaven.python.resolve;

import io.github.kubespraymaven.fetch.Download;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.fetch.FetchException.UnavailableFilesException;
import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.PythonException.SdistException;
import io.github.kubespraymaven.python.PythonException.WheelException;
import io.github.kubespraymaven.python.PythonException.ZipException;
import io.github.kubespraymaven.python.index.IndexFile;
import io.github.kubespraymaven.python.index.ProjectFiles;
import io.github.kubespraymaven.python.index.WheelMetadata;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.sdist.BuiltWheels;
import io.github.kubespraymaven.python.sdist.SdistMetadata;
import io.github.kubespraymaven.python.sdist.SdistRules;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Offers and metadata from indexes; those of an sdist are in the sdist alone, so all of it is fetched.
 *
 * @param built wheels that were built of sdists: they know what they need, where an sdist may not; empty when none are used
 */
record IndexSource(
        Fetch fetch,
        ProjectFiles projectFiles,
        WheelMetadata wheels,
        SdistMetadata sdists,
        SdistRules rules,
        Optional<BuiltWheels> built)
        implements Catalogue.Source {

    @Override
    public List<IndexFile> files(ProjectName project) throws IOException {
        return projectFiles.of(project);
    }

    @Override
    public Dependencies dependencies(Candidate candidate) throws IOException {
        IndexFile file = candidate.file();
        if (file.filename() instanceof SdistFilename sdist) {
            return ofSdist(candidate, sdist);
        }
        try {
            return Dependencies.read(wheels.of(file), candidate);
        } catch (ZipException | WheelException e) {
            throw new PythonException(
                    e.getMessage() + "; the file on the index is damaged: exclude it with " + candidate.project() + "!="
                            + candidate.version() + " or use another index (-Dkubespray.pythonIndex)",
                    e);
        }
    }

    private Dependencies ofSdist(Candidate candidate, SdistFilename sdist) throws IOException {
        Optional<BuiltWheels.Built> wheel = wheelOf(candidate.file());
        if (wheel.isPresent()) {
            return Dependencies.read(wheel.get().metadata(), candidate);
        }
        try {
            return Dependencies.read(sdists.read(path(candidate.file()), sdist), candidate);
        } catch (UnavailableFilesException | SdistException e) {
            if (rules.covers(candidate.project(), candidate.version())) {
                throw e;
            }
            // It cannot be installed as it is, and the error that names all of those tells more than this one.
            return new Dependencies(SpecifierSet.ANY, List.of(), "");
        }
    }

    private Optional<BuiltWheels.Built> wheelOf(IndexFile sdist) throws IOException {
        return built.isPresent() && !sdist.digests().isEmpty()
                ? built.get().find(sdist.digests().get(0))
                : Optional.empty();
    }

    private Path path(IndexFile file) throws IOException {
        if (file.isLocal()) {
            return Path.of(file.uri());
        }
        if (file.digests().isEmpty()) {
            throw new PythonException(
                    file + " has no hash in its index; use an index with hashes" + " (-Dkubespray.pythonIndex)");
        }
        return fetch.file(new Download(
                file.toString(), List.of(file.uri()), file.digests().get(0), file.size()));
    }
}
