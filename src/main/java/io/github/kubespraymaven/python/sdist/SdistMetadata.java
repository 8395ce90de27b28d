package io.github.kubespraymaven.python.sdist;

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
        Optional<String> requirements = rules.rule(filename).flatMap(SdistRule::requirements);
        Map<String, String> found = new HashMap<>();
        if (filename.text().endsWith(".zip")) {
            readZip(file, filename, requirements, found);
        } else {
            SdistTar.read(file, filename.text(), (member, content) -> {
                keep(member.path(), member.size(), content, requirements, found);
                return true;
            });
        }
        String text = Optional.ofNullable(found.get(PKG_INFO))
                .orElseThrow(() -> new SdistException(filename.text(), "has no PKG-INFO; it is no sdist"));
        if (text.lines().takeWhile(line -> !line.isEmpty()).anyMatch(line -> line.startsWith("Requires-Dist:"))) {
            return text;
        }
        String lines = Optional.ofNullable(found.get(REQUIRES))
                .map(Requires::fromEggInfo)
                .or(() -> requirements.map(found::get).map(Requires::fromRequirements))
                .orElse("");
        int end = text.replace("\r\n", "\n").indexOf("\n\n");
        String header = end < 0 ? text.strip() : text.replace("\r\n", "\n").substring(0, end);
        String body = end < 0 ? "\n" : text.replace("\r\n", "\n").substring(end + 1);
        return header + "\n" + lines + body;
    }

    private static void readZip(
            Path file, SdistFilename filename, Optional<String> requirements, Map<String, String> found)
            throws IOException {
        try (FileBytes bytes = new FileBytes(file)) {
            ZipArchive archive = ZipArchive.open(bytes, filename.text());
            for (ZipMember member : archive.members().values()) {
                int top = member.name().indexOf('/');
                if (top > 0) {
                    try (InputStream content = archive.open(member)) {
                        keep(member.name().substring(top + 1), member.size(), content, requirements, found);
                    }
                }
            }
        }
    }

    private static void keep(
            String path, long size, InputStream content, Optional<String> requirements, Map<String, String> found)
            throws IOException {
        boolean eggInfo = path.endsWith(REQUIRES);
        boolean wanted = path.equals(PKG_INFO)
                || eggInfo
                || requirements.filter(path::equals).isPresent();
        if (wanted && size <= MAX_BYTES) {
            found.putIfAbsent(
                    eggInfo ? REQUIRES : path, new String(content.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
        }
    }
}
