package io.github.kubespraymaven.debian.mirror;

import io.github.kubespraymaven.debian.DebianException.MalformedControlException;
import io.github.kubespraymaven.debian.control.ControlReader;
import io.github.kubespraymaven.debian.control.Paragraph;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mirrors in a machine's apt sources (sources.list(5)), in both of their styles. An entry counts when it names a suite
 * and a component as Debian's own archive has them; whether it is that archive, its signature will tell.
 */
public final class AptSources {
    /** {@code deb [options] address suite component…} */
    private static final Pattern ONE_LINE =
            Pattern.compile("deb\\s+(?:\\[[^\\]]*\\]\\s+)?(\\S+)\\s+(\\S+)((?:\\s+\\S+)*)");

    private static final Pattern SUITE = Pattern.compile(
            "(bullseye|bookworm|trixie|forky|duke|sid|stable|oldstable|oldoldstable|testing|unstable)(-[a-z-]+)?");

    private AptSources() {}

    /**
     * The mirrors that the files name, in order, without repetition. What is malformed is passed over: apt itself will have
     * complained about it.
     *
     * @param files the text of each file, by name; names that end in {@code .sources} are of the newer style
     */
    public static List<ArchiveMirror> mirrors(Map<String, String> files) {
        Set<URI> archives = new LinkedHashSet<>();
        Set<URI> security = new LinkedHashSet<>();
        new TreeMap<>(files).forEach((name, text) -> {
            for (Entry entry : name.endsWith(".sources") ? paragraphs(name, text) : lines(text)) {
                if (entry.isDebians()) {
                    (entry.suite().contains("-security") ? security : archives).add(entry.archive());
                }
            }
        });
        Set<ArchiveMirror> mirrors = new LinkedHashSet<>();
        for (URI archive : archives) {
            URI beside = ArchiveMirror.securityOf(archive);
            mirrors.add(new ArchiveMirror(
                    archive,
                    security.isEmpty() || security.contains(beside)
                            ? beside
                            : security.iterator().next()));
        }
        return List.copyOf(mirrors);
    }

    private record Entry(URI archive, String suite, List<String> components) {
        boolean isDebians() {
            return SUITE.matcher(suite).matches() && components.contains("main");
        }
    }

    private static List<Entry> lines(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String line : text.split("\n")) {
            Matcher deb = ONE_LINE.matcher(line.replaceFirst("#.*", "").strip());
            if (deb.matches()) {
                archive(deb.group(1))
                        .ifPresent(archive -> entries.add(new Entry(archive, deb.group(2), words(deb.group(3)))));
            }
        }
        return entries;
    }

    private static List<Entry> paragraphs(String name, String text) {
        List<Entry> entries = new ArrayList<>();
        try {
            for (Paragraph paragraph : ControlReader.readAll(text, name)) {
                boolean enabled = !paragraph.get("Enabled").orElse("yes").equalsIgnoreCase("no");
                if (enabled && words(paragraph, "Types").contains("deb")) {
                    for (String uri : words(paragraph, "URIs")) {
                        for (String suite : words(paragraph, "Suites")) {
                            archive(uri)
                                    .ifPresent(archive ->
                                            entries.add(new Entry(archive, suite, words(paragraph, "Components"))));
                        }
                    }
                }
            }
        } catch (MalformedControlException malformed) {
            return List.of();
        }
        return entries;
    }

    /** Only what can be fetched: not cdrom, file, or a list of mirrors. */
    private static Optional<URI> archive(String address) {
        try {
            URI uri = new URI(address.endsWith("/") ? address : address + "/");
            boolean fetchable = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return fetchable && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static List<String> words(Paragraph paragraph, String field) {
        return words(paragraph.unfolded(field).orElse(""));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
