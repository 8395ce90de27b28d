package io.github.kubespraymaven.python.tag;

/** The name of a file on an index: a wheel's, an sdist's, or one of which nothing can be made, and why. */
public sealed interface DistributionFilename permits WheelFilename, SdistFilename, DistributionFilename.Unusable {
    /** The file name as it was given. */
    String text();

    /**
     * A name that is neither a wheel's nor an sdist's.
     *
     * @param reason what was got and what was wanted
     */
    record Unusable(String text, String reason) implements DistributionFilename {}

    /** Tells what a file is by its name. Nothing is thrown: indexes hold names from before there were rules. */
    static DistributionFilename parse(String text) {
        return text.endsWith(WheelFilename.SUFFIX) ? WheelFilename.read(text) : SdistFilename.read(text);
    }
}
