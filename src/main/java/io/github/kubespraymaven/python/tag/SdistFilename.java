package io.github.kubespraymaven.python.tag;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.text.SourceExcerpt;
import io.github.kubespraymaven.python.version.Version;
import java.util.Optional;

/**
 * An sdist's file name, {@code name-version.tar.gz} or, of old ones, {@code .zip} (PEP 625).
 *
 * @param text as it was given
 */
public record SdistFilename(String text, ProjectName name, Version version) implements DistributionFilename {
    private static final String SHAPE = "name-version.tar.gz or name-version.zip";

    /**
     * Reads an sdist's file name; the version is what follows the last hyphen.
     *
     * @throws InvalidSyntaxException when it is none
     */
    public static SdistFilename parse(String text) {
        DistributionFilename read = read(text);
        if (read instanceof Unusable unusable) {
            throw new InvalidSyntaxException(unusable.reason());
        }
        return (SdistFilename) read;
    }

    /**
     * As {@link DistributionFilename#parse}, of a project that is known: old sdists have hyphens in their versions,
     * {@code foo-1.0-1.tar.gz}, and only the name tells where those start.
     */
    public static DistributionFilename read(String text, ProjectName project) {
        int end = endOfStem(text);
        for (int hyphen = text.indexOf('-'); hyphen > 0 && hyphen < end; hyphen = text.indexOf('-', hyphen + 1)) {
            Optional<Version> version = Version.tryParse(text.substring(hyphen + 1, end));
            if (version.isPresent() && isName(text.substring(0, hyphen), project)) {
                return new SdistFilename(text, project, version.get());
            }
        }
        return end < 0 ? read(text) : unusable(text, "it is no \"" + project + "\" followed by a hyphen and a version");
    }

    private static boolean isName(String text, ProjectName project) {
        try {
            return ProjectName.of(text).equals(project);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static DistributionFilename read(String text) {
        int end = endOfStem(text);
        if (end < 0) {
            return unusable(text, "it does not end in .tar.gz or .zip");
        }
        int hyphen = text.lastIndexOf('-', end - 1);
        if (hyphen <= 0) {
            return unusable(text, "it has no name and version with a hyphen between them");
        }
        String versionText = text.substring(hyphen + 1, end);
        Optional<Version> version = Version.tryParse(versionText);
        if (version.isEmpty()) {
            return unusable(text, "\"" + SourceExcerpt.of(versionText) + "\" is not a version");
        }
        try {
            return new SdistFilename(text, ProjectName.of(text.substring(0, hyphen)), version.get());
        } catch (IllegalArgumentException e) {
            return unusable(text, String.valueOf(e.getMessage()));
        }
    }

    private static int endOfStem(String text) {
        for (String suffix : new String[] {".tar.gz", ".zip"}) {
            if (text.endsWith(suffix)) {
                return text.length() - suffix.length();
            }
        }
        return -1;
    }

    private static Unusable unusable(String text, String why) {
        return new Unusable(
                text,
                "\"" + SourceExcerpt.of(text) + "\" is not an sdist's file name: " + why + "; wanted " + SHAPE
                        + " (PEP 625)");
    }

    @Override
    public String toString() {
        return text;
    }
}
