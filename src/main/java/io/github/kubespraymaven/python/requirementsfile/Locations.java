package io.github.kubespraymaven.python.requirementsfile;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a requirements file is that another one names. */
final class Locations {
    private static final Pattern URL = Pattern.compile("^(http|https|file):", Pattern.CASE_INSENSITIVE);

    private Locations() {}

    static boolean isUrl(String location) {
        return URL.matcher(location).find();
    }

    /**
     * The location that a file names: beside that file, unless it is a URL or absolute itself.
     *
     * @throws IllegalArgumentException when a URL cannot be joined with what it names
     */
    static String resolve(String file, String named) {
        if (isUrl(file)) {
            return URI.create(file).resolve(named).toString();
        }
        if (isUrl(named)) {
            return named;
        }
        int slash = file.lastIndexOf('/');
        return normalize(named.startsWith("/") || slash < 0 ? named : file.substring(0, slash + 1) + named);
    }

    /** Without {@code .} and, where there is something before it, {@code ..}. */
    static String normalize(String path) {
        if (isUrl(path)) {
            return path;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", parts);
    }

    /** The scheme of a URL that pip installs from: a web address, a file's, or a version control system's. */
    static boolean isInstallable(String text) {
        int colon = text.indexOf(':');
        if (colon <= 0) {
            return false;
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "http", "https", "file", "ftp" -> true;
            case "ssh", "git", "hg", "bzr", "sftp", "svn" -> true;
            default -> scheme.matches("(git|hg|bzr|svn)\\+[a-z]+");
        };
    }
}
