package io.github.kubespraymaven.python.requirementsfile;

import io.github.kubespraymaven.python.InvalidSyntaxException.RequirementSyntaxException;
import io.github.kubespraymaven.python.requirement.Marker;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.requirement.Requirement;
import io.github.kubespraymaven.python.tag.WheelFilename;
import io.github.kubespraymaven.python.text.Whitespace;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a requirement from a URL and from a path, as pip does without looking at the disk. */
final class AskedReader {
    private static final Pattern EGG = Pattern.compile("[#&]egg=([^&\\[]*)(\\[([^&\\]]*)])?");
    private static final Pattern EXTRAS = Pattern.compile("^(.+)\\[([^\\]]+)]$");
    private static final List<String> ARCHIVES = List.of(
            ".zip",
            ".whl",
            ".tar.bz2",
            ".tbz",
            ".tar.gz",
            ".tgz",
            ".tar",
            ".tar.xz",
            ".txz",
            ".tlz",
            ".tar.lz",
            ".tar.lzma");

    private AskedReader() {}

    /**
     * What a line asks for, options taken off.
     *
     * @throws RequirementSyntaxException with the column in this text
     * @throws IllegalArgumentException when a wheel's file name or a marker behind a URL is none
     */
    static Asked read(String text) {
        boolean url = Locations.isInstallable(text);
        // A URL may hold semicolons; behind one the marker's must have a blank after it.
        int semicolon = text.indexOf(url ? "; " : ";");
        String location = Whitespace.strip(semicolon < 0 ? text : text.substring(0, semicolon));
        if (!url && !isPath(location)) {
            return new Asked.Named(Requirement.parse(text));
        }
        Optional<Marker> marker = semicolon < 0 ? Optional.empty() : marker(text.substring(semicolon + 1));
        Matcher extras = EXTRAS.matcher(location);
        if (!url && extras.matches()) {
            return direct(extras.group(1), List.of(extras.group(2).split("\\s*,\\s*")), marker);
        }
        return direct(location, List.of(), marker);
    }

    private static Optional<Marker> marker(String text) {
        String stripped = Whitespace.strip(text);
        return stripped.isEmpty() ? Optional.empty() : Optional.of(Marker.parse(stripped));
    }

    private static Asked direct(String location, List<String> extras, Optional<Marker> marker) {
        Matcher egg = EGG.matcher(location);
        if (isWheel(location)) {
            ProjectName name = WheelFilename.parse(filename(location)).name();
            return new Asked.Direct(location, Optional.of(name), extras, marker);
        }
        if (!egg.find()) {
            return new Asked.Direct(location, Optional.empty(), extras, marker);
        }
        List<String> eggExtras =
                egg.group(3) == null ? extras : List.of(egg.group(3).split("\\s*,\\s*"));
        return new Asked.Direct(location, Optional.of(ProjectName.of(egg.group(1))), eggExtras, marker);
    }

    private static boolean isWheel(String location) {
        return filename(location).toLowerCase(Locale.ROOT).endsWith(".whl");
    }

    /** The last part of a path or URL, without query and fragment. */
    private static String filename(String location) {
        String path = location;
        if (Locations.isInstallable(location)) {
            path = URLDecoder.decode(location.split("[?#]", 2)[0].replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Whether this is a path: what looks like one, unless it has an {@code @} and what is before that does not; or the
     * name of an archive. pip also looks whether something is there; blanks and an address within tell as much.
     */
    private static boolean isPath(String text) {
        int at = text.indexOf('@');
        if (at >= 0 && !looksLikePath(text.substring(0, at))) {
            return false;
        }
        String bare = text.replaceFirst("\\[[^\\]]*]$", "").toLowerCase(Locale.ROOT);
        boolean plain = text.startsWith(".") || text.startsWith("/") || !(text.contains(" ") || text.contains("://"));
        return (looksLikePath(text) && plain) || ARCHIVES.stream().anyMatch(bare::endsWith);
    }

    private static boolean looksLikePath(String text) {
        return text.startsWith(".") || text.indexOf('/') >= 0;
    }
}
