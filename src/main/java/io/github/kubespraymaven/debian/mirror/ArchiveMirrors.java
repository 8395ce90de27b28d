package io.github.kubespraymaven.debian.mirror;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which mirrors to ask, in turn. */
public final class ArchiveMirrors {
    private static final String KNOWN = "/io/github/kubespraymaven/debian/mirror/mirrors.txt";

    private ArchiveMirrors() {}

    /**
     * The mirror that is given, and no other; else those of the machine's apt sources; else the public ones that are known.
     *
     * @param aptSources the text of the machine's sources.list and of the files beside it, by name; empty where there is no
     *     apt
     */
    public static List<ArchiveMirror> choose(Optional<ArchiveMirror> given, Map<String, String> aptSources) {
        if (given.isPresent()) {
            return List.of(given.get());
        }
        List<ArchiveMirror> own = AptSources.mirrors(aptSources);
        return own.isEmpty() ? known() : own;
    }

    /** The public mirrors of the plugin's own list. */
    static List<ArchiveMirror> known() {
        try (InputStream in = ArchiveMirrors.class.getResourceAsStream(KNOWN)) {
            if (in == null) {
                throw new IllegalStateException("this plugin's jar lacks " + KNOWN);
            }
            List<ArchiveMirror> mirrors = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    mirrors.add(ArchiveMirror.parse(line.strip()));
                }
            }
            return List.copyOf(mirrors);
        } catch (IOException damaged) {
            throw new IllegalStateException("this plugin's jar is damaged", damaged);
        }
    }
}
