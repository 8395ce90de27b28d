package io.github.kubespraymaven.http;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What is kept for single hosts, in folders of their names (Docker, Verify repository client with certificates): {@code *.crt}
 * authorities, {@code *.cert} and {@code *.key} this client's own.
 *
 * @param directories that hold such folders, {@code certs.d}
 */
record HostFolders(List<Path> directories) {
    private static final int HTTPS = 443;

    HostFolders {
        directories = List.copyOf(directories);
    }

    /**
     * Returns the files of a host's folders whose names end so, those of one folder in the order of their names. The port is
     * left out of a folder's name only where it is the scheme's own.
     *
     * @param server with its port
     */
    List<Path> files(HostPort server, String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        List<String> names =
                server.port() == HTTPS ? List.of(server.toString(), server.host()) : List.of(server.toString());
        for (Path directory : directories) {
            for (String name : names) {
                try {
                    Path folder = directory.resolve(name);
                    if (Files.isDirectory(folder)) {
                        files.addAll(files(folder, ending));
                    }
                } catch (InvalidPathException e) {
                    // Windows has no colons in names, and so no folder of this name.
                }
            }
        }
        return files;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ending)) {
            found.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }
}
