package io.github.kubespraymaven.debian.copyright;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A copyright file that machines may read.
 *
 * @param licences the synopses of its header's and files' License fields, each once, sorted; those of stand-alone License
 *     paragraphs only explain them
 */
public record CopyrightFile(List<String> licences) {
    private static final String FORMAT = "copyright-format";
    private static final String OLD_FORMAT = "dep5";
    private static final String OLDER_FORMAT = "svn.debian.org/wsvn/dep/web/deps/dep5";

    /** Keeps its own copy. */
    public CopyrightFile {
        licences = List.copyOf(licences);
    }

    /** Reads a file's text; empty where it does not say in its first paragraph that it is machine-readable. */
    public static Optional<CopyrightFile> read(String text) {
        List<Map<String, String>> paragraphs = paragraphs(text);
        if (paragraphs.isEmpty() || !isReadable(paragraphs.get(0))) {
            return Optional.empty();
        }
        TreeSet<String> licences = new TreeSet<>();
        for (Map<String, String> paragraph : paragraphs) {
            boolean counts = paragraph == paragraphs.get(0) || paragraph.containsKey("files");
            Optional.ofNullable(paragraph.get("license"))
                    .filter(licence -> counts && !licence.isBlank())
                    .ifPresent(licences::add);
        }
        return Optional.of(new CopyrightFile(List.copyOf(licences)));
    }

    private static boolean isReadable(Map<String, String> header) {
        String format = header.getOrDefault("format", header.getOrDefault("format-specification", ""))
                .toLowerCase(Locale.ROOT);
        return Stream.of(FORMAT, OLD_FORMAT, OLDER_FORMAT).anyMatch(format::contains);
    }

    /** Paragraphs with the first lines of their fields, by name in lower case. */
    private static List<Map<String, String>> paragraphs(String text) {
        List<Map<String, String>> paragraphs = new ArrayList<>();
        Map<String, String> paragraph = new HashMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                if (!paragraph.isEmpty()) {
                    paragraphs.add(paragraph);
                }
                paragraph = new HashMap<>();
            } else if (colon > 0 && Character.isLetter(line.charAt(0))) {
                paragraph.putIfAbsent(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        if (!paragraph.isEmpty()) {
            paragraphs.add(paragraph);
        }
        return paragraphs;
    }
}
