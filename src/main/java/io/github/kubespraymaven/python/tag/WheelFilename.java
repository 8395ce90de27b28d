package io.github.kubespraymaven.python.tag;

import io.github.kubespraymaven.python.InvalidSyntaxException;
import io.github.kubespraymaven.python.requirement.ProjectName;
import io.github.kubespraymaven.python.text.SourceExcerpt;
import io.github.kubespraymaven.python.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A wheel's file name, {@code name-version[-build]-interpreter-abi-platform.whl} (PEP 427, "File name convention").
 *
 * @param text as it was given
 */
public record WheelFilename(String text, ProjectName name, Version version, Optional<BuildTag> build, TagSet tags)
        implements DistributionFilename {
    static final String SUFFIX = ".whl";

    private static final String SHAPE = "name-version[-build]-interpreter-abi-platform.whl";
    private static final int PARTS = 5;

    /**
     * Reads a wheel's file name.
     *
     * @throws InvalidSyntaxException when it is none
     */
    public static WheelFilename parse(String text) {
        DistributionFilename read = read(text);
        if (read instanceof Unusable unusable) {
            throw new InvalidSyntaxException(unusable.reason());
        }
        return (WheelFilename) read;
    }

    /** A wheel's file name, or why it is none. */
    static DistributionFilename read(String text) {
        if (!text.endsWith(SUFFIX)) {
            return unusable(text, "it does not end in .whl");
        }
        List<Integer> hyphens = new ArrayList<>(PARTS);
        for (int at = text.indexOf('-'); at >= 0 && hyphens.size() <= PARTS; at = text.indexOf('-', at + 1)) {
            hyphens.add(at);
        }
        if (hyphens.size() != PARTS - 1 && hyphens.size() != PARTS) {
            return unusable(text, "it has not five or six parts");
        }
        String name = text.substring(0, hyphens.get(0));
        if (!isEscapedName(name)) {
            return unusable(text, "\"" + SourceExcerpt.of(name) + "\" is not a project's name");
        }
        String versionText = text.substring(hyphens.get(0) + 1, hyphens.get(1));
        Optional<Version> version = Version.tryParse(versionText);
        if (version.isEmpty()) {
            return unusable(text, "\"" + SourceExcerpt.of(versionText) + "\" is not a version");
        }
        Optional<BuildTag> build = Optional.empty();
        if (hyphens.size() == PARTS) {
            String buildText = text.substring(hyphens.get(1) + 1, hyphens.get(2));
            build = BuildTag.parse(buildText);
            if (build.isEmpty()) {
                return unusable(
                        text, "\"" + SourceExcerpt.of(buildText) + "\" is not a build tag, which starts with a digit");
            }
        }
        int tags = hyphens.get(hyphens.size() - PARTS + 2) + 1;
        try {
            TagSet tagSet = TagSet.parse(text.substring(tags, text.length() - SUFFIX.length()));
            return new WheelFilename(text, ProjectName.of(name), version.get(), build, tagSet);
        } catch (IllegalArgumentException e) {
            return unusable(text, String.valueOf(e.getMessage()));
        }
    }

    private static Unusable unusable(String text, String why) {
        return new Unusable(
                text,
                "\"" + SourceExcerpt.of(text) + "\" is not a wheel's file name: " + why + "; wanted " + SHAPE
                        + " (PEP 427)");
    }

    /** PEP 427, "Escaping and Unicode": hyphens became underscores, one for each run. */
    private static boolean isEscapedName(String name) {
        for (int at = 0; at < name.length(); at += Character.charCount(name.codePointAt(at))) {
            int c = name.codePointAt(at);
            if (c != '_' && c != '.' && !Character.isLetterOrDigit(c)) {
                return false;
            }
        }
        return !name.isEmpty() && !name.contains("__");
    }

    @Override
    public String toString() {
        return text;
    }
}
