package io.github.kubespraymaven.builder.python;

import io.github.kubespraymaven.debian.DebianException.UnmetDependenciesException;
import io.github.kubespraymaven.debian.deb.DebArchive;
import io.github.kubespraymaven.debian.deb.DebLimits;
import io.github.kubespraymaven.debian.mirror.Archive;
import io.github.kubespraymaven.debian.resolve.ChosenPackage;
import io.github.kubespraymaven.debian.resolve.PackageResolver;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.index.PipDefault;
import io.github.kubespraymaven.python.index.SourceSearch;
import io.github.kubespraymaven.tree.TreeEntry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The index that a Debian suite's own pip uses: who builds on a machine without a pip gets what pip in the image would use.
 *
 * @param archive which has the package
 * @param suite such as {@code bookworm}
 * @param architecture as Debian names it
 * @param now the instant at which signatures must be valid
 */
public record DebianPip(Archive archive, String suite, String architecture, Instant now)
        implements SourceSearch.LastResort {
    private static final String PACKAGE = "python3-pip";
    private static final String FILE = "usr/lib/python3/dist-packages/pip/_internal/models/index.py";
    private static final int LARGEST = 1 << 20;

    @Override
    public Optional<String> index() throws IOException {
        Optional<ChosenPackage> pip = packaged();
        if (pip.isEmpty()) {
            return Optional.empty();
        }
        Map<Digest, Path> files = archive.packages(List.of(pip.get()));
        Path file = Objects.requireNonNull(files.get(pip.get().sha256()), PACKAGE);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            return index(in, pip.get().fileName());
        }
    }

    private Optional<ChosenPackage> packaged() throws IOException {
        try {
            return PackageResolver.resolve(archive.index(archive.offer(suite, architecture, now)), List.of(PACKAGE))
                    .stream()
                    .filter(chosen -> chosen.name().equals(PACKAGE))
                    .findFirst();
        } catch (UnmetDependenciesException e) {
            return Optional.empty();
        }
    }

    /** Returns the index named by the source of the pip in a package. */
    static Optional<String> index(InputStream deb, String name) throws IOException {
        DebArchive archive = DebArchive.open(deb, name, DebLimits.GENEROUS);
        archive.skipControl();
        List<String> source = new ArrayList<>();
        try (InputStream data = archive.data()) {
            DebArchive.entries(data, name, DebLimits.GENEROUS).writeTo((path, entry) -> {
                if (path.value().equals(FILE) && entry instanceof TreeEntry.RegularFile file) {
                    try (InputStream content = file.content().open()) {
                        source.add(new String(content.readNBytes(LARGEST), StandardCharsets.UTF_8));
                    }
                }
            });
        }
        return source.stream().findFirst().flatMap(PipDefault::fromSource);
    }
}
