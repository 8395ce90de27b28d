package io.github.kubespraymaven.python.index;

import io.github.kubespraymaven.digest.Algorithm;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.tag.DistributionFilename;
import io.github.kubespraymaven.python.version.SpecifierSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Files that are named by their address and not by an index. */
public final class LinkedFile {
    private LinkedFile() {}

    /**
     * Returns the wheel or sdist of a project at an http, https or file address, with the digest of its fragment; empty if
     * the address is another one, or its last name not that of such a file.
     */
    public static Optional<IndexFile> at(String url, ProjectName project) {
        Optional<DistributionFilename> filename = LinkAttributes.filename(PageLinks.filename(url), project);
        try {
            URI uri = new URI(PageLinks.withoutFragment(url));
            boolean readable = "file".equals(uri.getScheme())
                    || (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())));
            if (filename.isEmpty() || !readable) {
                return Optional.empty();
            }
            return Optional.of(new IndexFile(
                    filename.get(),
                    uri,
                    PageLinks.withoutFragment(url),
                    PageLinks.digest(url).map(List::of).orElse(List.of()),
                    SpecifierSet.ANY,
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new Sidecar.Absent()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns a file of this machine with the digest and the size that it has now.
     *
     * @throws IOException if it cannot be read
     */
    public static IndexFile hashed(IndexFile file, Algorithm algorithm) throws IOException {
        Path path = LocalLinks.path(file.uri());
        MessageDigest sum = algorithm.start();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(path)) {
            for (int n; (n = in.read(buffer)) >= 0; ) {
                sum.update(buffer, 0, n);
            }
        }
        return withDigest(file, Digest.of(algorithm, sum.digest()), Files.size(path));
    }

    /** Returns a file with a digest and a size that were found out. */
    public static IndexFile withDigest(IndexFile file, Digest digest, long size) {
        return new IndexFile(
                file.filename(),
                file.page(),
                file.href(),
                List.of(digest),
                file.requiresPython(),
                OptionalLong.of(size),
                file.uploaded(),
                file.yanked(),
                file.sidecar());
    }
}
