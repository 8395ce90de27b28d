package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.python.PythonException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Files of this machine: a directory of distributions, a page of links, or one distribution. */
final class LocalLinks {
    private LocalLinks() {}

    /** Returns the project's files there; none where there is nothing, as pip has it. */
    static List<IndexFile> read(URI links, ProjectName project) throws IOException {
        Path place = path(links);
        if (!Files.isDirectory(place)) {
            return Files.isRegularFile(place) ? file(place, project) : List.of();
        }
        Path page = place.resolve("index.html");
        if (links.getPath().endsWith("/") && Files.isRegularFile(page)) {
            return HtmlPage.read(page.toUri(), Files.readAllBytes(page), project, page.toString());
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(place)) {
            stream.forEach(entries::add);
        }
        entries.sort(null);
        List<IndexFile> files = new ArrayList<>();
        for (Path entry : entries) {
            distribution(entry, project).ifPresent(files::add);
        }
        return files;
    }

    static Path path(URI file) throws PythonException {
        try {
            return Path.of(file);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw new PythonException("not the address of a file of this machine: " + file, e);
        }
    }

    private static List<IndexFile> file(Path place, ProjectName project) throws IOException {
        Optional<IndexFile> distribution = distribution(place, project);
        if (distribution.isPresent()) {
            return List.of(distribution.get());
        }
        String name = place.toString();
        return name.endsWith(".html") || name.endsWith(".htm")
                ? HtmlPage.read(place.toUri(), Files.readAllBytes(place), project, name)
                : List.of();
    }

    private static Optional<IndexFile> distribution(Path file, ProjectName project) throws IOException {
        Optional<DistributionFilename> filename = LinkAttributes.filename(String.valueOf(file.getFileName()), project);
        if (filename.isEmpty() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        URI uri = file.toUri();
        return Optional.of(new IndexFile(
                filename.get(),
                uri,
                uri.toString(),
                List.of(),
                SpecifierSet.ANY,
                OptionalLong.of(Files.size(file)),
                Optional.empty(),
                Optional.empty(),
                new Sidecar.Absent()));
    }
}
