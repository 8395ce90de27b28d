package io.github.kubespraymaven.checkout;

import io.github.kubespraymaven.error.UserErrorException;
import java.util.regex.Pattern;

/**
 * A version of kubespray, a fork's suffix included: {@code v2.31.0}, {@code v2.31.0-acme.3},
 * {@code v2.31.0-96-g46dbdd399}.
 *
 * @param value as it is written, with a leading v
 */
public record KubesprayVersion(String value) {
    /** Leaves room in an image tag's 128 characters for what stands around it. */
    private static final int MAX_LENGTH = 80;

    private static final Pattern FORM = Pattern.compile("v[0-9][^\\s\\p{Cntrl}]*");

    /** Checks the form. */
    public KubesprayVersion {
        if (!FORM.matcher(value).matches() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("not a version with a leading v, of at most " + MAX_LENGTH
                    + " characters without blanks: '" + value + "'");
        }
    }

    /**
     * Reads a version, and gives it its leading v if it has none.
     *
     * @param origin where it comes from, for the error
     * @throws UserErrorException if it is no version
     */
    static KubesprayVersion of(String text, String origin) throws UserErrorException {
        String value = text.strip();
        try {
            return new KubesprayVersion(value.startsWith("v") ? value : "v" + value);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(
                    origin + " gives '" + text
                            + "' as kubespray's version, where one as v2.31.0 or 2.31.0-acme.1 is wanted (at most "
                            + MAX_LENGTH + " characters); give another with -Dkubespray.version",
                    e);
        }
    }

    /** Returns the version as it can stand in an image's tag, which has no '+' nor '/': they become '_', as Helm does it. */
    public String inTag() {
        return value.replaceAll("[^A-Za-z0-9_.-]", "_");
    }

    @Override
    public String toString() {
        return value;
    }
}
