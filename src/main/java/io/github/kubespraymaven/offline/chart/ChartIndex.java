package io.github.kubespraymaven.offline.chart;

import io.github.kubespraymaven.digest.Digest;
import io.github.kubespraymaven.jinja.value.Dict;
import io.github.kubespraymaven.jinja.value.EvaluationException;
import io.github.kubespraymaven.jinja.value.Items;
import io.github.kubespraymaven.jinja.value.Text;
import io.github.kubespraymaven.jinja.value.Value;
import io.github.kubespraymaven.manifest.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The index.yaml of a chart repository (Helm's documentation, "The Chart Repository Guide"). */
record ChartIndex(List<ChartVersion> versions) {
    /** Far more than the largest that are known. */
    static final int LARGEST = 64 << 20;

    /** What stands in names of files, and needs no quotes in YAML beyond simple ones. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]*");

    private static final Pattern SHA256 = Pattern.compile("(?:sha256:)?([0-9a-fA-F]{64})");

    ChartIndex {
        versions = List.copyOf(versions);
    }

    /**
     * Reads one. Entries that name no file, or have names that could not be a file's, are passed over.
     *
     * @param what its name for errors
     * @throws IOException if it is none
     */
    static ChartIndex parse(byte[] text, String what) throws IOException {
        Value document;
        try {
            document = YamlReader.read(new String(text, StandardCharsets.UTF_8), what);
        } catch (EvaluationException e) {
            throw new IOException(what + " is no index of charts: " + e.getMessage(), e);
        }
        if (!(document instanceof Dict index) || !(index.get("entries").orElse(Text.EMPTY) instanceof Dict entries)) {
            throw new IOException(what + " is no index of charts: it has no entries");
        }
        List<ChartVersion> versions = new ArrayList<>();
        for (Map.Entry<Value, Value> chart : entries.entries()) {
            if (chart.getValue() instanceof Items items) {
                for (Value item : items.elements()) {
                    version(chart.getKey().text(), item).ifPresent(versions::add);
                }
            }
        }
        return new ChartIndex(versions);
    }

    private static Optional<ChartVersion> version(String name, Value item) {
        if (!(item instanceof Dict chart)
                || !(chart.get("urls").orElse(Text.EMPTY) instanceof Items urls)
                || urls.elements().isEmpty()) {
            return Optional.empty();
        }
        String version = chart.get("version").map(Value::text).orElse("");
        if (!PLAIN.matcher(name).matches() || !PLAIN.matcher(version).matches()) {
            return Optional.empty();
        }
        Optional<Digest> digest = chart.get("digest")
                .map(Value::text)
                .map(SHA256::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Digest.sha256(matcher.group(1).toLowerCase(Locale.ROOT)));
        return Optional.of(
                new ChartVersion(name, version, urls.elements().get(0).text(), digest));
    }

    Optional<ChartVersion> find(String name, String version) {
        return versions.stream().filter(chart -> chart.is(name, version)).findFirst();
    }

    /** Returns the versions of a chart that there are, as they stand there. */
    List<String> versionsOf(String name) {
        return versions.stream()
                .filter(chart -> chart.name().equals(name))
                .map(ChartVersion::version)
                .toList();
    }

    /** Returns this index with another chart in it; the file of each is beside the index then. */
    ChartIndex with(ChartVersion chart) {
        List<ChartVersion> all = new ArrayList<>(versions);
        all.removeIf(other -> other.is(chart.name(), chart.version()));
        all.add(new ChartVersion(chart.name(), chart.version(), chart.fileName(), chart.digest()));
        return new ChartIndex(all);
    }

    /** Returns it as YAML: the same charts give the same bytes. */
    byte[] bytes() {
        Map<String, List<ChartVersion>> byName = new TreeMap<>();
        versions.forEach(chart ->
                byName.computeIfAbsent(chart.name(), name -> new ArrayList<>()).add(chart));
        StringBuilder yaml = new StringBuilder("apiVersion: v1\nentries:\n");
        byName.forEach((name, charts) -> {
            yaml.append("  ").append(name).append(":\n");
            charts.stream().sorted(Comparator.comparing(ChartVersion::version)).forEach(chart -> {
                yaml.append("  - apiVersion: v2\n");
                chart.digest()
                        .ifPresent(digest ->
                                yaml.append("    digest: ").append(digest.hex()).append('\n'));
                yaml.append("    name: ").append(name).append('\n');
                yaml.append("    urls:\n    - '").append(chart.fileName()).append("'\n");
                yaml.append("    version: '").append(chart.version()).append("'\n");
            });
        });
        return yaml.toString().getBytes(StandardCharsets.UTF_8);
    }
}
