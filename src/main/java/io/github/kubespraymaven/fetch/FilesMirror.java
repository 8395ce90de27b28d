package io.github.kubespraymaven.fetch;

import io.github.kubespraymaven.cache.Blobs;
import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.error.UserErrorException;
import io.github.kubespraymaven.file.UserPath;
import io.github.kubespraymaven.http.Address;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where upstream's files are looked for before upstream itself: trees of {@link TreeName}s, on servers or in directories.
 *
 * @param places in the order in which they are asked
 */
public record FilesMirror(List<Place> places) {
    /** Only upstream. */
    public static final FilesMirror NONE = new FilesMirror(List.of());

    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@";

    /** Keeps its own copy. */
    public FilesMirror {
        places = List.copyOf(places);
    }

    /** One tree. */
    public sealed interface Place {
        /**
         * A tree on a server.
         *
         * @param address of the tree, with a slash at its end
         */
        record Server(URI address) implements Place {
            /**
             * Reads an http or https address.
             *
             * @param parameter that has it, for the error
             * @throws UserErrorException if it is none, or has a query, behind which no path can stand
             */
            public static Server parse(String parameter, String text) throws UserErrorException {
                try {
                    URI address = Address.http(Address.parse(text.endsWith("/") ? text : text + "/"));
                    if (address.getRawQuery() != null || address.getRawFragment() != null) {
                        throw new IllegalArgumentException(
                                "'" + Address.shown(text) + "' has a query, behind which no path can stand");
                    }
                    return new Server(address);
                } catch (IllegalArgumentException e) {
                    throw new UserErrorException(parameter + ": " + e.getMessage() + ".", e);
                }
            }

            /** Returns where a file would be. */
            public URI of(TreeName name) {
                StringBuilder path = new StringBuilder();
                for (String segment : name.segments()) {
                    path.append(path.length() == 0 ? "" : "/").append(encoded(segment));
                }
                return URI.create(address + path.toString());
            }
        }

        /** A tree in a directory. */
        record Directory(Path tree) implements Place {
            /** Returns where a file would be. */
            public Path of(TreeName name) {
                return name.in(tree);
            }
        }
    }

    /**
     * Reads http or https addresses, file: addresses or directories' paths.
     *
     * @param relativeTo what paths are relative to
     * @throws UserErrorException if one is none of these, or there is no such directory
     */
    public static FilesMirror parse(List<String> texts, Path relativeTo) throws UserErrorException {
        List<Place> places = new ArrayList<>();
        for (String text : texts) {
            places.add(
                    text.startsWith("http://") || text.startsWith("https://")
                            ? Place.Server.parse("filesMirror", text)
                            : directory(text, relativeTo));
        }
        return new FilesMirror(places);
    }

    private static Place directory(String text, Path relativeTo) throws UserErrorException {
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
        return new Place.Directory(directory);
    }

    /**
     * Returns an upstream file in the cache: from there, from the mirror, or from upstream.
     *
     * @param what what it is, for people
     */
    public Path file(Fetch fetch, Blobs blobs, String what, URI upstream, Digest digest) throws IOException {
        TreeName name = TreeName.of(upstream);
        List<URI> sources = new ArrayList<>();
        for (Place place : places) {
            if (place instanceof Place.Server server) {
                sources.add(server.of(name));
            } else if (place instanceof Place.Directory directory) {
                Path local = directory.of(name);
                if (blobs.find(digest).isEmpty() && Files.isRegularFile(local)) {
                    try (InputStream bytes = Files.newInputStream(local)) {
                        return blobs.put(bytes, local.toString(), digest, OptionalLong.empty());
                    }
                }
            }
        }
        sources.add(upstream);
        return fetch.file(new Download(what, sources, digest, OptionalLong.empty()));
    }

    /** A question mark in a name would begin a query, and a plain file server has no files by queries. */
    private static String encoded(String segment) {
        StringBuilder text = new StringBuilder();
        for (byte octet : segment.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(octet) >= 0) {
                text.append((char) octet);
            } else {
                text.append(String.format("%%%02X", octet));
            }
        }
        return text.toString();
    }
}
