package io.github.kubespraymaven.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files from a drawing: a line each, {@code dir/}, {@code file}, {@code script*} for an executable one,
 * {@code link -> target}, and {@code file = content}, where {@code \n} is a line feed and
 * {@code \r} a carriage return.
 */
public final class Drawing {
    private static final String LINK = " -> ";
    private static final String CONTENT = " = ";

    private Drawing() {}

    /** A checkout with nothing in it but what makes it one. */
    public static Path checkout(Path directory, String drawing) throws IOException {
        return make(directory, "cluster.yml = - hosts: all\nroles/kubespray_defaults/\n" + drawing);
    }

    /** Makes what is drawn, in a directory that need not be there yet. */
    public static Path make(Path directory, String drawing) throws IOException {
        for (String line : drawing.lines().map(String::strip).toList()) {
            if (!line.isEmpty()) {
                one(directory, line);
            }
        }
        return directory;
    }

    private static void one(Path directory, String line) throws IOException {
        if (line.contains(LINK)) {
            Path link = directory.resolve(line.substring(0, line.indexOf(LINK)));
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, Path.of(line.substring(line.indexOf(LINK) + LINK.length())));
            return;
        }
        int equals = line.indexOf(CONTENT);
        String name = equals < 0 ? line : line.substring(0, equals);
        Path path = directory.resolve(name.endsWith("*") ? name.substring(0, name.length() - 1) : name);
        if (name.endsWith("/")) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        String content = equals < 0 ? name : line.substring(equals + CONTENT.length());
        Files.writeString(path, content.replace("\\n", "\n").replace("\\r", "\r"));
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(name.endsWith("*") ? "rwxrwxr-x" : "rw-rw-r--"));
    }
}
