package io.github.kubespraymaven.debian.mirror;

import io.github.kubespraymaven.http.Address;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mirror: Debian keeps the security suites in an archive of their own, beside the other.
 *
 * @param archive the root of the archive, ending in a slash: {@code dists/} and {@code pool/} are below it
 * @param security the root of the archive of the security suites, ending in a slash
 */
public record ArchiveMirror(URI archive, URI security) {
    /** How services of snapshots write an instant, as a directory's name. */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern HAS_INSTANT = Pattern.compile("/\\d{8}T\\d{6}Z/");

    /** Checks that both are of a kind that can be fetched. */
    public ArchiveMirror {
        archive = root(archive);
        security = root(security);
    }

    /**
     * Reads an address as users give it: the archive's root, and after a comma that of the security suites; without the
     * latter it is where mirrors have it, {@code debian-security} in the place of {@code debian}.
     *
     * @throws IllegalArgumentException when it is no address
     */
    public static ArchiveMirror parse(String text) {
        List<String> parts = Arrays.stream(text.split(",")).map(String::strip).toList();
        URI archive = Address.parse(parts.get(0));
        return switch (parts.size()) {
            case 1 -> new ArchiveMirror(archive, securityOf(archive));
            case 2 -> new ArchiveMirror(archive, Address.parse(parts.get(1)));
            default -> throw new IllegalArgumentException(
                    "'" + Address.shown(text) + "': one address is wanted, or two with a comma between them");
        };
    }

    /** Where mirrors, and services of snapshots, keep the security suites of an archive. */
    static URI securityOf(URI archive) {
        String path = root(archive).getRawPath();
        List<String> names = new ArrayList<>(List.of(path.split("/")));
        if (names.isEmpty()) {
            return archive.resolve("/debian-security/");
        }
        int debian = names.lastIndexOf("debian");
        int at = debian >= 0 ? debian : names.size() - 1;
        names.set(at, names.get(at) + "-security");
        return archive.resolve(String.join("/", names) + "/");
    }

    /**
     * What a service of snapshots has of an instant: {@code archive/debian/INSTANT/} below its own address, or {@code INSTANT/}
     * below that of Debian's archive there.
     *
     * @return nothing where this address names an instant already
     */
    public Optional<ArchiveMirror> at(Instant instant) {
        if (HAS_INSTANT.matcher(archive.getRawPath()).find()) {
            return Optional.empty();
        }
        String directory = INSTANT.format(instant) + "/";
        if (!security.equals(securityOf(archive))) {
            return Optional.of(new ArchiveMirror(archive.resolve(directory), security.resolve(directory)));
        }
        String below = archive.getRawPath().endsWith("/debian/") ? directory : "archive/debian/" + directory;
        URI dated = archive.resolve(below);
        return Optional.of(new ArchiveMirror(dated, securityOf(dated)));
    }

    /** The root of the archive that has a suite. */
    URI rootOf(String suite) {
        return suite.endsWith("-security") ? security : archive;
    }

    private static URI root(URI given) {
        String scheme = String.valueOf(given.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "'" + Address.shown(given.toString()) + "': an address that starts with http: or https: is wanted");
        }
        Address.http(given);
        String path = String.valueOf(given.getRawPath());
        return path.endsWith("/") ? given : given.resolve(path.isEmpty() ? "/" : path + "/");
    }

    @Override
    public String toString() {
        return archive.getHost() + archive.getRawPath();
    }
}
