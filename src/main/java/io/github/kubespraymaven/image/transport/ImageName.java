package io.github.kubespraymaven.image.transport;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name that an image is found by, kept as it was written (distribution's reference grammar): what is left out is for
 * whoever reads it to add.
 *
 * @param name {@code [HOST[:PORT]/]PATH}
 * @param tag empty where none is written
 */
public record ImageName(String name, Optional<String> tag) {
    private static final String LABEL = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
    private static final String HOST = "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+])(?::[0-9]{1,5})?";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern NAME = Pattern.compile("(?:" + HOST + "/)?" + COMPONENT + "(?:/" + COMPONENT + ")*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern PARTS = Pattern.compile("([^@]*?)(?::([^/@:]*))?(?:@.*)?", Pattern.DOTALL);
    private static final int MAX_LENGTH = 255;

    /** Checks both parts. */
    public ImageName {
        if (name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("'" + name.substring(0, 40) + "…' is no name of an image: longer than "
                    + MAX_LENGTH + " characters");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name
                            + "' is no name of an image (lower-case letters and digits, . _ - between them, parts joined by /)");
        }
        tag.ifPresent(ImageName::requireTag);
    }

    /**
     * Reads {@code NAME[:TAG]}.
     *
     * @throws IllegalArgumentException if it is none; says which part is wrong
     */
    public static ImageName parse(String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "'" + text + "' names a digest, which an image yet to be written has not");
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no name of an image");
        }
        return new ImageName(parts.group(1), Optional.ofNullable(parts.group(2)));
    }

    /**
     * Returns a tag that is one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static String requireTag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException(
                    "'" + tag + "' is no tag (up to 128 letters, digits and _ . -, the first no . or -)");
        }
        return tag;
    }

    /** Returns the tag, or the one given where none is written. */
    public String tagOr(String other) {
        return tag.orElse(other);
    }

    @Override
    public String toString() {
        return name + tag.map(text -> ":" + text).orElse("");
    }
}
