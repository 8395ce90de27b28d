package io.github.kubespraymaven.debian.resolve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The packages that an image gets when none are named: what kubespray's own image and its playbooks use at run time. */
public final class StandardPackages {
    private static final String FILE = "standard-packages.txt";

    private StandardPackages() {}

    /** Returns their names, in the order of the file that lists them, each with its reason, beside this class. */
    public static List<String> names() {
        try (InputStream in = Objects.requireNonNull(StandardPackages.class.getResourceAsStream(FILE), FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("this plugin's jar is damaged: " + FILE, e);
        }
    }
}
