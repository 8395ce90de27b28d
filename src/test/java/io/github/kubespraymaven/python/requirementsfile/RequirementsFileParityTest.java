package io.github.kubespraymaven.python.requirementsfile;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kubespraymaven.python.Parity;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RequirementsFileParityTest {
    private static final String DEFAULT_INDEX = "https://example.org/default";

    @Test
    void everyFileReadsAsPipReadsIt() {
        Parity parity = new Parity();
        for (JsonNode sample : Parity.oracle("requirements-files.json").get("samples")) {
            RequirementsFile file = read(sample.get("files"));
            List<String> lines = new ArrayList<>();
            for (RequirementsEntry.Requested requested : file.requested()) {
                lines.add(line(requested));
            }
            Iterator<String> got = lines.iterator();
            for (JsonNode wanted : sample.get("got")) {
                if (wanted.has("refused")) {
                    boolean refused = file.problems().stream()
                            .anyMatch(problem ->
                                    stands(problem, wanted.get("line").asText(), sample));
                    parity.compare("refused " + wanted + " in " + sample.get("files"), true, refused);
                } else {
                    parity.compare("in " + sample.get("files"), line(wanted), got.hasNext() ? got.next() : "nothing");
                }
            }
            boolean failed = !sample.get("error").isNull();
            boolean refusals = sample.get("got").findValue("refused") != null;
            parity.compare(
                    "problems in " + sample.get("files"),
                    failed || refusals,
                    !file.problems().isEmpty());
            // pip stops at an error, this reader goes on.
            parity.compare("more in " + sample.get("files"), false, !failed && got.hasNext());
            if (!failed) {
                parity.compare("settings of " + sample.get("files"), settings(sample), settings(file));
            }
        }
        parity.assertAllEqual(3 * 103);
    }

    /** Bytes as the oracle's maker wrote them: in the encoding that the file's own comment says. */
    private static RequirementsFile read(JsonNode files) {
        return RequirementsFile.read(
                "requirements.txt",
                location -> Optional.ofNullable(files.get(location)).map(node -> {
                    String text = node.asText();
                    return RequirementsText.of(text.getBytes(
                            text.contains("latin-1") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8));
                }),
                Map.of("VER", "9.9"));
    }

    /** A problem names the line it is on, pip the first of continued lines: the same, or one of those that follow. */
    private static boolean stands(Problem problem, String line, JsonNode sample) {
        String[] words = line.split(" ");
        int first = Integer.parseInt(words[1]);
        int last = first;
        String[] text = sample.get("files").get(words[3]).asText().split("\r?\n", -1);
        while (text[last - 1].endsWith("\\")) {
            last++;
        }
        return problem.place().file().equals(words[3])
                && problem.place().line() >= first
                && problem.place().line() <= last;
    }

    private static String line(RequirementsEntry.Requested requested) {
        String name = "";
        if (requested.asked() instanceof Asked.Named named) {
            name = named.requirement().name();
        } else if (requested.asked() instanceof Asked.Direct direct) {
            name = direct.name().map(Object::toString).orElse("");
        }
        return String.join(
                " | ",
                requested.text(),
                "line " + requested.place().line() + " of " + requested.place().file(),
                requested.constraint() ? "constraint" : "",
                requested.asked() instanceof Asked.Editable ? "editable" : "",
                requested.hashes().toString(),
                name);
    }

    private static String line(JsonNode wanted) {
        Map<String, List<String>> hashes = new TreeMap<>();
        wanted.get("options")
                .path("hashes")
                .fields()
                .forEachRemaining(entry -> hashes.put(entry.getKey(), Parity.texts(entry.getValue())));
        return String.join(
                " | ",
                wanted.get("requirement").asText(),
                wanted.get("line").asText(),
                wanted.get("constraint").asBoolean() ? "constraint" : "",
                wanted.get("editable").asBoolean() ? "editable" : "",
                hashes.toString(),
                wanted.path("name").asText());
    }

    private static String settings(JsonNode sample) {
        JsonNode finder = sample.path("finder");
        return finder.isMissingNode()
                ? List.of(DEFAULT_INDEX) + " [] false"
                : Parity.texts(finder.get("index_urls")) + " " + Parity.texts(finder.get("find_links")) + " "
                        + finder.get("no_index").asText();
    }

    private static String settings(RequirementsFile file) {
        Settings settings = file.settings(Settings.of(List.of(DEFAULT_INDEX)));
        List<String> links =
                settings.findLinks().stream().map(Settings.FoundLinks::location).toList();
        return settings.indexUrls() + " " + links + " " + settings.noIndex();
    }
}
