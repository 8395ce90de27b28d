package io.github.kubespraymaven.python.index;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The index that a pip uses when nobody tells it another, read from what a pip says or is. */
public final class PipDefault {
    private static final Pattern HELP = Pattern.compile("\\(default\\s+(https?://[^\\s)]+)\\)");
    private static final Pattern SOURCE =
            Pattern.compile("(?s)\\bPyPI\\s*=\\s*PackageIndex\\(\\s*[\"'](https?://[^\"']+)[\"']");

    /**
     * What a python3 has to run to print the default of its pip, and on a second line the file that says so; it fails where
     * there is no pip.
     */
    public static final String PROGRAM =
            "from pip._internal.models import index; print(index.PyPI.simple_url); print(index.__file__)";

    private PipDefault() {}

    /** Returns the default of {@code --index-url}, from what {@code pip download --help} prints. */
    public static Optional<String> fromHelp(String printed) {
        Matcher found = HELP.matcher(printed);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /** Returns the default from pip's own source, its file {@code pip/_internal/models/index.py}. */
    public static Optional<String> fromSource(String source) {
        Matcher found = SOURCE.matcher(source);
        if (!found.find()) {
            return Optional.empty();
        }
        String root = found.group(1);
        return Optional.of(root + (root.endsWith("/") ? "" : "/") + "simple");
    }
}
