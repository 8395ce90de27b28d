package io.github.kubespraymaven.debian.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which mirrors to ask, in turn. */
public final class Mirrors {
    private static final String KNOWN = "/io/github/kubespraymaven/debian/mirror/mirrors.txt";

    private Mirrors() {}

    /**
     * The mirror that is given, and no other; else those of the machine's apt sources; else the public ones that are known.
     *
     * @param aptSources the text of the machine's sources.list and of the files beside it, by name; empty where there is no
     *     apt
     */
    public static List<Mirror> choose(Optional<Mirror> given, Map<String, String> aptSources) {
        if (given.isPresent()) {
            return List.of(given.get());
        }
        List<Mirror> own = AptSources.mirrors(aptSources);
        return own.isEmpty() ? known() : own;
    }

    /** The public mirrors of the plugin's own list. */
    static List<Mirror> known() {
        try (InputStream in = Mirrors.class.getResourceAsStream(KNOWN)) {
            if (in == null) {
                throw new IllegalStateException("this plugin's jar lacks " + KNOWN);
            }
            List<Mirror> mirrors = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    mirrors.add(Mirror.parse(line.strip()));
                }
            }
            return List.copyOf(mirrors);
        } catch (IOException damaged) {
            throw new IllegalStateException("this plugin's jar is damaged", damaged);
        }
    }
}
