package io.github.kubespraymaven.python.sdist;

import io.github.kubespraymaven.python.PythonException.SdistException;
import io.github.kubespraymaven.python.tag.SdistFilename;
import io.github.kubespraymaven.python.zip.FileBytes;
import io.github.kubespraymaven.python.zip.ZipArchive;
import io.github.kubespraymaven.python.zip.ZipMember;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an sdist says about itself without being built: PKG-INFO, and where that has no requirements, what setuptools left in
 * egg-info, or the file that a rule names.
 */
public final class SdistMetadata {
    private static final int MAX_BYTES = 1 << 22;
    private static final String PKG_INFO = "PKG-INFO";
    private static final String REQUIRES = ".egg-info/requires.txt";

    private final SdistRules rules;

    /** Reads with these rules. */
    public SdistMetadata(SdistRules rules) {
        this.rules = rules;
    }

    /**
     * Returns the core metadata of an sdist, as METADATA of a wheel would have it.
     *
     * @throws SdistException if there is none, or the archive is damaged or hostile
     */
    public String read(Path file, SdistFilename filename) throws IOException {
        Found found = new Found(rules.rule(filename).flatMap(SdistRule::requirements));
        if (filename.text().endsWith(".zip")) {
            readZip(file, filename, found);
        } else {
            SdistTar.read(file, filename.text(), (member, content) -> {
                found.offer(member.path(), member.size(), content);
            });
        }
        return found.text(filename.text());
    }

    private static void readZip(Path file, SdistFilename filename, Found found) throws IOException {
        try (FileBytes bytes = new FileBytes(file)) {
            ZipArchive archive = ZipArchive.open(bytes, filename.text());
            for (ZipMember member : archive.members().values()) {
                int top = member.name().indexOf('/');
                if (top > 0) {
                    try (InputStream content = archive.open(member)) {
                        found.offer(member.name().substring(top + 1), member.size(), content);
                    }
                }
            }
        }
    }

    /** Collects those members of an archive that metadata is made of. */
    static final class Found {
        private final Optional<String> requirements;
        private final Map<String, String> texts = new HashMap<>();

        /** {@code requirements} is the file of requirements that a rule names. */
        Found(Optional<String> requirements) {
            this.requirements = requirements;
        }

        /** Takes a member if it is one of them; says whether it did. */
        boolean offer(String path, long size, InputStream content) throws IOException {
            boolean eggInfo = path.endsWith(REQUIRES);
            boolean wanted = path.equals(PKG_INFO)
                    || eggInfo
                    || requirements.filter(path::equals).isPresent();
            if (!wanted || size > MAX_BYTES) {
                return false;
            }
            texts.putIfAbsent(
                    eggInfo ? REQUIRES : path, new String(content.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
            return true;
        }

        /** Returns what a wheel would have as METADATA. */
        String text(String what) throws SdistException {
            String info = Optional.ofNullable(texts.get(PKG_INFO))
                    .orElseThrow(() -> new SdistException(what, "has no PKG-INFO; it is no sdist"))
                    .replace("\r\n", "\n");
            if (info.lines().takeWhile(line -> !line.isEmpty()).anyMatch(line -> line.startsWith("Requires-Dist:"))) {
                return info;
            }
            String lines = Optional.ofNullable(texts.get(REQUIRES))
                    .map(Requires::fromEggInfo)
                    .or(() -> requirements
                            .flatMap(name -> Optional.ofNullable(texts.get(name)))
                            .map(Requires::fromRequirements))
                    .orElse("");
            int end = info.indexOf("\n\n");
            return end < 0
                    ? info.stripTrailing() + "\n" + lines
                    : info.substring(0, end + 1) + lines + info.substring(end + 1);
        }
    }
}
