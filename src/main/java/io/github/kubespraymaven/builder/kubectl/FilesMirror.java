package io.github.kubespraymaven.builder.kubectl;

import io.github.kubespraymaven.cache.DirectoryBlobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.fetch.Download;
import io.github.kubespraymaven.fetch.Fetch;
import io.github.kubespraymaven.file.UserPath;
import io.github.kubespraymaven.http.Address;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where upstream's files are looked for before upstream itself: a tree of HOST/PATH, on a server or in a directory.
 *
 * @param server the tree's address, if it is on a server
 * @param directory the tree, if it is in a directory
 */
public record FilesMirror(Optional<URI> server, Optional<Path> directory) {
    /** Only upstream. */
    public static final FilesMirror NONE = new FilesMirror(Optional.empty(), Optional.empty());

    /**
     * Reads an http or https address, a file: address or a directory's path.
     *
     * @throws UserErrorException if it is none of these, or there is no such directory
     */
    public static FilesMirror parse(String text, Path relativeTo) throws UserErrorException {
        if (text.startsWith("http://") || text.startsWith("https://")) {
            try {
                return new FilesMirror(
                        Optional.of(Address.http(Address.parse(text.endsWith("/") ? text : text + "/"))),
                        Optional.empty());
            } catch (IllegalArgumentException e) {
                throw new UserErrorException("filesMirror: " + e.getMessage() + ".", e);
            }
        }
        String path =
                text.startsWith("file:") ? text.substring("file:".length()).replaceFirst("^//+", "/") : text;
        Path directory;
        try {
            directory = UserPath.of(path, relativeTo);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("filesMirror: " + e.getMessage(), e);
        }
        if (!Files.isDirectory(directory)) {
            throw new UserErrorException("filesMirror: wanted the address of a file server or a directory, got '"
                    + Address.shown(text) + "'.");
        }
        return new FilesMirror(Optional.empty(), Optional.of(directory));
    }

    /**
     * Returns an upstream file in the cache: from there, from the mirror, or from upstream.
     *
     * @param what what it is, for people
     */
    Path file(Fetch fetch, DirectoryBlobs blobs, String what, URI upstream, Digest digest) throws IOException {
        String place = upstream.getHost() + upstream.getPath();
        if (directory.isPresent()) {
            Path local = directory.get().resolve(place);
            Optional<Path> cached = blobs.find(digest);
            if (cached.isEmpty() && Files.isRegularFile(local)) {
                try (InputStream bytes = Files.newInputStream(local)) {
                    return blobs.put(bytes, local.toString(), digest, OptionalLong.empty());
                }
            }
        }
        List<URI> sources =
                server.map(address -> List.of(address.resolve(place), upstream)).orElse(List.of(upstream));
        return fetch.file(new Download(what, sources, digest, OptionalLong.empty()));
    }
}
