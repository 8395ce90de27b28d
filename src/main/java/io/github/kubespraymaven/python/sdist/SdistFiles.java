package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.python.tag.SdistFilename;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Single files of an sdist that a rule covers. */
public final class SdistFiles {
    private static final int MAX_BYTES = 1 << 24;

    private SdistFiles() {}

    /**
     * Returns files by the places that they would have beside the modules; links and files of more than 16 MiB are left out.
     *
     * @throws IOException if the archive is damaged or hostile
     */
    public static Map<String, byte[]> read(Path file, SdistFilename filename, Predicate<String> wanted)
            throws IOException {
        Optional<SdistRule> rule = SdistRules.standard().rule(filename);
        Map<String, byte[]> files = new TreeMap<>();
        SdistTar.read(file, filename.text(), (member, content) -> {
            Optional<String> place =
                    rule.flatMap(known -> known.destination(member.path())).filter(wanted);
            if (place.isPresent() && member.link().isEmpty() && member.size() <= MAX_BYTES) {
                files.put(place.get(), content.readNBytes(MAX_BYTES));
            }
        });
        return files;
    }
}
